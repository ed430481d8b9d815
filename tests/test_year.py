"""A year in eight zones, through both clock changes, with skips, moves, extras, breaks and another
rule: every meeting begins on its minute, once, and none is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest

from bot.cadence import instant
from bot.decide import decide, wake_at
from bot.events import Actor, Command, Event, Tick
from bot.group import Group

BEGIN = datetime(2026, 1, 5, 3, tzinfo=UTC)  # a Monday
YEAR = timedelta(days=364)
ZONES = (
    *("Europe/London", "America/New_York", "America/Denver", "Europe/Berlin"),
    *("Asia/Kolkata", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
)
HOURS = (time(1, 30), time(2, 15), time(18), time(23, 45))


@dataclass
class Room:
    """A group that lives through time, and the instants at which its meetings began."""

    zone: str
    now: datetime = BEGIN
    group: Group = field(default_factory=lambda: Group("local:main:den"))
    began: list[datetime] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=count)

    def does(self, event: Event) -> None:
        """One event; a meeting that begins is ended at once."""
        was = self.group
        self.group = decide(was, event, self.now).state
        if self.group.meeting and not was.meeting:
            self.began.append(self.now)
            self.says("end now")

    def says(self, line: str, who: str = "ann") -> None:
        """A command."""
        verb, _, args = line.partition(" ")
        id, by = f"e{next(self.ids)}", Actor(who, self.zone)
        self.does(Command(id, self.group.id, by, verb, args))

    def lives(self, until: datetime) -> None:
        """Time passes, from alarm to alarm."""
        while (at := wake_at(self.group)) and at <= until:
            assert at >= self.now
            self.now = at
            self.does(Tick(f"t{next(self.ids)}", self.group.id))
            after = wake_at(self.group)
            assert after is None or after > at
        self.now = until


def noon(day: date, zone: str) -> datetime:
    return instant(datetime.combine(day, time(12)), zone)


Meant = dict[date, tuple[date, time]]  # by its date in the series, the day and time of a meeting


def decide_early(room: Room, meant: Meant) -> Meant:
    """In February: single dates, and holidays at the end of the year."""
    room.says("schedule skip 8 February")
    del meant[date(2026, 2, 8)]
    room.says("schedule move 22 February to 24 February 7:30")
    meant[date(2026, 2, 22)] = (date(2026, 2, 24), time(7, 30))
    room.says("schedule extra 2026-03-29 2:30")  # where London's and Berlin's clocks go on
    meant[date(2026, 3, 29)] = (date(2026, 3, 29), time(2, 30))
    room.says("schedule cancel 2026-05-03 a feast")
    del meant[date(2026, 5, 3)]
    room.says("schedule holiday 2026-12-20 to 2027-01-03 Christmas")
    return {d: m for d, m in meant.items() if not date(2026, 12, 20) <= d <= date(2027, 1, 3)}


def decide_late(room: Room, meant: Meant) -> Meant:
    """In September: one date on another day, and another hour for all the others."""
    room.says("schedule move 2026-10-18 to 2026-10-19 9:00")
    room.says(f"schedule yes every 2 weeks sunday 20:00 {room.zone} from 2026-09-06")
    later = {day: (day, time(20)) for day in meant if day >= date(2026, 9, 6)}
    return meant | later | {date(2026, 10, 18): (date(2026, 10, 19), time(9))}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", HOURS, ids=str)
def test_a_year_of_meetings_is_what_was_decided(zone: str, at: time) -> None:
    room = Room(zone)
    for who in ("ann", "ben", "cat"):
        room.says("join", who)
    room.says(f"schedule yes every 2 weeks sunday {at:%H:%M} {zone} from 2026-01-11")
    meant = {day: (day, at) for day in every(date(2026, 1, 11), 14)}
    room.lives(noon(date(2026, 2, 1), zone))
    meant = decide_early(room, meant)
    room.lives(noon(date(2026, 6, 1), zone))
    room.says("schedule pause until 1 August")
    meant = {d: m for d, m in meant.items() if not date(2026, 6, 1) <= d < date(2026, 8, 1)}
    room.lives(noon(date(2026, 9, 1), zone))
    meant = decide_late(room, meant)
    room.lives(BEGIN + YEAR)
    starts = [instant(datetime.combine(*moment), zone) for moment in meant.values()]
    assert room.began == sorted(start for start in starts if BEGIN < start <= BEGIN + YEAR)


def every(first: date, days: int) -> Iterator[date]:
    """Every so many days, for more than a year."""
    return (first + timedelta(days=n) for n in range(0, 400, days))
