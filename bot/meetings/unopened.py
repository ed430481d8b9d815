"""The hot seats of a running meeting that have not opened yet, which may still change hands."""

from bot.effects import Effect
from bot.group import Group
from bot.live import Meeting, Seat
from bot.meetings import facilitator
from bot.meetings.beside import reached
from bot.meetings.floor import running
from bot.values import replace


def unopened(meeting: Meeting) -> tuple[str, ...]:
    """Who has a hot seat that has not opened yet."""
    if not meeting.charged:
        return ()
    begun = {step.seat for step in reached(meeting)}
    return tuple([seat.holder for n, seat in enumerate(meeting.seats) if n not in begun])


def handed_over(group: Group, giver: str, taker: str) -> tuple[Group, tuple[Effect, ...]]:
    """The group after such a seat went from one member to another, who does not facilitate then."""
    meeting = running(group)
    seats = tuple([Seat(taker) if s.holder == giver else s for s in meeting.seats])
    return facilitator.seated(replace(group, meeting=replace(meeting, seats=seats)), taker)
