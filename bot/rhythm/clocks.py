"""What the next clock changes do to a series: to members in other zones, and to awkward hours."""

from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.cards import Mention, Span, Spans
from bot.group import Group
from bot.rhythm.cadence import Cadence, dates, instant, oddity, slot, today
from bot.values import dataclass
from bot.words import day as day_of
from bot.words import rhythm as words

AHEAD = timedelta(days=366)  # how far it is looked ahead
TURNS = 2  # clock changes that are told, for each zone


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `day` (in the series' zone) on, the meetings are at `times` by another zone's clock."""

    day: date
    times: tuple[str, ...]


def elsewhere(group: Group, cadence: Cadence, now: datetime) -> tuple[Spans, ...]:
    """For each zone of members but the series' own: who is there, and what their clock shows."""
    ahead = _ahead(cadence, now)
    zones = sorted({m.zone for m in group.members if m.zone} - {cadence.zone})
    return tuple(
        (*_people(group, zone), _line(stretches(cadence, zone, ahead))) for zone in zones if ahead
    )


def stretches(cadence: Cadence, zone: str, days: tuple[date, ...]) -> tuple[Stretch, ...]:
    """How the hours of a series stand by the clock of another zone, change by change."""
    found: list[Stretch] = []
    for day in days:
        times = tuple(_shown(cadence, zone, day, n) for n in range(1 + len(cadence.more)))
        if not found or found[-1].times != times:
            found.append(Stretch(day, times))
    return tuple(found)


def oddities(cadence: Cadence, now: datetime) -> tuple[str, ...]:
    """A sentence on each meeting of the next year whose hour the clock skips or passes twice."""
    said = (odd_hour(cadence.zone, day, slot(cadence, day)) for day in _ahead(cadence, now))
    return tuple(sentence for sentence in said if sentence)


def odd_hour(zone: str, day: date, at: time) -> str:
    """A sentence on a wall-clock time that the clock skips or passes twice; "" for any other."""
    wall = datetime.combine(day, at)
    match oddity(wall, zone):
        case "gap":
            then = instant(wall, zone).astimezone(ZoneInfo(zone))
            return words.SKIPPED_HOUR.format(
                day=words.full(day), at=f"{at:%H:%M}", then=f"{then:%H:%M}"
            )
        case "twice":
            return words.DOUBLE_HOUR.format(day=words.full(day), at=f"{at:%H:%M}")
    return ""


def _ahead(cadence: Cadence, now: datetime) -> tuple[date, ...]:
    here = today(now, cadence.zone)
    first = max(here, cadence.start or here)
    return tuple(takewhile(lambda day: day <= first + AHEAD, dates(cadence, first)))


def _shown(cadence: Cadence, zone: str, day: date, number: int) -> str:
    at = (cadence.at, *cadence.more)[number]
    there = instant(datetime.combine(day, at), cadence.zone).astimezone(ZoneInfo(zone))
    apart = (there.date() - day).days
    return f"{there:%H:%M}{words.NEXT_DAY[apart]}"


def _line(found: tuple[Stretch, ...]) -> str:
    first, *later = found
    said = words.CLOCK.format(times=words.listed(first.times))
    for stretch in later[:TURNS]:
        said += words.CLOCK_FROM.format(day=day_of(stretch.day), times=words.listed(stretch.times))
    return said if later else said + words.CLOCK_SAME


def _people(group: Group, zone: str) -> Spans:
    spans: list[Span] = []
    for member in group.members:
        if member.zone == zone:
            spans += [", ", Mention(member.id)]
    return (*spans[1:], f" ({zone})")
