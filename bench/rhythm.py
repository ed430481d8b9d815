"""How fairly slots share the burden around the world, and what the next meeting costs to find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import process_time

from bench.asking import Sizes
from bench.measurement import Measurement, at_most
from bench.measurement import Row as Figure
from bot.rhythm.burden import Row, cost, fairest
from bot.rhythm.cadence import Cadence, instant
from bot.rhythm.diary import EMPTY, following

WORLD = (
    *("America/Denver", "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Sydney"),
)
THREE = WORLD[1:4]  # Boston, London, Pune
DAYS = tuple(date(2026, 9, 1) + timedelta(days=14 * n) for n in range(12))
RULES = (
    Cadence(1, time(18), "Europe/London"),
    Cadence(1, time(18), "America/New_York", also=(3,), every=2, start=date(2020, 1, 7)),
    Cadence(4, time(9, 30), "Europe/Berlin", nth=(-1,), start=date(2020, 1, 31)),
    Cadence(0, time(2, 30), "Europe/Berlin", monthday=-1),
    Cadence(1, time(5), "UTC", start=date(2026, 9, 1), more=(time(14), time(21))),
)
MICROSECONDS = 100  # that the next meeting may take


@dataclass(frozen=True, slots=True)
class Shared:
    """A way to choose hours: how many different ones, and the points that each person carries."""

    way: str
    hours: int
    points: Row


def shares() -> tuple[Shared, ...]:
    """What five people around the world carry in twelve fortnightly meetings, by full UTC hours."""
    fixed = [_carried([time(hour)] * len(DAYS)) for hour in range(24)]
    cheapest = min(fixed, key=lambda points: (sum(points), max(points)))
    names = ("best fair fixed slot", "two slots in turn", "three slots in turn")
    found = fairest(DAYS, "UTC", WORLD)
    turns = [Shared(name, len(s.slots), s.points) for name, s in zip(names, found, strict=True)]
    free = _free()
    any_hour = Shared("any hour each time", len(set(free)), _carried(free))
    return Shared("best sum fixed slot", 1, cheapest), *turns, any_hour


def next_meeting(rounds: int) -> float:
    """Microseconds of CPU for the next meeting of a series, over rules of every kind."""
    spent = process_time()
    for rule in RULES:
        at = datetime(2026, 9, 1, tzinfo=UTC)
        for _ in range(rounds):
            planned = following(rule, EMPTY, at)
            assert planned
            at = planned.at
    return (process_time() - spent) / (rounds * len(RULES)) * 1e6


def _free() -> list[time]:
    """An hour for each meeting, each chosen anew until no other choice is fairer."""
    hours = [time(12)] * len(DAYS)
    while True:
        tries = [
            [*hours[:n], time(h), *hours[n + 1 :]] for n in range(len(DAYS)) for h in range(24)
        ]
        best = min(tries, key=_rank)
        if _rank(best) >= _rank(hours):
            return hours
        hours = best


def _rank(hours: Sequence[time]) -> list[int]:
    return sorted(_carried(hours), reverse=True)


def _carried(hours: Sequence[time]) -> Row:
    starts = [
        instant(datetime.combine(day, at), "UTC") for day, at in zip(DAYS, hours, strict=True)
    ]
    return tuple(sum(cost(start, zone) for start in starts) for zone in WORLD)


def _measured(sizes: Sizes) -> Iterator[Figure]:
    for share in shares():
        points = "/".join(str(carried) for carried in share.points)
        yield Figure(f"{share.way}, each carries {points}: at most", max(share.points), "points")
    cost = next_meeting(sizes["rounds"])
    yield at_most("the next meeting is found in", cost, MICROSECONDS, "CPU µs")


RHYTHM = Measurement(
    "rhythm",
    "hours shared by Denver, Boston, London, Pune and Sydney in 12 fortnightly meetings, and what "
    "it costs to find the next one",
    {"rounds": 2000},
    {"rounds": 20},
    _measured,
)
