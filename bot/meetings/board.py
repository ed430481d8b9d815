"""The Board: the one live card of a running meeting."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from bot import labels, words
from bot.cards import Block, Button, Card, Fields, Lines, Mention, Span, Spans, Text, When
from bot.effects import Outcome, Show, sketch
from bot.feedback.items import unasked
from bot.feedback.packs import prompt_for
from bot.formats import keeps
from bot.formats.format import Step
from bot.group import Group
from bot.levels import held_back
from bot.live import Meeting, Seat
from bot.meetings import abreast, asides, boxes, cues, manners
from bot.meetings.beside import place, several
from bot.meetings.floor import (
    attending,
    running,
    seat_of,
    speaker_of,
    step_of,
    taking_part,
    turn_seconds,
    worked_on,
)
from bot.text import short
from bot.values import once_of_many, replace
from bot.words import brief, facilitating
from bot.words import recap as say
from bot.words.ahead import IN_WRITING

ClockState = Literal["runs", "paused", "waits"]
FAR = timedelta(hours=12)  # an instant that far away is told with its day
SHOWN = timedelta(seconds=60)  # of being late, from which on a clock shows it
PROMISE = 100  # characters of a commitment that it shows
# What done and pass are called: where all take part at once, and where one speaks after the other.
PART = (labels.BUTTON_DONE, labels.BUTTON_PASS)
TURN = (labels.BUTTON_DONE_TURN, labels.BUTTON_PASS_TURN)
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
    return Show(key(meeting), sketch(card, group, meeting))


def counted(was: Group, outcome: Outcome[Group]) -> Outcome[Group]:
    """The outcome of what a member did, and the Board where it counts somebody who has come by it,
    or gone; or where it tells more than who is done, and that is no longer the same.
    """
    before, meeting = was.meeting, outcome.state.meeting
    if before is None or meeting is None:
        return outcome
    if before.present == meeting.present and not _tells_more(meeting):
        return outcome
    told = {effect.key for effect in outcome.effects if isinstance(effect, Show)}
    if key(meeting) in told or card(was, before) == card(outcome.state, meeting):
        return outcome
    return replace(outcome, effects=(*outcome.effects, shown(outcome.state)))


def _tells_more(meeting: Meeting) -> bool:
    """Whether the Board has what people ask or have promised, which may change at any time."""
    return several(meeting) or "promised" in step_of(meeting).keep


def card(group: Group, meeting: Meeting) -> Card:
    """The Board of a running meeting."""
    step = step_of(meeting)
    number, count = place(meeting)
    beside, in_turn = several(meeting), bool(meeting.at.speakers)
    seat = None if beside else seat_of(meeting, step)
    title, head = _head(step, seat, number, count, in_turn, beside, meeting.charged)
    blocks = (*abreast.seats(group, meeting), *head, *_promised(group, meeting))
    blocks = (*blocks, _fields(group, meeting))
    turn = rev(meeting, exact=False)
    exact = f"{turn}.{meeting.rev}"
    alone = not meeting.facilitator
    finish = TURN if in_turn else PART
    buttons = _buttons(_clock_state(meeting), alone, keeps.button(step.keep), finish, turn, exact)
    if meeting.at.aside:
        blocks = (Text((facilitating.ASIDE[meeting.at.aside.kind],)), *blocks)
    if meeting.at.box:
        blocks = (*boxes.lines(meeting), *blocks)
        buttons = boxes.buttons(meeting, buttons, exact)
    if "contract_ok" in step.keep and meeting.at.left is None and step.seat >= 0:
        buttons = (buttons[0], *abreast.agree(group, meeting, turn), *buttons[1:])
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
    if at.speakers and not at.aside:
        turns = len(at.speakers) - at.turn - 1
        rest += turns * turn_seconds(meeting, at.step, len(at.speakers))
    rest += at.box.rest if at.box else 0
    rest += asides.rest(at)
    start = at.due or (now or at.opened) + timedelta(seconds=at.left or 0)
    return start + timedelta(seconds=rest)


@once_of_many  # all Boards of a turn have it in common
def _head(
    step: Step,
    seat: Seat | None,
    number: int,
    count: int,
    in_turn: bool,
    beside: bool,
    charged: bool,
) -> tuple[str, tuple[Block, ...]]:
    """The title, and what says whose seat it is, what is asked and how; `beside` says that several
    seats have this step, and `seat` is none of them.
    """
    title = words.STEP_TITLE.format(title=step.title, number=number, count=count)
    rules = manners.told(step, seat.holder if seat else "", in_turn, beside)
    return title, (*_seat(step, seat, charged), Text((prompt_for(step, seat),)), *rules)


def _seat(step: Step, seat: Seat | None, charged: bool) -> tuple[Block, ...]:
    if seat is None:
        return ()
    label = words.SEAT if charged else words.TURN
    spans: list[Span] = [label, Mention(seat.holder)]
    if seat.question:
        spans += [": ", short(seat.question, abreast.QUESTION)]
    elif unasked(step, seat):
        spans.append(brief.WAITS)
    return (Text(tuple(spans)),)


def _promised(group: Group, meeting: Meeting) -> tuple[Block, ...]:
    """What everybody has committed to in this meeting, for all to read, in a step that shows it."""
    if "promised" not in step_of(meeting).keep:
        return ()
    waiting = [draft for draft in group.drafts if draft.status == "open"]
    made = [c for c in (*group.commitments, *waiting) if c.number == meeting.number]
    told = [(Mention(c.by), f": {short(c.what, PROMISE)}") for c in made if not c.private]
    return (Text((words.PROMISED,)), Lines(tuple(told[:MENTIONED]))) if told else ()


def _fields(group: Group, meeting: Meeting) -> Fields:
    step = step_of(meeting)
    pairs = [_floor(group, meeting, step), *_backed(group, meeting), *_clock(meeting, step)]
    if meeting.facilitator:
        pairs.append((facilitating.FACILITATOR, (Mention(meeting.facilitator),)))
    if group.away and not meeting.at.step:
        pairs.append((say.EXCUSED, names(group.away)))
    if meeting.writing and (writing := _absent(meeting)):
        pairs.append((IN_WRITING, names(writing)))
    return Fields(tuple(pairs))


def _absent(meeting: Meeting) -> tuple[str, ...]:
    """Who takes part in writing, and has not come."""
    return tuple([id for id in meeting.writing if id not in meeting.present])


def _backed(group: Group, meeting: Meeting) -> list[tuple[str, Spans]]:
    """How many peers can work with the question, in the step that asks them."""
    steps = [meeting.agenda[n] for n in worked_on(group, meeting)]
    seats = [seat for step in steps if (seat := seat_of(meeting, step))]
    if "contract_ok" not in steps[0].keep or not seats:
        return []
    here = attending(group, meeting, meeting.at.step)
    told = []
    for seat in seats:
        peers = [id for id in here if id != seat.holder]
        done = sum(id in seat.backed for id in peers)
        told.append(brief.COUNT.format(done=done, of=len(peers)))
    return [(brief.AGREED, ("; ".join(told),))]


def _floor(group: Group, meeting: Meeting, step: Step) -> tuple[str, Spans]:
    """Who has the floor and who follows; or who is done, by name unless the step is blind."""
    at = meeting.at
    if speaker := speaker_of(meeting):
        coming = tuple([id for id in at.speakers[at.turn + 1 :] if id not in at.done])
        after: Spans = (words.THEN, *names(coming)) if coming else ()
        return words.FLOOR, (Mention(speaker), *after)
    people = taking_part(group, meeting, at.step)
    if at.box:
        return boxes.taps(at.box, people)
    done = tuple([id for id in people if id in at.done])
    count = words.COUNT.format(done=len(done), of=len(people))
    waits = len(done) == len(people) and step.end != "all_done"
    then = words.ALL_DONE if waits else ""
    if held_back(meeting, at.step) or not done:
        return words.DONE, (count + then,)
    return words.DONE, (*names(done), f" ({count}){then}")


def _clock(meeting: Meeting, step: Step) -> list[tuple[str, Spans]]:
    at = meeting.at
    if at.left is not None:
        return [(words.PAUSED, (words.TIME_LEFT.format(time=words.clock(at.left)),))]
    if at.due is None:
        return [(words.UNTIL, (words.UNTIL_NEXT,))]
    end = ends(meeting)
    late: Spans = ()
    if end - meeting.ends >= SHOWN and not step.window:  # a relay is over when all are done
        late = (words.INSTEAD_OF, when(meeting.ends, at.opened))
    soon: Spans = (facilitating.SOON,) if cues.is_nearly_over(meeting) else ()
    return [
        (words.UNTIL, (when(at.due, at.opened), *soon, " ", When(at.due, "left"))),
        (words.MEETING_ENDS, (when(end, at.opened), *late)),
    ]


def when(due: datetime, since: datetime) -> When:
    """An instant as the time of the day; with its day where that is not plain from the clock."""
    return When(due, "time" if due - since < FAR else "moment")


def _clock_state(meeting: Meeting) -> ClockState:
    if meeting.at.left is not None:
        return "paused"
    return "runs" if meeting.at.due else "waits"


@lru_cache(maxsize=256)  # most Boards have the same buttons as the one before
def _buttons(
    clock: ClockState, alone: bool, write: str, finish: tuple[str, str], turn: str, exact: str
) -> tuple[Button, ...]:
    """What everybody may do. The clock is the facilitator's (see `bot.meetings.desk`), but where
    only a press moves the meeting on, everybody has the button.
    """
    lone = (_take_over(turn.partition(".")[0]),) if alone else ()
    if clock == "paused":
        return (Button(labels.BUTTON_RESUME, "resume", rev=exact, main=True), *lone)
    buttons = [Button(write, "write", rev=turn, form="write", main=True)] if write else []
    done, skip = finish
    buttons += [Button(done, "done", rev=turn), Button(skip, "pass", rev=turn)]
    if clock == "waits":
        buttons.append(Button(labels.BUTTON_NEXT, "next", rev=exact))
    return (*buttons, *lone)


def resume_button(meeting: Meeting) -> Button:
    """The button that lets the clock run on."""
    return Button(labels.BUTTON_RESUME, "resume", rev=rev(meeting, exact=False), main=True)


def take_over(meeting: Meeting) -> Button:
    """The button that makes whoever presses it the facilitator."""
    return _take_over(str(meeting.number))


def _take_over(number: str) -> Button:
    return Button(facilitating.BUTTON_TAKE, "facilitate", rev=number)
