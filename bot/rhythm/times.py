"""Weekdays, times of the day and zones, as members write them."""

import re
from datetime import time
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.effects import Refused
from bot.words import DAYS, NO_SUCH_TIME, NO_SUCH_ZONE
from bot.words.rhythm import MEANT_ZONE, NO_OFFSET, SHORT_ZONE

# What people call their hour: several places share it, and half of them drop it in summer.
ABBREVIATIONS = {
    **dict.fromkeys(("est", "edt", "et", "est5edt"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt", "ct", "cst6cdt"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt", "mst7mdt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt", "pt", "pst8pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest", "met", "mest"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Athens"),
    **dict.fromkeys(("wet", "west"), "Europe/Lisbon"),
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt"), "Pacific/Auckland"),
    **{"bst": "Europe/London", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo"},
    **{"hst": "Pacific/Honolulu", "msk": "Europe/Moscow", "sast": "Africa/Johannesburg"},
}
OFFSET = re.compile(r"(gmt|utc|z)?[+-]\d{1,2}(:?\d\d)?", re.A)
AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def weekday(word: str) -> int | None:
    """0 to 6 for a weekday's English name, its plural or its first letters (three or more)."""
    word = word.lower().rstrip(".")
    word = word.rstrip("s") if len(word) > 4 else word
    names = (day.lower() for day in DAYS)
    return next(
        (n for n, name in enumerate(names) if len(word) > 2 and name.startswith(word)), None
    )


def time_of_day(word: str) -> time:
    """The time of "18:00", "18.30", "9am", "6:30pm", "noon" or "midnight"."""
    if word.lower() in ("noon", "midnight"):
        return time(12 if word.lower() == "noon" else 0)
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?", word.lower(), re.ASCII)
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
    """The IANA name of a zone: itself in any case, or its last part ("London").

    Refused for anything else, with what was probably meant: a city for an abbreviation, the
    nearest name for a slip of the fingers.
    """
    small = word.strip().replace(" ", "_").lower()
    if city := ABBREVIATIONS.get(small):
        raise Refused(SHORT_ZONE.format(zone=word.strip(), city=city))
    if name := _zones().get(small):
        return name
    if OFFSET.fullmatch(small):
        raise Refused(NO_OFFSET.format(zone=word.strip()))
    if near := get_close_matches(small, _zones(), 1, 0.75) if len(small) < 60 else ():
        raise Refused(MEANT_ZONE.format(zone=word.strip(), near=_zones()[near[0]]))
    raise Refused(NO_SUCH_ZONE.format(zone=word))


def familiar(zone: str) -> str:
    """A zone that a room names, or "" where the rules here do not have it, as those of a platform
    may be newer than ours."""
    return zone if zone in _names() else ""


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "Factory"})


@cache
def _zones() -> dict[str, str]:
    names = sorted(_names())
    cities = {n.rsplit("/", 1)[1].lower(): n for n in names if n.split("/")[0] in AREAS}
    return cities | {name.lower(): name for name in names}
