"""Recurring wall-clock meetings in a zone, daylight saving included."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import WEEKLY, rrule

from bot.effects import Refused
from bot.words import DAYS, NO_SUCH_DAY, NO_SUCH_TIME, NO_SUCH_ZONE, ZONE_UNCLEAR


@dataclass(frozen=True, slots=True)
class Cadence:
    """Weekly at `at` (wall clock) on `day` (0 = Monday) in `zone` (an IANA name)."""

    day: int
    at: time
    zone: str


def occurrences(cadence: Cadence, after: datetime, count: int) -> tuple[datetime, ...]:
    """The next `count` starts after an instant, in UTC.

    The rule runs on naive wall time, so the hour stays the group's; see `instant` for the two
    awkward hours of the year.
    """
    wall = after.astimezone(ZoneInfo(cadence.zone)).replace(tzinfo=None)
    first = datetime.combine(wall.date() - timedelta(days=7), cadence.at)
    rule = rrule(WEEKLY, dtstart=first, byweekday=cadence.day, count=count + 3)
    starts = (instant(day, cadence.zone) for day in rule)
    return tuple(start for start in starts if start > after)[:count]


def following(cadence: Cadence, after: datetime) -> datetime:
    """The next start after an instant."""
    return occurrences(cadence, after, 1)[0]


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


def parse(words: str, zone: str) -> Cadence:
    """A cadence from words such as "Tuesday 18:00 Europe/London"; `zone` holds where none is named.

    Refused where the day, the time or the zone can't be understood.
    """
    day, clock, place = None, None, ""
    for word in words.replace(",", " ").split():
        if day is None and (found := weekday(word)) is not None:
            day = found
        elif clock is None and word[:1].isdigit():
            clock = time_of_day(word)
        elif word.lower() not in ("every", "weekly", "at", "on", "in", "each"):
            place = f"{place}_{word}" if place else word
    if day is None:
        raise Refused(NO_SUCH_DAY.format(words=words or "…"))
    if clock is None:
        raise Refused(NO_SUCH_TIME.format(time=words))
    if not (place or zone):
        raise Refused(ZONE_UNCLEAR)
    return Cadence(day, clock, zone_name(place or zone))


def weekday(word: str) -> int | None:
    """0 to 6 for a weekday's English name, its plural or its first letters (three or more)."""
    word = word.lower().rstrip(".")
    word = word.rstrip("s") if len(word) > 4 else word
    names = (day.lower() for day in DAYS)
    return next(
        (n for n, name in enumerate(names) if len(word) > 2 and name.startswith(word)), None
    )


def time_of_day(word: str) -> time:
    """The time of "18:00", "18.30", "9am" or "6:30pm"."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?", word.lower())
    if not match:
        raise Refused(NO_SUCH_TIME.format(time=word))
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    elif not match[2]:
        raise Refused(NO_SUCH_TIME.format(time=word))
    if hour > 23 or minute > 59:
        raise Refused(NO_SUCH_TIME.format(time=word))
    return time(hour, minute)


def zone_name(word: str) -> str:
    """The IANA name of a zone: itself in any case, or its last part ("London")."""
    name = _zones().get(word.strip().replace(" ", "_").lower())
    if not name:
        raise Refused(NO_SUCH_ZONE.format(zone=word))
    return name


def today(now: datetime, zone: str) -> date:
    """The date in a zone ("" = UTC)."""
    return now.astimezone(ZoneInfo(zone or "UTC")).date()


@cache
def _zones() -> dict[str, str]:
    areas = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    names = sorted(available_timezones())
    cities = {n.rsplit("/", 1)[1].lower(): n for n in names if n.split("/")[0] in areas}
    return cities | {name.lower(): name for name in names}
