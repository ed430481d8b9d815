"""Asides: what is put in the middle of a step, after which the step goes on where it was.

    round      each of those who take part has one short turn
    sentence   all write one sentence at once
    silence    all write for themselves; what they wrote is shown as the silence ends
    vacant     the clock waits for a seat-holder of whom there is no sign

An aside takes its time from its step. What it needs beyond that comes out of later flexible steps.
"""

from datetime import datetime, timedelta

from bot.formats.keeps import item_kinds
from bot.group import Group
from bot.levels import unkept
from bot.live import Aside, AsideKind, Meeting, Position
from bot.meetings.floor import running, step_of, taking_part
from bot.values import replace

# Seconds of an aside; of a round, for each turn of it.
SECONDS: dict[AsideKind, int] = {"round": 60, "sentence": 90, "silence": 120, "vacant": 120}
LEAST = 30  # seconds for a seat-holder who has come back
SHORT = 15  # seconds left of a step that are not worth going back to


def allowed(meeting: Meeting) -> tuple[AsideKind, ...]:
    """What can be put in the middle of the running step."""
    at, step = meeting.at, step_of(meeting)
    quiet = at.aside or at.box or at.left is not None or at.step == 0 or step.window
    if quiet or step.who in ("seat", "facilitator") or step.turn == "blind":
        return ()
    keeps = step.show == "group" and not unkept(step) and len(item_kinds(step.keep)) > 1
    both: tuple[AsideKind, ...] = ("sentence", "silence") if keeps else ()
    return both if at.speakers else ("round", *both)


def opened(group: Group, kind: AsideKind, now: datetime) -> Position:
    """The position in an aside that begins now."""
    meeting = running(group)
    at = meeting.at
    people = taking_part(group, meeting, at.step)
    speakers = people if kind == "round" else at.speakers if kind == "vacant" else ()
    whole = SECONDS[kind] * (len(people) if kind == "round" else 1)
    left = None if at.due is None else max(0, _seconds(at.due - now) - whole)
    if kind == "vacant":  # the clock waits
        left = None if at.due is None else max(0, _seconds(at.due - now))
    known = max((item.id for item in meeting.items), default=0)
    aside = Aside(kind, left, at.speakers, at.turn, at.done, known, at.cued)
    due = now + timedelta(seconds=SECONDS[kind])
    return replace(
        at,
        aside=aside,
        speakers=speakers,
        turn=at.turn if kind == "vacant" else 0,
        done=at.done if kind == "vacant" else (),
        due=due,
    )


def turned(at: Position, turn: int, now: datetime) -> Position:
    """The position in the next turn of a round."""
    return replace(at, turn=turn, due=now + timedelta(seconds=SECONDS["round"]), left=None)


def resumed(at: Position, now: datetime) -> Position | None:
    """The position as the aside is over; None where its step is over too."""
    aside = at.aside
    assert aside
    due = None
    if aside.left is not None:
        left = aside.left + _saved(at, now)
        left = max(left, LEAST) if aside.kind == "vacant" else left
        if left < SHORT:
            return None
        due = now + timedelta(seconds=left)
    here = [who for who in at.speakers if who not in aside.speakers]
    joined = tuple(here) if aside.speakers and aside.kind == "vacant" else ()
    return replace(
        at,
        aside=None,
        speakers=(*aside.speakers, *joined),
        turn=aside.turn,
        done=aside.done,
        cued=aside.cued,
        due=due,
        left=None,
    )


def wants_one(at: Position) -> bool:
    """Whether whoever has written one line is done with the aside."""
    return at.aside is not None and at.aside.kind == "sentence"


def rest(at: Position) -> int:
    """The seconds that an aside and its step still take behind the running turn."""
    if at.aside is None:
        return 0
    turns = len(at.speakers) - at.turn - 1 if at.aside.kind == "round" else 0
    return (at.aside.left or 0) + SECONDS["round"] * max(0, turns)


def _saved(at: Position, now: datetime) -> int:
    """The seconds of an aside that nobody needed; none of them where the clock had to wait."""
    assert at.aside
    if at.aside.kind == "vacant":
        return 0
    left = at.left if at.due is None else max(0, _seconds(at.due - now))
    turns = len(at.speakers) - at.turn - 1 if at.aside.kind == "round" else 0
    return (left or 0) + SECONDS["round"] * max(0, turns)


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
