"""What an hour costs whom: the burden of meeting far from one's own day, and how it is shared."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from operator import add, sub
from zoneinfo import ZoneInfo

from bot.rhythm.cadence import instant
from bot.values import dataclass

MOST = 3  # slots that take turns; more hours than that nobody remembers
HOURS = range(24)
NEVER = 10**9  # points that nobody carries
# Points for a meeting that begins in this hour of somebody's own day.
COSTS = (8,) * 6 + (4, 2, 1) + (0,) * 8 + (1,) * 3 + (2,) * 2 + (4, 8)

Row = tuple[int, ...]  # points, one for each person


@dataclass(frozen=True, slots=True)
class Share:
    """Slots that take turns, and the points that each person carries with them."""

    slots: tuple[time, ...]
    points: Row

    @property
    def rank(self) -> tuple[int, int]:
        """The less, the fairer: what the most burdened carries, then all together."""
        return max(self.points, default=0), sum(self.points)


def cost(at: datetime, zone: str) -> int:
    """The points of a meeting that begins at an instant, for somebody in a zone: 0 from 9 to 17,
    then more, up to 8 in the night."""
    return COSTS[at.astimezone(ZoneInfo(zone)).hour]


def fairest(
    days: Sequence[date], zone: str, people: Sequence[str], carried: Sequence[int] = ()
) -> tuple[Share, ...]:
    """The fairest slot, and the fairest two and three that take turns; only while each more of
    them is fairer than fewer.

    `days` are the dates of the meetings by the wall clock of `zone`, in which the slots are full
    hours; `people` are everybody's zones, and `carried` the points that each has already.
    """
    points = _points(days, zone, people)
    start = tuple(carried) or (0,) * len(people)
    found: list[Share] = []
    for count in range(1, min(MOST, len(days)) + 1):
        parts = [[_summed(day[h] for day in points[n::count]) for h in HOURS] for n in range(count)]
        fewer = found[-1].rank[0] if found else NEVER
        shares = _shares(parts, start, fewer)
        best = min(shares, key=lambda share: (share.rank, share.slots), default=None)
        if best is None:
            break
        found.append(best)
    # What was carried before was to choose by; what is told is what comes.
    return tuple(Share(s.slots, tuple(map(sub, s.points, start))) for s in found)


def _shares(parts: list[list[Row]], so_far: Row, fewer: int, *hours: int) -> Iterator[Share]:
    """All choices of different hours, one for each part, that leave everybody below `fewer`."""
    if len(hours) == len(parts):
        yield Share(tuple(time(hour) for hour in hours), so_far)
        return
    for hour, row in enumerate(parts[len(hours)]):
        points = tuple(map(add, so_far, row))
        if hour not in hours and max(points) < fewer:
            yield from _shares(parts, points, fewer, *hours, hour)


def _points(days: Sequence[date], zone: str, people: Sequence[str]) -> list[list[Row]]:
    """For each day and each hour of it, the points of everybody."""
    table = []
    for day in days:
        starts = [instant(datetime.combine(day, at), zone) for at in map(time, HOURS)]
        by_zone = {place: [cost(at, place) for at in starts] for place in set(people)}
        table.append([tuple(by_zone[place][hour] for place in people) for hour in HOURS])
    return table


def _summed(rows: Iterator[Row]) -> Row:
    return tuple(map(sum, zip(*rows, strict=True)))
