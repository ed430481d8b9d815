"""A meeting opens: in which format, with whom in its seats, and what is said about that."""

from datetime import datetime, timedelta

from bot import words
from bot.cards import note
from bot.effects import Effect, Outcome, Refused, Show
from bot.formats.agenda import agenda_for, can_relay
from bot.formats.catalogue import fitting
from bot.formats.format import Format
from bot.group import Group
from bot.live import Meeting, Position, Presence, Seat
from bot.meetings import facilitator, guard
from bot.meetings.agendas import Choice
from bot.meetings.beside import place
from bot.meetings.floor import step_of
from bot.meetings.meeting import LEAST, enter
from bot.rhythm import absent
from bot.seats import rotation
from bot.values import replace

NEAR = timedelta(minutes=60)  # a meeting so near to the planned one is that one


def open_meeting(group: Group, by: str, now: datetime, asked: Choice) -> Outcome[Group]:
    """Open a meeting now as it is `asked` for. `by` is who starts it, "" for the clock; no minutes
    are as long as the group's meetings are.
    """
    if group.meeting:
        raise Refused(_running(group.meeting))
    if len(group.members) < LEAST:
        raise Refused(words.TOO_FEW)
    group = absent.opened(group, now)
    choice = _fitting(group, asked)
    guard.check(group, choice.format)
    meeting = _meeting(group, by, now, choice)
    outcome = enter(replace(group, meeting=meeting, reviewed=()), 0, now)
    notes = _notes(group, asked.format, choice.format, meeting.number)
    return replace(outcome, effects=(*notes, *outcome.effects))


def _running(meeting: Meeting) -> str:
    """Where the meeting stands that runs already."""
    number, count = place(meeting)
    return words.ALREADY_RUNNING.format(
        number=meeting.number,
        title=step_of(meeting).title,
        step=number,
        count=count,
    )


def _fitting(group: Group, asked: Choice) -> Choice:
    """What was asked for, or what it falls back to for so few; a relay to nothing but a relay."""
    people = max(LEAST, len(absent.around(group)))
    format, seats = fitting(asked.format.id, people, asked.seats)
    if asked.relay and not can_relay(format):
        format, seats = asked.format, asked.seats
    if seats:  # a second seat that nobody wants is none
        seats = min(seats, max(1, len(rotation.willing(group))))
    return Choice(format, seats, asked.minutes or group.minutes, asked.relay)


def _meeting(group: Group, by: str, now: datetime, choice: Choice) -> Meeting:
    format, seats = choice.format, choice.seats
    holders = _holders(group, format, seats)
    here, writing = absent.around(group), () if choice.relay else _writing(group, now)
    live = tuple(id for id in here if id not in writing)
    people = max(LEAST, len(here))
    planned = agenda_for(format, people, seats, choice.minutes, relay=choice.relay)
    steps = planned.steps
    spans = tuple(step.seconds for step in steps)
    return Meeting(
        number=group.held + 1,
        format=format.id,
        title=format.title,
        agenda=steps,
        started=now,
        ends=now + timedelta(seconds=sum(spans)),
        at=Position(0, now, spans),
        seats=tuple(Seat(holder) for holder in holders),
        charged=format.seats[1] > 0,
        here=(Presence(by, now, now),) if group.member(by) else (),
        by=by,
        minutes=planned.minutes,
        facilitator=facilitator.chosen(group, live or here or group.ids, holders),
        writing=writing,
    )


def _writing(group: Group, now: datetime) -> tuple[str, ...]:
    """Who said that they take part in writing in the meeting that was planned for about now."""
    said = (r for r in group.replies if r.coming == "relay" and abs(r.at - now) <= NEAR)
    return tuple(r.who for r in said if group.member(r.who) and r.who not in group.away)


def _notes(group: Group, asked: Format, format: Format, number: int) -> tuple[Effect, ...]:
    """What is said about a meeting that is not as asked for, or too large."""
    count = len(absent.around(group))
    if format.id != asked.id:
        said = words.FALLBACK.format(count=count, asked=asked.title, title=format.title)
    elif count > format.size[3]:
        said = words.CROWDED.format(count=count, title=format.title, most=format.size[3])
    else:
        return ()
    return (Show(f"opening:{number}", note("", said)),)


def _holders(group: Group, format: Format, seats: int) -> tuple[str, ...]:
    if any(plan.repeat == "member" for plan in format.plans):
        return absent.around(group) or group.ids
    return rotation.holders(group, min(seats, format.seats[1], len(group.members)))
