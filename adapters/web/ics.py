"""Meetings as an iCalendar (RFC 5545, RFC 7986): those of groups, or a single one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from adapters.web import sentences as words
from adapters.web.links import AGAIN
from bot.group import Group
from bot.rhythm.cadence import oddity
from bot.rhythm.diary import coming
from bot.rhythm.planning import lasts

AHEAD = timedelta(days=400)  # how far a calendar reaches,
BEHIND = timedelta(hours=12)  # and for how long a meeting that was not held stays in it
MOST = 120  # meetings of one group that are to come
MAKER = "-//Mastermind//Meetings//EN"


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting as a calendar has it: the date it is known by, when it begins (UTC), how long it
    lasts, the zone it is set in, its revision, and whether it takes place."""

    on: date
    at: datetime
    lasts: timedelta
    zone: str
    rev: int
    meets: bool


def feed(name: str, groups: Sequence[Group], now: datetime) -> bytes:
    """The calendar of these groups' meetings, the last ones and those to come; those that are left
    out are cancelled."""
    calendar = _calendar([(group, one) for group in groups for one in dated(group, now)], now)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{AGAIN // timedelta(minutes=1)}M")
    return bytes(calendar.to_ical())


def single(group: Group, on: date, now: datetime) -> bytes | None:
    """One meeting by its date in the series, as a message that brings it, or takes it away."""
    found = next((one for one in dated(group, now) if one.on == on), None)
    if found is None:
        return None
    calendar = _calendar([(group, found)], now)
    calendar.add("method", "PUBLISH" if found.meets else "CANCEL")
    return bytes(calendar.to_ical())


def dated(group: Group, now: datetime) -> tuple[Dated, ...]:
    """The meetings of a group that its calendar has: those that were held, as they were planned,
    whatever the rule has become; then the coming ones."""
    found = {
        one.on: Dated(one.on, one.at, timedelta(minutes=one.minutes), one.zone, one.rev, True)
        for one in group.diary.held
    }
    dates = coming(group.cadence, group.diary, now - BEHIND)
    near = takewhile(lambda planned: planned.at <= now + AHEAD, dates)
    length = lasts(group)
    for planned in islice(near, MOST):
        if planned.on not in found or planned.at > found[planned.on].at:
            zone = _zone_of(group, planned.on)
            one = Dated(planned.on, planned.at, length, zone, planned.rev, planned.meets)
            found[planned.on] = one
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.on)))


def _calendar(found: Sequence[tuple[Group, Dated]], now: datetime) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for zone, instants in _zones(found).items():
        calendar.add_component(_timezone(zone, min(instants), max(instants)))
    for group, one in found:
        calendar.add_component(_event(group, one, now))
    return calendar


def _event(group: Group, one: Dated, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid(group.id, one.on))
    event.add("dtstamp", now.replace(microsecond=0))
    for name, at in (("dtstart", one.at), ("dtend", one.at + one.lasts)):
        if _comes_twice(one):
            event.add(name, at.astimezone(UTC))
        else:  # the zone by name: the library leaves out zones that it takes for UTC
            event.add(name, _wall(at, one.zone), parameters={"TZID": one.zone})
    event.add("summary", group.name or words.YOUR_MEETING)
    event.add("sequence", one.rev)
    event.add("status", "CONFIRMED" if one.meets else "CANCELLED")
    event.add("transp", "OPAQUE" if one.meets else "TRANSPARENT")
    return event


def _comes_twice(one: Dated) -> bool:
    """Whether it begins or ends at a time that the clock shows twice: the RFC means the first, but
    programs differ, and only UTC leaves no doubt."""
    ends = (one.at, one.at + one.lasts)
    return any(oddity(_wall(at, one.zone), one.zone) == "twice" for at in ends)


def _wall(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def uid(group: str, on: date) -> str:
    """What calendars know a meeting by: its date in the series, and whose it is."""
    return f"{on:%Y%m%d}-{sha256(group.encode()).hexdigest()[:20]}@mastermind"


def _zone_of(group: Group, on: date) -> str:
    """The zone by whose clock a coming meeting is set."""
    change = group.diary.change(on)
    if change and change.zone:
        return change.zone
    return group.cadence.zone if group.cadence else "UTC"


def _zones(found: Iterable[tuple[Group, Dated]]) -> dict[str, list[datetime]]:
    zones: dict[str, list[datetime]] = {}
    for _, one in found:
        zones.setdefault(one.zone, []).append(one.at)
    return dict(sorted(zones.items()))


# -- time zones --------------------------------------------------------------------------------
# Each change of the clock is written out for itself, with the wall time that it comes at by the
# offset before it, as the RFC has it; the library's own summary is an hour off where clocks go on.


def _timezone(zone: str, first: datetime, last: datetime) -> Timezone:
    timezone = Timezone()
    timezone.add("tzid", zone)
    start = first - timedelta(days=1)
    timezone.add_component(_observance(zone, start, start - timedelta(seconds=1)))
    for at in _turns(zone, start, last + timedelta(days=2)):
        timezone.add_component(_observance(zone, at, at - timedelta(seconds=1)))
    return timezone


def _observance(zone: str, at: datetime, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    """What holds from an instant on; `before` is an instant of what held until then."""
    then, was = at.astimezone(ZoneInfo(zone)), before.astimezone(ZoneInfo(zone))
    kind = TimezoneDaylight if then.dst() else TimezoneStandard
    offset, old = then.utcoffset(), was.utcoffset()
    assert offset is not None
    assert old is not None
    part = kind()
    part.add("dtstart", (at.astimezone(UTC) + old).replace(tzinfo=None))
    part.add("tzoffsetfrom", old)
    part.add("tzoffsetto", offset)
    part.add("tzname", then.tzname() or zone)
    return part


def _turns(zone: str, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants, to the second, at which the clock of a zone is put on or back."""
    here, step = ZoneInfo(zone), timedelta(days=1)
    at = first
    while at < last:
        if at.astimezone(here).utcoffset() != (at + step).astimezone(here).utcoffset():
            low, high = at, at + step
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(here).utcoffset() == at.astimezone(here).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high.replace(microsecond=0)
        at += step
