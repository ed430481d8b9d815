"""What members do with the charter: read it, consent to it as they join, withdraw their consent,
give it again.
"""

from datetime import datetime

from bot import labels
from bot.cards import Block, Button, Card, Lines, note, text
from bot.effects import Effect, Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Group, Unsigned
from bot.meetings import guard
from bot.meetings.articles import draft
from bot.meetings.meeting import shut
from bot.values import replace
from bot.words import charter as words

ASKED = 2  # times that somebody is asked for their consent, at the most


def charter(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/charter`, `/charter withdraw`, `/charter consent`."""
    match event.args.strip().lower():
        case "":
            return Outcome(group, (Whisper(event.by.id, card(group, event.by.id)),))
        case "withdraw":
            return _withdraw(group, event, now)
        case "consent":
            return _consent(group, event)
        case _:
            raise Refused(words.HOW_TO_CHARTER)


def card(group: Group, who: str) -> Card:
    """The charter as a member reads it: what was agreed on, or what is drafted so far."""
    blocks: list[Block] = []
    if group.charter:
        blocks = [text(words.AGREED_IN.format(number=group.charter)), _lines(group.articles)]
    else:
        blocks = [text(words.NONE_YET, guard.the_way())]
        if group.meeting and (written := draft(group, group.meeting)):
            blocks += [text(words.DRAFT), _lines(written)]
    if group.withdrawn:
        blocks.append(text(words.SHORT_OF.format(count=len(group.withdrawn))))
    if group.unsigned:
        blocks.append(text(words.UNANSWERED.format(count=len(group.unsigned))))
    return Card(words.TITLE, tuple(blocks), _buttons(group, who))


def newcomer(group: Group, who: str) -> tuple[Group, tuple[Effect, ...]]:
    """The group after a newcomer was asked for their consent; as it is, where it has no charter."""
    if not group.charter:
        return group, ()
    return _asked(replace(group, unsigned=(*group.unsigned, Unsigned(who))), who)


def arrived(was: Group, who: str, outcome: Outcome[Group]) -> Outcome[Group]:
    """The outcome of what a member did; if that brought them into a meeting and they still owe an
    answer, they are asked once more, for the last time.
    """
    before, group = was.meeting, outcome.state
    if not group.unsigned or was.member(who) is None:  # whoever has just joined was asked then
        return outcome
    came = before and group.meeting and who not in before.came and who in group.meeting.came
    if not came or not any(one.who == who and one.asked < ASKED for one in group.unsigned):
        return outcome
    group, asked = _asked(group, who)
    return replace(outcome, state=group, effects=(*outcome.effects, *asked))


def answered(group: Group, who: str) -> Group:
    """The group with nothing to ask this member any more."""
    return replace(group, unsigned=tuple(one for one in group.unsigned if one.who != who))


def _asked(group: Group, who: str) -> tuple[Group, tuple[Effect, ...]]:
    unsigned = tuple(
        replace(one, asked=one.asked + 1) if one.who == who else one for one in group.unsigned
    )
    group = replace(group, unsigned=unsigned)
    blocks = (text(words.ASK_CONSENT), _lines(group.articles), text(words.ASK_CONSENT_END))
    return group, (Whisper(who, Card(words.TITLE, blocks, _buttons(group, who))),)


def _buttons(group: Group, who: str) -> tuple[Button, ...]:
    give = Button(labels.BUTTON_CONSENT, "charter", "consent", main=True)
    if who in group.withdrawn:
        return (give,)
    owes = any(one.who == who for one in group.unsigned)
    return (give, Button(labels.BUTTON_CONSENT_NOT, "charter", "withdraw")) if owes else ()


def _lines(articles: tuple[str, ...]) -> Lines:
    return Lines(tuple((line,) for line in articles), numbered=True)


def _withdraw(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    who = event.by.id
    if not group.charter:
        raise Refused(words.NO_CHARTER)
    if who in group.withdrawn:
        raise Refused(words.ALREADY_WITHDRAWN)
    told = Show(f"withdrawn:{event.id}", note("", words.WITHDRAWN_TOLD))
    gave = answered(group, who) == group
    group = replace(answered(group, who), withdrawn=(*group.withdrawn, who))
    said = words.WITHDRAWN if gave else words.NOT_GIVEN
    return shut(Outcome(group, (Whisper(who, note("", said)), told)), now)


def _consent(group: Group, event: Command) -> Outcome[Group]:
    who = event.by.id
    if any(one.who == who for one in group.unsigned):
        return Outcome(answered(group, who), (Whisper(who, note("", words.GIVEN)),))
    if who not in group.withdrawn:
        raise Refused(words.NOT_WITHDRAWN)
    group = replace(group, withdrawn=tuple(id for id in group.withdrawn if id != who))
    given = Whisper(who, note("", words.GIVEN))
    if group.withdrawn:
        return Outcome(group, (given,))
    return Outcome(group, (given, Show(f"given:{event.id}", note("", words.GIVEN_TOLD))))
