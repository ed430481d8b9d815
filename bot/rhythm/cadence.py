"""Recurring wall-clock meetings in a zone, daylight saving included."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bot.values import dataclass

FAR = timedelta(days=6 * 366)  # whoever has no other date by then has none
Oddity = Literal["", "gap", "twice"]


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a group meets: at `at` by the wall clock of `zone` (an IANA name).

    Every `every` weeks on the weekdays `day` and `also` (0 = Monday), counted from `start`; or
    every `every` months on the `nth` such `day` (1 to 5, -1 = the last), or on the day `monthday`
    (1 to 31, -1 = the last). Nothing before `start` or after `until`, which `count` (0 = unsaid)
    led to. `more` are the times of further slots: they and `at` take turns, meeting by meeting.
    """

    day: int
    at: time
    zone: str
    also: tuple[int, ...] = ()
    every: int = 1
    nth: tuple[int, ...] = ()
    monthday: int = 0
    start: date | None = None
    until: date | None = None
    count: int = 0
    more: tuple[time, ...] = ()

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays of a weekly rule, in order."""
        return tuple(sorted({self.day, *self.also}))

    @property
    def monthly(self) -> bool:
        """Whether months are counted, not weeks."""
        return bool(self.nth or self.monthday)


def occurrences(cadence: Cadence, after: datetime, count: int) -> tuple[datetime, ...]:
    """The next `count` starts after an instant, in UTC; fewer where the series ends.

    The rule runs on naive wall time, so the hour stays the group's; see `instant` for the two
    awkward hours of the year.
    """
    here = after.astimezone(ZoneInfo(cadence.zone)).date() - timedelta(days=1)
    starts = (starts_at(cadence, day) for day in dates(cadence, here))
    return tuple(islice((start for start in starts if start > after), count))


def dates(cadence: Cadence, first: date) -> Iterator[date]:
    """The dates of the series from `first` on, by the wall clock: what a meeting is known by.

    They end with the series; none is further than six years from `first`.
    """
    first = max(first, cadence.start or first)
    last = min(cadence.until or date.max, first + FAR)
    for at in _rule(cadence, _aligned(cadence, first), datetime.combine(last, time.max)):
        if at.date() >= first:
            yield at.date()


def starts_at(cadence: Cadence, day: date) -> datetime:
    """The instant at which the meeting of a date begins, in UTC."""
    return instant(datetime.combine(day, slot(cadence, day)), cadence.zone)


def slot(cadence: Cadence, day: date) -> time:
    """The wall-clock time of the meeting of a date: the slots take turns along the whole series."""
    if not cadence.more:
        return cadence.at
    times = (cadence.at, *cadence.more)
    return times[(_number(cadence, day) - _number(cadence, cadence.start or day)) % len(times)]


def instant(wall: datetime, zone: str) -> datetime:
    """The UTC instant of a naive wall time: its first pass where it comes twice; where the clock
    skips it, the first instant after the gap."""
    here = ZoneInfo(zone)
    moment = wall.replace(tzinfo=here, fold=0)
    if moment.astimezone(UTC).astimezone(here).replace(tzinfo=None) == wall:
        return moment.astimezone(UTC)
    # In a gap fold=0 reads the wall by the offset from before it and fold=1 by the one from after,
    # so the two differ by the gap's length: its end is where the later offset begins.
    before, after = moment.utcoffset(), wall.replace(tzinfo=here, fold=1).utcoffset()
    assert before is not None and after is not None
    low, high = (wall - after).replace(tzinfo=UTC), (wall - before).replace(tzinfo=UTC)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (
            (middle, high) if middle.astimezone(here).utcoffset() == before else (low, middle)
        )
    return high.replace(microsecond=0)


def oddity(wall: datetime, zone: str) -> Oddity:
    """Whether the clock of a zone skips a naive wall time ("gap"), or passes it twice ("twice")."""
    first = wall.replace(tzinfo=ZoneInfo(zone), fold=0).utcoffset()
    second = wall.replace(tzinfo=ZoneInfo(zone), fold=1).utcoffset()
    assert first is not None and second is not None
    return "" if first == second else "gap" if second > first else "twice"


def today(now: datetime, zone: str) -> date:
    """The date in a zone ("" = UTC)."""
    return now.astimezone(ZoneInfo(zone or "UTC")).date()


def _rule(cadence: Cadence, anchor: datetime, last: datetime) -> Iterable[datetime]:
    within = partial(rrule, dtstart=anchor, interval=cadence.every, until=last)
    if cadence.monthday > 0:
        # The first stands for months that lack the day: without it they are searched to year 9999.
        found = within(MONTHLY, bymonthday={1, cadence.monthday})
        return (at for at in found if at.day == cadence.monthday)
    if cadence.monthday:
        return within(MONTHLY, bymonthday=cadence.monthday)
    if cadence.nth:
        return within(MONTHLY, byweekday=[weekday(cadence.day, n) for n in cadence.nth])
    return within(WEEKLY, byweekday=cadence.days)


def _aligned(cadence: Cadence, first: date) -> datetime:
    """A start for the rule near `first`, in step with the series' own."""
    origin = cadence.start or first
    if cadence.monthly:
        months = (first.year - origin.year) * 12 + first.month - origin.month
        months = origin.year * 12 + origin.month - 1 + months // cadence.every * cadence.every
        return datetime.combine(date(months // 12, months % 12 + 1, 1), time())
    monday = origin - timedelta(days=origin.weekday())
    weeks = (first - monday).days // 7 // cadence.every * cadence.every
    return datetime.combine(monday + timedelta(weeks=weeks), time())


def _number(cadence: Cadence, day: date) -> int:
    """The place of a date among the dates of its rule, counted from its start's week or from it."""
    start = cadence.start or day
    if not cadence.monthly:
        weeks = (day - start + timedelta(days=start.weekday())).days // 7 // cadence.every
        return weeks * len(cadence.days) + sum(n < day.weekday() for n in cadence.days)
    # Some months have no such date and some dates are two of the rule's in one: these are counted.
    last = datetime.combine(day - timedelta(days=1), time.max)
    return sum(at.date() >= start for at in _rule(cadence, _aligned(cadence, start), last))
