"""What a step brings to look at as it opens: the group's figures, or the charter as it stands."""

from bot.cards import Card, Lines
from bot.effects import Effect, Show
from bot.group import Group
from bot.meetings.articles import draft
from bot.recaps import figures
from bot.words import charter as words


def shown(group: Group) -> tuple[Effect, ...]:
    """The cards that the running step brings along."""
    return (*figures.shown(group), *_charter(group))


def _charter(group: Group) -> tuple[Effect, ...]:
    """The text that a step asks everybody to consent to."""
    meeting = group.meeting
    if meeting is None or "consent" not in meeting.agenda[meeting.at.step].keep:
        return ()
    if not (text := draft(group, meeting)):
        return ()
    lines = Lines(tuple((line,) for line in text), numbered=True)
    card = Card(words.AS_IT_STANDS, (lines,))
    return (Show(f"draft:{meeting.number}:{meeting.rev}", card),)
