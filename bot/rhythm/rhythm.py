"""A schedule in words: from what a member writes to a cadence, and back to plain English."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

from bot.effects import Refused
from bot.rhythm.cadence import Cadence, dates, occurrences, starts_at, today
from bot.rhythm.dates import read_day
from bot.rhythm.moments import LIKE_A_DAY
from bot.rhythm.times import time_of_day, weekday, zone_name
from bot.text import whole
from bot.values import replace
from bot.words import NO_SUCH_DAY, NO_SUCH_TIME, ZONE_UNCLEAR
from bot.words import rhythm as words

WEEKS, MONTHS = 12, 12  # the most of them between two meetings
SLOTS = 3  # times that take turns
MOST = 200  # meetings of a series that says how many
YEARS = 2  # how far away a series may begin
NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "ten": 10, "twelve": 12}
ORDINALS = {word: n for n, word in words.ORDINALS.items()}
PATTERNS = {
    **{"weekly": (1, "week"), "fortnightly": (2, "week"), "biweekly": (2, "week")},
    **{"monthly": (1, "month"), "quarterly": (3, "month"), "yearly": (12, "month")},
}
FILLERS = {
    *("a", "and", "at", "beginning", "by", "day", "each", "every", "for", "in", "is", "meet"),
    *("meets", "next", "of", "on", "once", "or", "the", "then", "we"),
}


@dataclass(slots=True)
class _Heard:
    """What the words have said so far."""

    today: date
    monthly: bool
    every: int = 0
    unit: str = ""
    days: list[int] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    times: list[time] = field(default_factory=list)
    start: date | None = None
    until: date | None = None
    count: int = 0
    place: list[str] = field(default_factory=list)


def parse(said: str, zone: str, now: datetime) -> Cadence:
    """The cadence that words mean: "every other Tuesday 18:00 Europe/London from 8 December".

    `zone` holds where none is named. Refused where something is missing, unknown or can't be.
    """
    tokens = _tokens(said)
    heard = _Heard(today(now, zone), any("month" in token.lower() for token in tokens))
    while tokens:
        taken = next((n for read in _READERS if (n := read(heard, tokens))), 0)
        if not taken:
            heard.place.append(tokens[0])
        tokens = tokens[taken or 1 :]
    return settled(_cadence(heard, said, zone), now)


def say(cadence: Cadence, day: date) -> str:
    """A cadence in plain English as of a day: "Every Tuesday at 18:00, Europe/London"."""
    times = words.listed([f"{at:%H:%M}" for at in (cadence.at, *cadence.more)])
    at = words.IN_TURN if cadence.more else words.AT
    said = _pattern(cadence) + at.format(times=times, zone=cadence.zone)
    if cadence.start and cadence.start > day:
        said += words.FROM.format(day=words.full(cadence.start))
    if cadence.until:
        said += words.UNTIL.format(day=words.full(cadence.until))
    return said + (words.TIMES.format(count=cadence.count) if cadence.count else "")


def _pattern(cadence: Cadence) -> str:
    every = cadence.every
    if cadence.monthly:
        many, one = words.EVERY_MONTHS, words.EVERY_MONTH
        days = _monthly(cadence)
    elif len(cadence.days) == 7 and every == 1:
        return words.EVERY_DAY
    else:
        many, one = words.EVERY_WEEKS, words.EVERY_WEEK
        days = words.listed([words.name(day) for day in cadence.days])
    return many.format(every=every, days=days) if every > 1 else one.format(days=days)


def _monthly(cadence: Cadence) -> str:
    if cadence.nth:
        nth = words.listed([words.ORDINALS[n] for n in cadence.nth])
        return f"{nth} {words.name(cadence.day)}"
    return words.ordinal(cadence.monthday) if cadence.monthday > 0 else words.LAST_DAY


# -- reading, word by word: each gives the number of words that were its own -----------------------


def _tokens(said: str) -> list[str]:
    said = re.sub(r"\b([ap])\.m\.?", r"\1m", said.replace(",", " "), flags=re.I)
    said = re.sub(r"(?<=\d)\s+(?=[ap]m\b)", "", said, flags=re.I)
    return re.sub(r"(?<=:\d\d)/|(?<=[ap]m)/", " ", said, flags=re.I).split()


def _bound(heard: _Heard, tokens: list[str]) -> int:
    word = tokens[0].lower()
    if word not in ("from", "starting", "until", "till", "through"):
        return 0
    for size in (4, 3, 2, 1):
        reading = read_day(" ".join(tokens[1 : 1 + size]), heard.today)
        day = reading.day if reading else None
        if day and day.year >= heard.today.year - 10 and len(tokens) > size:
            break
    else:
        said = " ".join(tokens[:3])
        raise Refused(words.WITH_DATE.format(said=said, word=word))
    years = YEARS if word in ("from", "starting") else 6
    if day > heard.today + timedelta(days=366 * years):
        raise Refused(words.TOO_FAR.format(day=words.full(day), years=years))
    if word in ("from", "starting"):
        heard.start = day
    else:
        heard.until = day
    return 1 + size


def _count(heard: _Heard, tokens: list[str]) -> int:
    if len(tokens) < 2 or tokens[1].lower() not in ("times", "meetings"):
        return 0
    if [token.lower() for token in tokens[2:4]] in (["a", "day"], ["per", "day"]):
        raise Refused(words.ONE_A_DAY)
    count = NUMBERS.get(tokens[0].lower()) or whole(tokens[0])
    if count is None or not 0 < count <= MOST:
        raise Refused(words.HOW_MANY_TIMES.format(most=MOST))
    heard.count = count
    return 2


def _one_date(heard: _Heard, tokens: list[str]) -> int:
    """Refused for a date that stands alone."""
    if LIKE_A_DAY.match(" ".join(tokens[:3])):
        raise Refused(words.ONE_DATE.format(said=" ".join(tokens[:2])))
    return 0


def _every(heard: _Heard, tokens: list[str]) -> int:
    head, *rest = (token.lower().replace("-", "") for token in tokens)
    unit = head.rstrip("s")
    if head in PATTERNS:
        _often(heard, *PATTERNS[head], tokens)
        return 1
    if unit in ("week", "month") or head in ("daily", "weekdays"):
        _often(heard, 1, {"daily": "day", "weekdays": "weekday"}.get(head, unit), tokens)
        return 1
    if head not in ("every", "each") or not rest:
        return 0
    many = 2 if rest[0] == "other" or (rest[0] in ("second", "2nd") and not heard.monthly) else 0
    many = many or NUMBERS.get(rest[0], 0) or whole(rest[0]) or 0
    unit = rest[min(1 if many else 0, len(rest) - 1)].rstrip("s")
    named = unit in ("week", "month", "day", "weekday")
    if many or named:
        _often(heard, many or 1, unit if named else "week", tokens)
    return 1 + bool(many) + named


def _often(heard: _Heard, every: int, unit: str, tokens: list[str]) -> None:
    """Note how often; twice is too often, but for "monthly" said beside "every month"."""
    if unit in ("day", "weekday"):
        heard.days += range(7 if unit == "day" else 5)
        unit = "week"
    if heard.unit not in ("", unit) or (heard.every > 1 and every > 1):
        raise Refused(words.TWO_PATTERNS)
    if every > (WEEKS if unit == "week" else MONTHS):
        raise Refused(words.HOW_OFTEN.format(weeks=WEEKS, months=MONTHS))
    heard.every, heard.unit = max(every, heard.every), unit


def _ordinal(heard: _Heard, tokens: list[str]) -> int:
    word = tokens[0].lower()
    match = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)", word, re.ASCII)
    bare = whole(word) if heard.monthly else None
    if word not in ORDINALS and not match and bare is None:
        return 0
    heard.ordinals.append(ORDINALS.get(word) or (int(match[1]) if match else bare or 0))
    return 1


def _weekday(heard: _Heard, tokens: list[str]) -> int:
    day = weekday(tokens[0])
    heard.days += [] if day is None else [day]
    return day is not None


def _time(heard: _Heard, tokens: list[str]) -> int:
    if not (tokens[0][0].isdigit() or tokens[0].lower() in ("noon", "midnight")):
        return 0
    heard.times.append(time_of_day(tokens[0]))
    return 1


def _filler(heard: _Heard, tokens: list[str]) -> int:
    named = heard.place and tokens[0].lower() == "of"  # as in Port of Spain
    return tokens[0].lower() in FILLERS and not named


_READERS: tuple[Callable[[_Heard, list[str]], int], ...] = (
    *(_bound, _count, _one_date, _every, _ordinal, _weekday, _time, _filler),
)


# -- what it comes to ------------------------------------------------------------------------------


def _cadence(heard: _Heard, said: str, zone: str) -> Cadence:
    """What was heard as a cadence, with its start, end and count as they were said."""
    days, times = list(dict.fromkeys(heard.days)), list(dict.fromkeys(heard.times))
    nth, monthday = _month(heard, days)
    if not (days or monthday) and heard.start and heard.unit == "week":
        days = [heard.start.weekday()]
    if not (days or monthday):
        raise Refused(NO_SUCH_DAY.format(words=said.strip() or "…"))
    if not times:
        raise Refused(NO_SUCH_TIME.format(time=said))
    if len(times) > SLOTS:
        raise Refused(words.TOO_MANY_TIMES.format(most=SLOTS))
    place = "_".join(heard.place) or zone
    if not place:
        raise Refused(ZONE_UNCLEAR)
    day, *also = sorted(days) or [0]
    at, *more = times
    cadence = Cadence(day, at, zone_name(place), tuple(also), max(1, heard.every), nth, monthday)
    cadence = replace(cadence, start=heard.start, until=heard.until, count=heard.count)
    return replace(cadence, more=tuple(more))


def _month(heard: _Heard, days: list[int]) -> tuple[tuple[int, ...], int]:
    """The weeks and the day of the month that ordinals mean; ((), 0) for a weekly rhythm."""
    ordinals = sorted(dict.fromkeys(heard.ordinals), key=lambda n: n % 50)
    if not ordinals and heard.unit == "month" and heard.start and not days:
        ordinals = [heard.start.day]
    if not ordinals and heard.unit != "month":
        return (), 0
    if heard.unit == "week" or not ordinals or len(days if days else ordinals) != 1:
        raise Refused(words.MONTHLY_DAYS)
    if wrong := [n for n in ordinals if not (n == -1 or 1 <= n <= (5 if days else 31))]:
        raise Refused(words.NO_SUCH_MONTHDAY.format(day=wrong[0]))
    return (tuple(ordinals), 0) if days else ((), ordinals[0])


def settled(cadence: Cadence, now: datetime) -> Cadence:
    """The cadence with a start that is one of its dates, and an end where a count gives one."""
    if cadence.start or cadence.every > 1 or cadence.count or cadence.more:
        cadence = replace(cadence, start=_first(cadence, now))
    if cadence.count and cadence.start:
        found = list(islice(dates(replace(cadence, until=None), cadence.start), cadence.count))
        if len(found) < cadence.count:
            raise Refused(words.NEVER)
        cadence = replace(cadence, until=min(found[-1], cadence.until or found[-1]))
    if not occurrences(cadence, now, 1):
        over = list(dates(cadence, cadence.start)) if cadence.start else []
        raise Refused(words.SERIES_OVER.format(day=words.full(over[-1])) if over else words.NEVER)
    return cadence


def _first(cadence: Cadence, now: datetime) -> date:
    """The first date of a series: from its start on, or (where none was said) still to come."""
    here = today(now, cadence.zone)
    each = replace(cadence, every=1, start=cadence.start or here, until=None, more=())
    fits = (d for d in dates(each, each.start or here) if cadence.start or starts_at(each, d) > now)
    if (first := next(fits, None)) is None:
        raise Refused(words.NEVER)
    return first
