"""Whoever comes later is told in two lines where the meeting stands; nobody else is told of it."""

from datetime import datetime

from bot import levels, words
from bot.cards import Block, Card, Mention, Span, Spans, Text, When
from bot.effects import Outcome, Whisper
from bot.events import Command
from bot.formats.format import Step
from bot.group import Group
from bot.live import Item, Meeting
from bot.meetings.beside import open_now, place, several
from bot.meetings.board import names
from bot.meetings.floor import holder_of, running, seat_of, step_of
from bot.text import short
from bot.values import replace
from bot.words import facilitating

HEADLINE = 60  # characters of one headline
HEADLINES = 4


def here(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/here`: a sign, for whoever is in the call and writes nothing, or is writing still."""
    meeting = running(group)
    title = step_of(meeting).title
    said = facilitating.HERE.format(title=title)
    return Outcome(group, (Whisper(event.by.id, Card("", (Text((said,)),))),))


def caught_up(was: Group, who: str, outcome: Outcome[Group]) -> Outcome[Group]:
    """The outcome of what a member did; if that made them present late, they are told where the
    meeting stands.
    """
    before, meeting = was.meeting, outcome.state.meeting
    if before is None or meeting is None or before.number != meeting.number or not before.at.step:
        return outcome
    if who in before.present or who not in meeting.present:
        return outcome
    told = Whisper(who, card(meeting, who))
    return replace(outcome, effects=(*outcome.effects, told))


def card(meeting: Meeting, who: str) -> Card:
    """The step and its question; then what was said, in headlines, as far as they may read it."""
    step, at = step_of(meeting), meeting.at
    number, count = place(meeting)
    spans: list[Span] = [facilitating.NOW.format(title=step.title, number=number, count=count)]
    if at.due:
        spans += [facilitating.UNTIL, When(at.due, "time")]
    spans.append(". ")
    blocks: tuple[Block, ...] = (
        Text((*spans, *_seats(meeting, step))),
        Text(_headlines(meeting, who)),
    )
    return Card("", blocks)


def _seats(meeting: Meeting, step: Step) -> Spans:
    """Whose seat it is, and what they ask; of several side by side, whose they are."""
    if several(meeting):
        holders = tuple([holder_of(meeting, meeting.agenda[n]) for n in open_now(meeting)])
        return (words.SEATS if meeting.charged else words.TURNS_OF, " ", *names(holders), ".")
    if (seat := seat_of(meeting, step)) is None:
        return ()
    asks = (": ", short(seat.question, 200)) if seat.question else ()
    return (words.SEAT if meeting.charged else words.TURN, Mention(seat.holder), *asks)


def _headlines(meeting: Meeting, who: str) -> tuple[Span, ...]:
    if step_of(meeting).turn == "blind":
        return (facilitating.ON_THEIR_OWN,)
    seats = [meeting.agenda[n].seat for n in open_now(meeting)]
    others = [i for i in meeting.items if i.by != who and not i.deleted]
    told = [i for i in others if levels.may_read(i, meeting, who)]
    near = [i for i in told if meeting.agenda[i.step].seat in seats] or told
    if not near:
        return (facilitating.NOTHING_YET,)
    spans: list[Span] = [facilitating.SO_FAR]
    for item in near[-HEADLINES:]:
        spans += [*_headline(item), "; "]
    return tuple(spans[:-1])


def _headline(item: Item) -> tuple[Span, ...]:
    return (Mention(item.by), f": {short(item.text, HEADLINE).rstrip('.')}")
