"""Reads the days off from an iCalendar file."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from itertools import chain, islice, takewhile
from typing import Any

from dateutil.rrule import rrulestr

AHEAD = timedelta(days=730)  # how far holidays are looked up
MOST = 60  # of them
FOLLOWED = 20_000  # days of one rule: each day for half a century; more often comes no holiday
LARGEST = 2_000_000  # bytes of a file
LONGEST = timedelta(days=120)  # that one holiday may last
OFTEN = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")  # how often a day off can come
# What the library raises on what is no calendar; it even looks for a file called like a zone.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError)


class BadCalendar(Exception):
    """The file can't be used; the message goes on from its name: "is no iCalendar file"."""


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """Days off, from the first to the last, and what they are called."""

    first: date
    last: date
    name: str


def read(raw: bytes, today: date) -> tuple[Holiday, ...]:
    """The holidays of a file that are still to come or under way, the next ones first.

    Repeated ones are written out, for two years. Raises BadCalendar.
    """
    if len(raw) > LARGEST:
        raise BadCalendar("is larger than any calendar of holidays; choose a smaller one.")
    from icalendar import Calendar  # noqa: PLC0415 - large, and seldom needed

    try:
        calendar: Any = Calendar.from_ical(raw)
        events = calendar.walk("VEVENT")
        found = {h for event in events for h in islice(_holidays(event, today), MOST)}
    except UNREADABLE:
        raise BadCalendar("is no iCalendar file; export one that ends in .ics.") from None
    return tuple(sorted(found)[:MOST])


def _holidays(event: Any, today: date) -> Iterator[Holiday]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or "DTSTART" not in event:
        return
    first = _day(event["DTSTART"].dt)
    last = _last(event, first)
    if not timedelta() <= last - first <= LONGEST:
        return
    name = " ".join(str(event.get("SUMMARY", "")).split())
    for day in _starts(event, first, today + AHEAD):
        if today <= day + (last - first) and day <= today + AHEAD:
            yield Holiday(day, day + (last - first), name)


def _last(event: Any, first: date) -> date:
    """The last day of an event; the end of one of whole days is the day after."""
    if "DTEND" in event:
        end = event["DTEND"].dt
        return _day(end) if isinstance(end, datetime) else max(first, end - timedelta(days=1))
    if "DURATION" in event:
        lasts: timedelta = event["DURATION"].dt
        return first + max(timedelta(), lasts - timedelta(days=1))
    return first


def _starts(event: Any, first: date, until: date) -> Iterator[date]:
    if "RRULE" not in event:
        yield first
        return
    _check(event["RRULE"])
    last = min(_day(event["RRULE"]["UNTIL"][0]) if "UNTIL" in event["RRULE"] else until, until)
    recur = {name: value for name, value in event["RRULE"].items() if name.upper() != "UNTIL"}
    text = type(event["RRULE"])(recur).to_ical().decode()
    if first > last:
        return
    later = _later(first, last)
    rule = rrulestr(text, dtstart=datetime.combine(_moved(first, later), time()))
    found = takewhile(lambda at: at.date() <= _moved(last, later), _coming(rule))
    yield from (_moved(at.date(), -later) for at in found)


def _check(rule: Any) -> None:
    """Raises ValueError on what no days off go by; Easter is the year's own, see `_later`."""
    often, months = str(rule["FREQ"][0]).upper(), rule.get("BYMONTH", ())
    if often not in OFTEN or not all(1 <= int(month) <= 12 for month in months):
        raise ValueError("no rule of days")
    if "BYEASTER" in rule:
        raise ValueError("no rule of the standard")


def _coming(rule: Any) -> Iterator[datetime]:
    """The days of a rule. Raises ValueError where it has none for long, as one for the 30th of
    February."""
    found = islice(rule, FOLLOWED)
    if (first := next(found, None)) is None:
        raise ValueError("a rule that no day fits")
    return chain((first,), found)


def _later(first: date, last: date) -> int:
    """By how many years to move a rule, for the library follows it to the year 9999: so many that
    there is little until then, and that all years have the calendars that they had."""
    years = [*range(max(first.year - 1, MINYEAR), last.year + 1)]
    most = MAXYEAR - last.year
    like = (n for n in range(most, 0, -1) if all(_year(y) == _year(y + n) for y in years))
    return next(like, 0)


def _year(year: int) -> tuple[bool, int]:
    """Years for which this is the same have the same calendar."""
    return isleap(year), date(year, 1, 1).weekday()


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
