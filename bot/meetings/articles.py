"""The text of the charter: drafted and edited in steps of a meeting, agreed on in a vote."""

from bot import words as general
from bot.cards import note
from bot.effects import Effect, Refused, Show
from bot.group import Group, Unsigned
from bot.levels import level_of, revealed
from bot.live import Item, Meeting
from bot.meetings.floor import running, taking_part
from bot.meetings.votes import tallies
from bot.values import replace
from bot.words import charter as words

MOST = 40  # sentences of a charter


def draft(group: Group, meeting: Meeting) -> tuple[str, ...]:
    """The charter as a meeting leaves it: a new text, or the one there is with its edits."""
    afresh = any("charter_draft" in step.keep for step in meeting.agenda)
    new = [item.text for item in meeting.items if _readable(item, meeting)]
    return tuple(dict.fromkeys((*(() if afresh else group.articles), *new)))


def check(group: Group, meeting: Meeting) -> Meeting:
    """The same meeting; refused where the charter would get too long."""
    if len(draft(group, meeting)) > MOST:
        raise Refused(words.TOO_LONG.format(most=MOST))
    return meeting


def settled(group: Group) -> tuple[Group, tuple[Effect, ...]]:
    """The group at the end of its step: with a charter where all who are there consented, with an
    edited one where it was edited and no vote on that is planned.
    """
    meeting = running(group)
    index = meeting.at.step
    step = meeting.agenda[index]
    if "consent" in step.keep:
        return _voted(group, meeting)
    if "charter_edits" not in step.keep or not group.charter:
        return group, ()
    if any("consent" in step.keep for step in meeting.agenda[index:]):
        return group, ()
    text = draft(group, meeting)
    if text == group.articles:
        return group, ()
    count = general.plural(len(text) - len(group.articles), "sentence")
    return replace(group, articles=text), _told(meeting, words.EDITED.format(sentences=count))


def _voted(group: Group, meeting: Meeting) -> tuple[Group, tuple[Effect, ...]]:
    index, text = meeting.at.step, draft(group, meeting)
    people = taking_part(group, meeting, index)
    yes = sum(tally.count for tally in tallies(meeting, index) if tally.value == "yes")
    if index not in meeting.ballot.told:
        return group, _told(meeting, words.NOT_ANSWERED)
    if yes < len(people):
        return group, _told(meeting, words.NOT_AGREED.format(yes=yes, of=len(people)))
    if not text:
        return group, _told(meeting, words.NOTHING_TO_AGREE)
    missed = (m.id for m in group.members if m.role != "guest" and m.id not in people)
    unsigned = tuple(Unsigned(who, asked=1) for who in missed)
    group = replace(group, charter=meeting.number, articles=text, withdrawn=(), unsigned=unsigned)
    count = general.plural(len(text), "sentence")
    return group, _told(meeting, words.AGREED.format(sentences=count))


def _readable(item: Item, meeting: Meeting) -> bool:
    open_to_all = item.kind == "charter" and level_of(item, meeting.agenda) == "group"
    return open_to_all and not item.deleted and revealed(item, meeting)


def _told(meeting: Meeting, said: str) -> tuple[Effect, ...]:
    return (Show(f"charter:{meeting.number}:{meeting.rev}", note("", said)),)
