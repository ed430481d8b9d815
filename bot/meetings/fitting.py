"""A meeting is fitted to those who came as its open door closes: its format, turns and minutes.

With two, with three, or with nobody who wants the seat it falls back to another format, as its data
file says; the open door and what was written there stay. See docs/decisions for why.
"""

from datetime import datetime, timedelta

from bot.cards import Mention, Spans, note
from bot.effects import Effect, Show
from bot.formats.agenda import Agenda, agenda_for, expand, repeats, shrink, target, turns_of
from bot.formats.catalogue import catalogue, find, fitting
from bot.formats.format import Format, Step
from bot.group import Group
from bot.live import Meeting, Position, Seat
from bot.meetings.floor import attending, running, writers
from bot.meetings.windows import is_relay
from bot.seats import absence, rotation
from bot.values import replace
from bot.words import fitting as say

DOOR = {"attendance", "mood"}  # what a step keeps that only asks who is there


def fitted(group: Group, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group with its meeting fitted to those who came, and what is said about it."""
    meeting = running(group)
    asked = meeting.asked or meeting.format
    # A relay waits for whoever comes later; or its format is gone since its agenda was copied.
    if is_relay(meeting) or asked not in catalogue():
        return group, ()
    planned, wrote = find(asked), writers(group, meeting)
    live = attending(group, meeting, 1)
    here = tuple([id for id in group.ids if id in live or id in wrote])
    holders = _planned(group, meeting, planned, here)
    gone = absence.lost(group, holders, here)
    format = _fallback(group, planned, here, unheld=bool(gone) and len(gone) == len(holders))
    seats = _seats(group, meeting, format, here)
    if format.id == planned.id and set(gone) < set(holders):
        seats = tuple([seat for seat in seats if seat.holder not in gone])
    agenda = _agenda(meeting, format, here, len(seats), now)
    told = _told(meeting, planned, format, here, gone)
    told += tuple(_left_out(meeting, seat) for seat in seats[agenda.turns :] if seat.holder)
    lost = gone if format.id in (planned.id, planned.unready) else ()
    meeting = replace(meeting, asked="" if format.id == asked else asked, lost=lost)
    meeting = _refit(meeting, format, agenda, seats[: agenda.turns])
    shown = tuple(
        Show(f"fitted:{meeting.number}:{meeting.rev}.{n}", note("", *spans))
        for n, spans in enumerate(told)
    )
    return replace(group, meeting=meeting), shown


def returning(back: Position, meeting: Meeting) -> Position:
    """Where `undo` leads from a meeting that has just moved on, and may have been fitted."""
    spans = (*back.spans[: back.step + 1], *meeting.at.spans[back.step + 1 :])
    return replace(back, spans=spans)


def admitted(group: Group, who: str) -> Group:
    """The group with a turn for a latecomer, where everybody has one and the turns still run."""
    meeting = running(group)
    turns = [n for n, step in enumerate(meeting.agenda) if step.seat >= 0]
    late = meeting.fitted and turns and turns[-1] >= meeting.at.step > 0
    if not late or meeting.format not in catalogue() or who in _holders(meeting.seats):
        return group
    format, count = find(meeting.format), len(meeting.seats)
    if repeats(format) != "member":
        return group
    more = [step for step in expand(format, count + 1, count + 1) if step.seat == count]
    end, spans = turns[-1] + 1, meeting.at.spans
    agenda = (*meeting.agenda[:end], *more, *meeting.agenda[end:])
    spans = (*spans[:end], *(step.seconds for step in more), *spans[end:])
    at = replace(meeting.at, spans=_within(agenda, spans, meeting.at))
    meeting = replace(meeting, agenda=agenda, at=at, seats=(*meeting.seats, Seat(who)))
    back = returning(meeting.back, meeting) if meeting.back else None
    return replace(group, meeting=replace(meeting, back=back))


def _planned(
    group: Group, meeting: Meeting, planned: Format, here: tuple[str, ...]
) -> tuple[str, ...]:
    """Who has the hot seats of the planned format; () where it has none."""
    if not planned.seats[1]:
        return ()
    if planned.id == meeting.format:
        return (*meeting.lost, *_holders(meeting.seats))
    return rotation.holders(group, turns_of(planned, len(here)))


def _fallback(group: Group, planned: Format, here: tuple[str, ...], unheld: bool) -> Format:
    """The format for those who came: the planned one, or what it falls back to."""
    full = [
        member for member in group.members if member.role != "guest" and member.id not in group.away
    ]
    if planned.unready in catalogue() and planned.seats[1]:
        other = find(planned.unready)
        unheld = unheld or not set(rotation.willing(group)) & set(here)
        if len(here) >= other.size[0] and unheld:
            return other
    return fitting(planned.id, len(here), short=len(here) < len(full))[0]


def _agenda(
    meeting: Meeting, format: Format, here: tuple[str, ...], seats: int, now: datetime
) -> Agenda:
    """What is left of the meeting after its first step, in the minutes that are left."""
    people, same = len(here), format.id == meeting.format
    minutes, usual = meeting.minutes, target(format, turns_of(format, people, seats))
    if not same or format.everyone:  # fewer people need less time; nobody planned for more
        minutes = min(minutes, usual)
    first = format.plans[0]
    skip = first.id == meeting.agenda[0].id or DOOR.issuperset(first.keep)
    spent = round((now - meeting.started).total_seconds())
    return agenda_for(format, people, seats, minutes, skip=int(skip), spent=spent)


def _seats(
    group: Group, meeting: Meeting, format: Format, here: tuple[str, ...]
) -> tuple[Seat, ...]:
    """Who has a seat: of the turns for everybody those who came, in the order they were in."""
    if repeats(format) == "member":
        known = {seat.holder: seat for seat in meeting.seats}
        order = (*(id for id in known if id in here), *(id for id in here if id not in known))
        return tuple([known.get(id, Seat(id)) for id in order])
    if format.id == meeting.format:  # whoever comes while the door is open once more has their turn
        return (*(Seat(who) for who in meeting.lost if who in here), *meeting.seats)
    return tuple([Seat(id) for id in rotation.holders(group, turns_of(format, len(here)))])


def _refit(meeting: Meeting, format: Format, agenda: Agenda, seats: tuple[Seat, ...]) -> Meeting:
    steps = (meeting.agenda[0], *agenda.steps)
    spans = (meeting.at.spans[0], *(step.seconds for step in agenda.steps))
    return replace(
        meeting,
        format=format.id,
        title=format.title,
        agenda=steps,
        at=replace(meeting.at, spans=spans),
        ends=meeting.started + timedelta(minutes=agenda.minutes),
        seats=seats,
        charged=format.seats[1] > 0,
        fitted=True,
    )


def _told(
    meeting: Meeting,
    planned: Format,
    format: Format,
    here: tuple[str, ...],
    gone: tuple[str, ...],
) -> tuple[Spans, ...]:
    """What is said of the format, if it is another one than before, and of turns that are lost."""
    if format.id == planned.id:
        again = ((say.AS_PLANNED.format(title=format.title),),)
        return (*(again if format.id != meeting.format else ()), *absence.bereft(gone))
    if format.id == meeting.format:
        return ()
    unready = say.NO_HOLDER if gone else say.UNREADY
    told = unready if format.id == planned.unready else say.FEWER
    said = told.format(count=say.count(len(here)), asked=planned.title, title=format.title)
    said += say.EVERYBODY if repeats(format) == "member" else ""
    said += say.STAYS if meeting.items else ""
    said += say.MORE if format.id != planned.unready else ""
    lost = absence.bereft(gone) if format.id == planned.unready else ()
    return (*lost, (said,))


def _left_out(meeting: Meeting, seat: Seat) -> Spans:
    return (Mention(seat.holder), say.NO_TIME)


def _holders(seats: tuple[Seat, ...]) -> tuple[str, ...]:
    return tuple([seat.holder for seat in seats])


def _within(agenda: tuple[Step, ...], spans: tuple[int, ...], at: Position) -> tuple[int, ...]:
    """The spans with those after the running step shortened to the time that they had together."""
    first = at.step + 1
    pairs = zip(agenda[first:], spans[first:], strict=True)
    later = [replace(step, seconds=span) for step, span in pairs]
    shrunk = shrink(later, sum(at.spans[first:]))
    return (*spans[:first], *(step.seconds for step in shrunk))
