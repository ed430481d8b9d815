"""The Board: the one live card of a running meeting."""

from datetime import datetime, timedelta
from functools import cache, lru_cache

from bot import keeps, labels, words
from bot.cards import Block, Button, Card, Fields, Mention, Span, Spans, Text, When
from bot.effects import Show
from bot.floor import running, seat_of, speaker_of, step_of, taking_part, turn_seconds
from bot.formats.format import Step
from bot.group import Group
from bot.live import Meeting
from bot.text import short

QUESTION = 300  # characters of a question that the Board shows
MENTIONED = 12  # names in one line; more are counted


def key(meeting: Meeting) -> str:
    """The key of a meeting's Board."""
    return f"board:{meeting.number}"


def rev(meeting: Meeting, *, exact: bool = True) -> str:
    """The revision for a button: of this very position, or (not `exact`) of this turn."""
    at = meeting.at
    turn = f"{meeting.number}.{at.step}.{at.turn}"
    return f"{turn}.{meeting.rev}" if exact else turn


def shown(group: Group) -> Show:
    """The effect that brings the Board up to date."""
    meeting = running(group)
    return Show(key(meeting), card(group, meeting))


def card(group: Group, meeting: Meeting) -> Card:
    """The Board of a running meeting."""
    step = step_of(meeting)
    number, count = meeting.at.step + 1, len(meeting.agenda)
    title = words.STEP_TITLE.format(title=step.title, number=number, count=count)
    rules = _rules(step.rule, step.turn, step.show)
    blocks = (*_seat(meeting, step), Text((step.prompt,)), *rules, *_fields(group, meeting))
    write = keeps.button(step.keep)
    buttons = _buttons(meeting.at.left is not None, write, rev(meeting, exact=False), rev(meeting))
    return Card(title, blocks, buttons)


def closed(meeting: Meeting, now: datetime, stopped: bool) -> Card:
    """The Board of a meeting that is over."""
    ended = words.BOARD_STOPPED if stopped else words.BOARD_CLOSED
    title = words.MEETING_TITLE.format(number=meeting.number, title=meeting.title)
    return Card(title, (Text((ended, When(now, "time"), ".")),))


def names(ids: tuple[str, ...]) -> Spans:
    """A list of members; many are cut to a number."""
    spans: list[Span] = []
    for id in ids[:MENTIONED]:
        spans += [", ", Mention(id)]
    if len(ids) > MENTIONED:
        spans.append(words.AND_MORE.format(count=len(ids) - MENTIONED))
    return tuple(spans[1:])


def ends(meeting: Meeting, now: datetime | None = None) -> datetime:
    """When the meeting ends if nobody does anything. `now` matters for a paused one."""
    at = meeting.at
    rest = sum(at.spans[at.step + 1 :])
    if at.speakers:
        turns = len(at.speakers) - at.turn - 1
        rest += turns * turn_seconds(meeting, at.step, len(at.speakers))
    start = at.due or (now or at.opened) + timedelta(seconds=at.left or 0)
    return start + timedelta(seconds=rest)


def _seat(meeting: Meeting, step: Step) -> tuple[Block, ...]:
    if (seat := seat_of(meeting, step)) is None:
        return ()
    label = words.SEAT if meeting.charged else words.TURN
    spans: list[Span] = [label, Mention(seat.holder)]
    if seat.question:
        spans += [": ", short(seat.question, QUESTION)]
    return (Text(tuple(spans)),)


@cache
def _rules(rule: str, turn: str, show: str) -> tuple[Block, ...]:
    lines = [words.RULES[rule], words.TURNS[turn], words.SHOWS[show]]
    said = " ".join(line for line in lines if line)
    return (Text((said,)),) if said else ()


def _fields(group: Group, meeting: Meeting) -> tuple[Block, ...]:
    at = meeting.at
    pairs: list[tuple[str, Spans]] = []
    if speaker := speaker_of(meeting):
        coming = tuple(id for id in at.speakers[at.turn + 1 :] if id not in at.done)
        then: Spans = (words.THEN, *names(coming)) if coming else ()
        pairs.append((words.FLOOR, (Mention(speaker), *then)))
    else:
        people = taking_part(group, meeting, at.step)
        done = sum(1 for id in people if id in at.done)
        pairs.append((words.DONE, (words.COUNT.format(done=done, of=len(people)),)))
    return (Fields((*pairs, *_clock(meeting))),)


def _clock(meeting: Meeting) -> list[tuple[str, Spans]]:
    at = meeting.at
    if at.left is not None:
        return [(words.PAUSED, (words.TIME_LEFT.format(time=words.clock(at.left)),))]
    if at.due is None:
        return [(words.UNTIL, (words.UNTIL_NEXT,))]
    return [
        (words.UNTIL, (When(at.due, "time"), " ", When(at.due, "left"))),
        (words.MEETING_ENDS, (When(ends(meeting), "time"),)),
    ]


@lru_cache(maxsize=256)  # most Boards have the same buttons as the one before
def _buttons(paused: bool, write: str, turn: str, exact: str) -> tuple[Button, ...]:
    if paused:
        return (Button(labels.BUTTON_RESUME, "resume", rev=exact, main=True),)
    buttons = [Button(write, "write", rev=turn, form="write", main=True)] if write else []
    buttons += [
        Button(labels.BUTTON_DONE, "done", rev=turn),
        Button(labels.BUTTON_PASS, "pass", rev=turn),
        Button(labels.BUTTON_NEXT, "next", rev=exact),
        Button("+2", "extend", "2", rev=exact),
        Button("+5", "extend", "5", rev=exact),
        Button(labels.BUTTON_PAUSE, "pause", rev=exact),
    ]
    return tuple(buttons)
