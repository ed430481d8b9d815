"""When somebody is awake, by the wall clock of their zone, and how long that is."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count, takewhile
from zoneinfo import ZoneInfo

from bot.rhythm.cadence import instant
from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Hours:
    """Waking hours: from `wakes` to `sleeps` by the wall clock (the same twice: around the clock),
    but for the days `off` (0 = Monday), which are six at the most."""

    wakes: time = time(8)
    sleeps: time = time(20)
    off: tuple[int, ...] = ()


USUAL = Hours()


def awake(hours: Hours, zone: str, at: datetime) -> datetime:
    """The first waking instant from `at` on, in a zone (an IANA name)."""
    if _is_awake(hours, zone, at):
        return at
    return next(turn for turn in _turns(hours, zone, at) if _is_awake(hours, zone, turn))


def awake_for(
    hours: Hours, zone: str, since: datetime, span: timedelta, most: datetime
) -> datetime:
    """When somebody has been awake for so long since an instant; `most` where that is later."""
    at = awake(hours, zone, since)
    while span and at < most:
        end = _asleep(hours, zone, at, at + span)
        span -= end - at
        at = awake(hours, zone, end) if span else end
    return min(at, most)


def _asleep(hours: Hours, zone: str, at: datetime, most: datetime) -> datetime:
    """When somebody who is awake no longer is; `most` where that is later."""
    turns = takewhile(lambda turn: turn < most, _turns(hours, zone, at))
    return next((turn for turn in turns if not _is_awake(hours, zone, turn)), most)


def _is_awake(hours: Hours, zone: str, at: datetime) -> bool:
    wall, wakes, sleeps = at.astimezone(ZoneInfo(zone)), hours.wakes, hours.sleeps
    if wall.weekday() in hours.off:
        return False
    if wakes == sleeps:  # around the clock
        return True
    now = wall.time()
    return wakes <= now < sleeps if wakes < sleeps else not sleeps <= now < wakes


def _turns(hours: Hours, zone: str, after: datetime) -> Iterator[datetime]:
    """When it may change after an instant whether somebody is awake, soonest first: at their hours,
    both times where the clock passes one twice, and at midnight beside a day off.

    It never ends, as they have a day that is not off; see `bot.members.me`.
    """
    here = ZoneInfo(zone)
    day = after.astimezone(here).date()
    for days in count():
        walls = [
            datetime.combine(day + timedelta(days=days), hour)
            for hour in {time(0), hours.wakes, hours.sleeps}
        ]
        again = [wall.replace(tzinfo=here, fold=1).astimezone(UTC) for wall in walls]
        turns = sorted({*again, *(instant(wall, zone) for wall in walls)})
        yield from (turn for turn in turns if turn > after)
