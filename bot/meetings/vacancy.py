"""A seat whose holder is gone, or gives no sign in their own step: the clock waits two minutes,
then the standby sits, or the others go on with what there is.
"""

from datetime import datetime

from bot.cards import Mention, Spans, When, note
from bot.effects import Effect, Show
from bot.group import Group
from bot.live import Meeting, Position
from bot.meetings import asides
from bot.meetings.beside import begun
from bot.meetings.board import resume_button
from bot.meetings.floor import holder_of, running, step_of
from bot.seats import rotation
from bot.values import replace
from bot.words import facilitating


def is_silent(meeting: Meeting) -> bool:
    """Whether the holder of the running step's seat has given no sign since it opened, while others
    do write: else all may have met in a call.
    """
    holder = holder_of(meeting, step_of(meeting))
    seen = [p.seen for p in meeting.here if p.who == holder and p.seen > meeting.at.opened]
    return bool(holder) and not seen and len(meeting.present) > 1


def waiting(group: Group, now: datetime) -> tuple[Position, tuple[Effect, ...]]:
    """Where the meeting stands while it waits for a seat-holder, and what is said about it."""
    meeting = running(group)
    at = asides.opened(group, "vacant", now)
    assert at.due
    holder = holder_of(meeting, step_of(meeting))
    is_gone = holder not in meeting.present
    who = (Mention(holder), facilitating.GONE_NOW) if is_gone else _no_sign(holder)
    said = (*who, facilitating.CLOCK_WAITS, When(at.due, "time"))
    sub = standby(group)
    then = (facilitating.THEN_SITS, Mention(sub)) if sub else (facilitating.THEN_WITHOUT,)
    card = note("", *said, *then, ".", buttons=(resume_button(meeting),))
    return at, (Show(f"vacant:{meeting.number}:{meeting.rev}", card),)


def standby(group: Group) -> str:
    """Who sits instead: nobody, once the seat's question is asked or its first step is over."""
    meeting = running(group)
    step = step_of(meeting)
    over = begun(meeting, meeting.at.step) or step.seat < 0
    if not meeting.charged or over or meeting.seats[step.seat].question:
        return ""
    holders = [seat.holder for seat in meeting.seats]
    return rotation.standby(group, holders, meeting.present)


def without(meeting: Meeting) -> int:
    """The step that follows where nobody sits instead: the next one if there is something to work
    with, else the first that is not of this seat.
    """
    index, seat = meeting.at.step, step_of(meeting).seat
    if seat < 0 or meeting.seats[seat].question:
        return index + 1
    later = range(index + 1, len(meeting.agenda))
    return next((n for n in later if meeting.agenda[n].seat != seat), len(meeting.agenda))


def gone(meeting: Meeting, who: str) -> Meeting:
    """The meeting with somebody noted as gone from it."""
    here = tuple(replace(p, left=True) if p.who == who else p for p in meeting.here)
    return replace(meeting, here=here)


def _no_sign(holder: str) -> Spans:
    return (facilitating.NO_SIGN, Mention(holder), ".")


def is_for(meeting: Meeting, who: str) -> bool:
    """Whether the clock waits for this member, who has just done something."""
    aside = meeting.at.aside
    if aside is None or aside.kind != "vacant" or meeting.at.left is not None:
        return False
    return who == holder_of(meeting, step_of(meeting))
