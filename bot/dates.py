"""Dates as members write them: "friday", "tomorrow", "in 3 days", "4 March", "2026-03-04"."""

import re
from datetime import date, timedelta

from bot.text import whole
from bot.times import weekday
from bot.words import MONTHS


def parse_day(text: str, today: date) -> date | None:
    """The date that the words mean, today or later where they name no year; None where unclear."""
    words = text.lower().replace(",", " ").removeprefix("on ").split()
    if not words:
        return None
    if len(words) == 1:
        return _one(words[0], today)
    if words[0] == "next" and len(words) == 2:
        return today + timedelta(weeks=1) if words[1] == "week" else _one(words[1], today)
    if match := re.fullmatch(r"in (\d{1,3}) (day|week)s?", " ".join(words)):
        return today + timedelta(days=int(match[1]) * (7 if match[2] == "week" else 1))
    return _day_and_month(words, today)


def _one(word: str, today: date) -> date | None:
    if word in ("today", "tonight"):
        return today
    if word == "tomorrow":
        return today + timedelta(days=1)
    if (day := weekday(word)) is not None:
        return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _day_and_month(words: list[str], today: date) -> date | None:
    plain = (re.sub(r"(?<=\d)(st|nd|rd|th)$", "", word) for word in words)
    numbers = [n for word in plain if (n := whole(word)) is not None]
    months = [m for word in words if (m := _month(word))]
    if len(months) != 1 or len(numbers) not in (1, 2) or len(words) != 1 + len(numbers):
        return None
    year = numbers[1] if len(numbers) == 2 else today.year
    try:
        found = date(year, months[0], numbers[0])
        return found.replace(year=year + 1) if found < today and len(numbers) == 1 else found
    except ValueError:
        return None


def _month(word: str) -> int:
    word = word.rstrip(".")
    names = enumerate((month.lower() for month in MONTHS), 1)
    return next((n for n, name in names if len(word) > 2 and name.startswith(word)), 0)
