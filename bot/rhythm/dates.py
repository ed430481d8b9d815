"""Dates as members write them: "friday", "in 2 weeks", "end of month", "12 Dec", "2026-03-04"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.rhythm.times import weekday
from bot.text import whole
from bot.values import dataclass
from bot.words import MONTHS

FAR = 300  # days ahead from which a date without a year may have been a past one
COUNTS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
COUNTS |= {"a": 1, "an": 1}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date was read as. Not `sure`: the words can mean another day, maybe `other`."""

    day: date
    sure: bool = True
    other: date | None = None


def read_day(text: str, today: date) -> Reading | None:
    """The date that the words mean, today or later where they name no year; None where unclear."""
    words = text.lower().replace(",", " ").rstrip(".!? ").split()
    while words and words[0] in ("on", "the", "by", "until", "till"):
        words = words[1:]
    if not words:
        return None
    try:
        return _read(words, today)
    except (ValueError, OverflowError):  # 30 February, or a day after the last year there is
        return None


def _read(words: list[str], today: date) -> Reading | None:
    if len(words) == 1:
        return _one(words[0], today)
    if words[0] in ("this", "next", "coming") and len(words) == 2:
        return _relative(words[0], words[1], today)
    if words[:2] == ["end", "of"]:
        return _end([word for word in words[2:] if word not in ("the", "this")], today)
    if words == ["day", "after", "tomorrow"]:
        return Reading(today + timedelta(days=2))
    if words[1:] == ["next", "week"] and (day := weekday(words[0])) is not None:
        return Reading(today + timedelta(days=7 + day - today.weekday()))
    rest = words[1:] if words[0] == "in" else words
    count = COUNTS.get(rest[0]) or whole(rest[0]) if len(rest) == 2 else None
    if count and (found := _later(count, rest[1], today)):
        return found
    return _day_and_month(words, today)


def _one(word: str, today: date) -> Reading | None:
    if word in ("today", "tonight"):
        return Reading(today)
    if word == "tomorrow":
        return Reading(today + timedelta(days=1))
    if word == "weekend":
        return Reading(_coming(5, today), sure=False)
    if (day := weekday(word)) is not None:
        return Reading(_coming(day, today + timedelta(days=1)))
    if match := re.fullmatch(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}))?", word):
        return _numbers(int(match[1]), int(match[3]), match[4] or "", match[2] == "/", today)
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word):
        return Reading(_of_month(int(match[1]), today))
    return Reading(date.fromisoformat(word))


def _relative(which: str, word: str, today: date) -> Reading | None:
    """ "this friday" is the coming one; "next friday" may be that, or the one after it."""
    if word == "week" and which == "next":
        return Reading(today + timedelta(weeks=1))
    if word == "month" and which == "next":
        return Reading(_months(1, today), sure=False)
    if word == "weekend":
        return Reading(_coming(5, today) + timedelta(weeks=which == "next"), sure=False)
    if (day := weekday(word)) is None:
        return None
    coming = _coming(day, today)
    monday = today - timedelta(days=today.weekday())
    following = monday + timedelta(days=7 + day)
    if which != "next" or coming == following:
        return Reading(coming)
    return Reading(following, sure=False, other=coming if coming > today else None)


def _end(words: list[str], today: date) -> Reading | None:
    match words:
        case ["month"]:
            return Reading(_last(today))
        case ["next", "month"]:
            return Reading(_last(_last(today) + timedelta(days=1)))
        case ["week"]:
            friday = _coming(4, today)
            return Reading(friday, sure=False, other=friday + timedelta(days=2))
        case ["next", "week"]:
            friday = _coming(4, today) + timedelta(weeks=1)
            return Reading(friday, sure=False, other=friday + timedelta(days=2))
        case ["year"]:
            return Reading(date(today.year, 12, 31))
        case [word] if month := _month(word):
            year = today.year + (month < today.month)
            return Reading(_last(date(year, month, 1)))
    return None


def _later(count: int, unit: str, today: date) -> Reading | None:
    """So many days, weeks or months from today, at most 999 of them."""
    unit = unit.removesuffix("s")
    if count > 999 or unit not in ("day", "week", "month"):
        return None
    if unit == "month":
        return Reading(_months(count, today))
    return Reading(today + timedelta(days=count * (7 if unit == "week" else 1)))


def _numbers(first: int, second: int, year: str, slash: bool, today: date) -> Reading:
    """ "4.3." is the day before the month; "4/3" may be either."""
    if first <= 12 < second:
        first, second, slash = second, first, False
    found = _in_year(first, second, year, today)
    if not slash or second == first or first > 12:
        return found
    return Reading(found.day, sure=False, other=_in_year(second, first, year, today).day)


def _in_year(day: int, month: int, year: str, today: date) -> Reading:
    if year:
        return Reading(date(int(year), month, day))
    found = date(today.year, month, day)
    if found < today:
        found = found.replace(year=today.year + 1)
    return Reading(found, sure=(found - today).days <= FAR)


def _day_and_month(words: list[str], today: date) -> Reading | None:
    words = [word for word in words if word != "of"]
    plain = (re.sub(r"(?<=\d)(st|nd|rd|th|\.)$", "", word) for word in words)
    numbers = [n for word in plain if (n := whole(word)) is not None]
    months = [m for word in words if (m := _month(word))]
    if len(months) != 1 or len(numbers) not in (1, 2) or len(words) != 1 + len(numbers):
        # "Friday 6 March": the weekday is said on top of the date, and only the date counts
        if len(words) > 2 and weekday(words[0]) is not None:
            return _agreed(weekday(words[0]), _day_and_month(words[1:], today))
        return None
    year = str(numbers[1]) if len(numbers) == 2 else ""
    return _in_year(numbers[0], months[0], year, today)


def _agreed(day: int | None, found: Reading | None) -> Reading | None:
    """A date with its weekday; where they disagree one of them is wrong, so it is not sure."""
    if found is None or found.day.weekday() == day:
        return found
    return Reading(found.day, sure=False)


def _coming(day: int, today: date) -> date:
    """The first such weekday from today on."""
    return today + timedelta(days=(day - today.weekday()) % 7)


def _of_month(day: int, today: date) -> date:
    found = today.replace(day=day)
    return found if found >= today else (_last(today) + timedelta(days=1)).replace(day=day)


def _months(count: int, today: date) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _last(today: date) -> date:
    return today.replace(day=monthrange(today.year, today.month)[1])


def _month(word: str) -> int:
    word = word.rstrip(".")
    names = enumerate((month.lower() for month in MONTHS), 1)
    return next((n for n, name in names if len(word) > 2 and name.startswith(word)), 0)
