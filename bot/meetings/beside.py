"""Steps that are open together: those of the seats that stand side by side in a meeting over days.

Each seat keeps steps of its own in the agenda. A step marked as `beside` is open with the one
before it, and has no time of its own; a meeting always stands at the first of those that are open.
"""

from bot.formats.format import Step
from bot.live import Meeting
from bot.values import once


def together(agenda: tuple[Step, ...], index: int) -> range:
    """The indices of the steps that open with the one at `index`, itself first."""
    end = index + 1
    while end < len(agenda) and agenda[end].beside:
        end += 1
    return range(index, end)


def whole(agenda: tuple[Step, ...], index: int) -> range:
    """The indices of all steps that are open when the one at `index` is, first or not."""
    while agenda[index].beside:
        index -= 1
    return together(agenda, index)


def open_now(meeting: Meeting) -> range:
    """The indices of the steps that are open."""
    return together(meeting.agenda, meeting.at.step)


def is_open(meeting: Meeting, index: int) -> bool:
    """Whether a step is open."""
    return index == meeting.at.step or index in open_now(meeting)


def several(meeting: Meeting) -> bool:
    """Whether more than one seat is worked on at the same time."""
    return len(open_now(meeting)) > 1


def after(meeting: Meeting) -> int:
    """The index of the step that follows those that are open; the agenda's length at its end."""
    return open_now(meeting).stop


def starts(agenda: tuple[Step, ...], index: int = 0) -> tuple[int, ...]:
    """The indices from `index` on at which a meeting can stand."""
    return tuple([n for n in _starts(agenda) if n >= index])


@once
def _starts(agenda: tuple[Step, ...]) -> tuple[int, ...]:
    return tuple([n for n, step in enumerate(agenda) if not step.beside])


def reached(meeting: Meeting) -> tuple[Step, ...]:
    """The steps that have begun."""
    return meeting.agenda[: after(meeting)]


def place(meeting: Meeting) -> tuple[int, int]:
    """Which step a meeting is in, from 1 on, and of how many."""
    places = _starts(meeting.agenda)
    return places.index(meeting.at.step) + 1, len(places)


def begun(meeting: Meeting, index: int) -> bool:
    """Whether the seat of a step had a step before it."""
    seat = meeting.agenda[index].seat
    return seat >= 0 and any(step.seat == seat for step in meeting.agenda[:index])
