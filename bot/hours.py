"""When a person is awake and may be told something: waking hours and days off, by the wall clock of
their zone."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.cadence import instant
from bot.person import Person


def awake(person: Person, zone: str, at: datetime) -> datetime:
    """The first waking instant from `at` on, in a zone (an IANA name)."""
    here = ZoneInfo(zone)
    if _is_awake(person, at.astimezone(here)):
        return at
    starts = (start for start in _starts(person, zone, at.astimezone(here)) if start > at)
    return next(start for start in starts if _is_awake(person, start.astimezone(here)))


def _is_awake(person: Person, wall: datetime) -> bool:
    now, wakes, sleeps = wall.time(), person.wakes, person.sleeps
    if wall.weekday() in person.off:
        return False
    if wakes == sleeps:  # around the clock
        return True
    return wakes <= now < sleeps if wakes < sleeps else not sleeps <= now < wakes


def _starts(person: Person, zone: str, wall: datetime) -> Iterator[datetime]:
    """When a person may come awake, soonest first: at their hour, and at midnight behind a day off.

    It never ends, as they have a day that is not off; see `bot.me`.
    """
    for days in count():
        for hour in sorted({time(0), person.wakes}):
            yield instant(datetime.combine(wall.date() + timedelta(days=days), hour), zone)
