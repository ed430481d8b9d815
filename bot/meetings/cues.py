"""Cues: instants inside a turn at which the bot says something, and that never move the step.

    sign    at two thirds of a seat-holder's own step: has there been any sign of them?
    quiet   at two thirds of a step in which members write to each other: who has not yet?
    warn    at four fifths of any turn: the Board says that it is nearly time

They are counted back from the end of the turn, so that a pause or an extension moves them along.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot.formats.format import Step
from bot.formats.keeps import settles, shows, takes_items
from bot.live import Meeting, Position
from bot.meetings.floor import step_of, turn_seconds
from bot.values import once, replace

Cue = Literal["sign", "quiet", "warn"]
LEAST = 60  # seconds of a turn; in a shorter one nothing is said
# The part of its turn that is left when a cue rings.
LEFT: dict[Cue, float] = {"sign": 1 / 3, "quiet": 1 / 3, "warn": 1 / 5}


def of(meeting: Meeting) -> tuple[Cue, ...]:
    """The cues of the running turn, in the order in which they ring."""
    at = meeting.at
    if at.box or at.aside or _length(meeting) < LEAST:
        return ()
    if step_of(meeting).window:  # who is missed in it is reminded, see `bot.reminders.reminders`
        return ("warn",)
    return _of_step(step_of(meeting), at.step == 0)


def following(meeting: Meeting) -> datetime | None:
    """When the next cue of the running turn rings; None where there is none, or no timer."""
    at = meeting.at
    if at.due is None or at.cued > 1:
        return None
    cues = of(meeting)
    if at.cued >= len(cues):
        return None
    # Whoever comes back to a step has less time in it than was planned.
    length = min(_length(meeting), (at.due - at.opened).total_seconds())
    return at.due - timedelta(seconds=round(length * LEFT[cues[at.cued]]))


def is_nearly_over(meeting: Meeting) -> bool:
    """Whether the Board says that it is nearly time."""
    at = meeting.at
    return at.due is not None and at.cued > 0 and 0 < len(of(meeting)) <= at.cued


def unwarned(meeting: Meeting, at: Position) -> Position:
    """A position that has got more time: it warns anew, and asks nobody twice."""
    return replace(at, cued=min(at.cued, max(0, len(of(meeting)) - 1)))


def is_among_peers(step: Step) -> bool:
    """Whether members write to each other in a step, side by side."""
    return step.turn != "serial" and is_exchange(step)


@once
def is_exchange(step: Step) -> bool:
    """Whether members give something to each other in a step, side by side or in turn.

    A step that wants one answer of everybody, such as a mood or a commitment, is none.
    """
    together = step.who == "peers" or (step.who == "all" and not settles(step.keep))
    return together and takes_items(step.keep)


def is_quiet(step: Step) -> bool:
    """Whether everybody works for themselves, so that the bot stays silent until the end."""
    return shows(step.keep) and (step.who, step.turn, step.rule) == ("all", "parallel", "free")


def _of_step(step: Step, is_first: bool) -> tuple[Cue, ...]:
    if is_quiet(step):
        return ()
    if step.who == "seat" and step.turn == "serial":
        return ("sign", "warn")
    if is_among_peers(step) and not is_first:
        return ("quiet", "warn")
    return ("warn",)


def _length(meeting: Meeting) -> int:
    """The seconds planned for the running turn."""
    at = meeting.at
    if not at.speakers:
        return at.spans[at.step]
    return turn_seconds(meeting, at.step, len(at.speakers))
