"""When the owner of a commitment is reminded of it: half-way, a day before, and when they asked."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.archive import Commitment
from bot.group import Group
from bot.reminders.reminder import Reminder
from bot.rhythm.cadence import instant
from bot.values import once_of_many

DAY = timedelta(days=1)
SHORT = 4 * DAY  # whatever is due sooner than this is not asked about on the way
NINE = time(9)
COMPANY = timedelta(hours=9)  # so long a reminder of the day waits for others
CUE = timedelta(hours=12)  # after which a moment that was asked for is over


def commitment_reminders(group: Group) -> Iterator[Reminder]:
    """All reminders of the group's open commitments."""
    for one in group.commitments:
        if one.remind:
            yield Reminder(f"remind:{one.id}", one.by, one.remind, one.remind + CUE)
        if one.due:
            yield from _of(one, one.due, group.zone_of(one.by))


@once_of_many
def _of(one: Commitment, due: date, zone: str) -> tuple[Reminder, ...]:
    return tuple(_by_day(one, due, zone))


def _by_day(one: Commitment, due: date, zone: str) -> Iterator[Reminder]:
    before, end = _wall(due - DAY, NINE, zone), _wall(due + DAY, time(), zone)
    if not one.history or one.history[-1].on < due - DAY:
        yield Reminder(f"report:{one.id}", one.by, before, end, one.made, before + COMPANY)
    if one.made and end - one.made >= SHORT and not one.tapped and not one.history:
        half = one.made + (end - one.made) / 2
        yield Reminder(f"track:{one.id}", one.by, half, before, one.made, half + COMPANY)


@lru_cache(maxsize=4096)
def _wall(day: date, at: time, zone: str) -> datetime:
    return instant(datetime.combine(day, at), zone)
