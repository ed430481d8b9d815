"""Days, moments and stretches of days, as they stand in the words of a command."""

import re
from datetime import date, time, timedelta

from bot.effects import Refused
from bot.rhythm.dates import read_day
from bot.rhythm.diary import Break
from bot.rhythm.times import time_of_day, weekday, zone_name
from bot.text import short
from bot.words import MONTHS
from bot.words import dates as words
from bot.words import day as day_words
from bot.words.commitments import NO_SUCH_DATE
from bot.words.rhythm import full

CLOCK = re.compile(r"\d{1,2}([:.h]\d{2})?([ap]m)?|noon|midnight", re.I | re.ASCII)
MONTH = "|".join(f"{month[:3]}({month[3:]})?" for month in MONTHS)
NUMBER = r"\d{1,2}(st|nd|rd|th)?\b"
# Words that begin like a date, whether the calendar has it or not.
LIKE_A_DAY = re.compile(
    rf"{NUMBER}\.?\s+(of\s+)?({MONTH})\b|({MONTH})\.?\s+{NUMBER}|\d{{4}}-\d|\d+/\d|\d+\.\d+\.",
    re.I | re.A,
)
LONGEST = 366  # days of one break
NAME = 80  # characters of a break's name


def day_of(said: str, today: date) -> date:
    """The day that all of the words mean."""
    if (day := _read(said, today)) is None:
        raise Refused(NO_SUCH_DATE.format(text=short(said.strip() or "…", NAME)))
    return day


def leading_day(said: str, today: date) -> tuple[date | None, str]:
    """The day that the words begin with, if they do, and the rest of them."""
    tokens = said.replace(",", " ").split()
    for size in (4, 3, 2, 1):
        if size <= len(tokens) and (day := _read(" ".join(tokens[:size]), today)):
            return day, " ".join(tokens[size:])
    return None, " ".join(tokens)


def day_or_reason(said: str, today: date) -> tuple[date | None, str]:
    """The day that the words begin with, if they do, and the reason behind it, which is none that
    begins with a day that there is not."""
    day, rest = leading_day(said, today)
    if LIKE_A_DAY.match(rest):
        raise Refused(NO_SUCH_DATE.format(text=short(said.strip(), NAME)))
    return day, rest


def moment(
    said: str, today: date, zone: str, near: date | None = None
) -> tuple[date | None, time | None, str]:
    """The day, the time and the zone in words such as "Thu 19:00"; None for what isn't named.

    A bare weekday is the one nearest to the day `near`, where that is given.
    """
    tokens = re.sub(r"(?<=\d)\s+(?=[ap]m\b)", "", said.replace(",", " "), flags=re.I).split()
    clocks = [t for t in tokens if CLOCK.fullmatch(t) and not t.isdigit()]
    rest = [t for t in tokens if t not in clocks and t.lower() not in ("at", "on", "in")]
    day, left = leading_day(" ".join(rest), today)
    if day and near and len(rest) == 1 and weekday(rest[0]) is not None:
        day = max(today, near - timedelta(days=3))
        day += timedelta(days=((weekday(rest[0]) or 0) - day.weekday()) % 7)
    at = time_of_day(clocks[0]) if clocks else None
    if leading_day(left, today)[0]:  # two days at once, such as a Friday that is none
        raise Refused(NO_SUCH_DATE.format(text=short(" ".join(rest), NAME)))
    return day, at, _place(left, day) if left and (day or at) else zone


def _read(said: str, today: date) -> date | None:
    """What the words most likely mean; the answer names the day, so a wrong guess shows.

    A date that is not on the weekday that is named with it is none.
    """
    reading = read_day(said.rstrip(":"), today)
    if reading is None or reading.day.year < today.year - 1:
        return None
    named = weekday(said.split(maxsplit=1)[0])
    return reading.day if named in (None, reading.day.weekday()) else None


def _place(left: str, day: date | None) -> str:
    """The zone that is left of the words once a day was found; else they were to be a day."""
    try:
        return zone_name(left)
    except Refused:
        if day:
            raise
        raise Refused(NO_SUCH_DATE.format(text=short(left, NAME))) from None


def a_break(said: str, today: date) -> Break:
    """The break in words such as "24 December to 2 January Christmas"."""
    first, rest = leading_day(said, today)
    if first is None:
        raise Refused(words.HOW_TO_HOLIDAY)
    last = first
    if match := re.match(r"(to|until|till|-|–)\s+(.*)", rest, re.I):
        found, rest = leading_day(match[2], first)
        if found is None:
            raise Refused(words.HOW_TO_HOLIDAY)
        last = found
    if last < first:
        raise Refused(words.BACKWARDS.format(first=full(first), last=full(last)))
    if (last - first).days > LONGEST:
        raise Refused(words.TOO_FAR.format(day=full(last)))
    return Break(first, last, short(rest, NAME) or words.HOLIDAY)


def span(gap: Break) -> str:
    """A break in words: "Thu 24 Dec to Sat 2 Jan 2027 (Christmas)"."""
    first = f"{day_words(gap.first)} to " if gap.first != gap.last else ""
    return f"{first}{full(gap.last)} ({gap.name})"
