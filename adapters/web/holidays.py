"""Reads the days off from an iCalendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from dateutil.rrule import rrulestr

AHEAD = timedelta(days=730)  # how far holidays are looked up
MOST = 60  # of them
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
        found = {h for event in calendar.walk("VEVENT") for h in _holidays(event, today)}
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
    recur = {name: value for name, value in event["RRULE"].items() if name.upper() != "UNTIL"}
    text = type(event["RRULE"])(recur).to_ical().decode()
    last = _day(event["RRULE"]["UNTIL"][0]) if "UNTIL" in event["RRULE"] else until
    rule = rrulestr(text, dtstart=datetime.combine(first, time()))
    for at in takewhile(lambda at: at.date() <= min(last, until), rule):
        yield at.date()


def _check(rule: Any) -> None:
    """A rule that no day fits would be followed to the year 9999. Raises ValueError."""
    often, months = str(rule["FREQ"][0]).upper(), rule.get("BYMONTH", ())
    if often not in OFTEN or not all(1 <= int(month) <= 12 for month in months):
        raise ValueError("no rule of days")


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
