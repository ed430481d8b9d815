"""What was decided about single dates (moved, skipped, extra, breaks), and what dates result."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from heapq import merge
from typing import Literal
from zoneinfo import ZoneInfo

from bot.rhythm.cadence import Cadence, dates, instant, slot, starts_at
from bot.values import dataclass, replace

HELD = 30  # meetings that took place and are remembered, for calendars
KEPT = timedelta(days=60)  # how long a decision about a past date is remembered, for calendars
Kind = Literal["", "moved", "extra", "skipped", "cancelled", "break"]


@dataclass(frozen=True, slots=True)
class Change:
    """What was decided about the meeting of one date. `on` is that date by the wall clock of the
    series' zone, which is what the meeting is known by, whatever the rule becomes.

    A moved or an extra one is on `day` at `at` in `zone`, and was if it is left out now; a kept one
    happens though there is a break. `rev` is the revision of the diary that brought it.
    """

    on: date
    kind: Literal["moved", "extra", "skipped", "cancelled", "kept"]
    day: date | None = None
    at: time | None = None
    zone: str = ""
    why: str = ""
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """Days without meetings, from `first` to `last`: a holiday, or a pause of the group."""

    first: date
    last: date
    name: str
    pause: bool = False
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A planned meeting that took place, as calendars have it: the date it is known by, when it was
    to begin (UTC) and for how many minutes, the zone it was set in, and its revision."""

    on: date
    at: datetime
    minutes: int
    zone: str
    rev: int


@dataclass(frozen=True, slots=True)
class Diary:
    """All that is decided about dates. `rev` grows with each decision, and `ruled` is the one at
    which the rule itself last changed: calendars number the versions of a meeting by them. `used`
    is the instant up to which the dates are used up, by meetings that began early or on time;
    `held` are the last of those, which no change of the rule changes any more."""

    changes: tuple[Change, ...] = ()
    breaks: tuple[Break, ...] = ()
    rev: int = 0
    ruled: int = 0
    used: datetime | None = None
    held: tuple[Held, ...] = ()

    def change(self, on: date) -> Change | None:
        """What was decided about a date."""
        return next((change for change in self.changes if change.on == on), None)

    def broken(self, day: date) -> Break | None:
        """The break that a day falls into."""
        return next((b for b in self.breaks if b.first <= day <= b.last), None)


EMPTY = Diary()


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """A date as it stands: when it begins (UTC), the date it is known by, and what became of it."""

    at: datetime
    on: date
    kind: Kind = ""
    why: str = ""
    rev: int = 0

    @property
    def meets(self) -> bool:
        """Whether there is a meeting."""
        return self.kind in ("", "moved", "extra")


def coming(cadence: Cadence | None, diary: Diary, after: datetime) -> Iterator[Planned]:
    """The dates after an instant in their order, those that are left out among them."""
    single = sorted(_single(cadence, diary))
    return merge((p for p in single if p.at > after), _series(cadence, diary, after))


def following(cadence: Cadence | None, diary: Diary, after: datetime) -> Planned | None:
    """The next meeting after an instant."""
    return next((planned for planned in coming(cadence, diary, after) if planned.meets), None)


def wall(cadence: Cadence | None, diary: Diary, on: date) -> tuple[date, time, str] | None:
    """Day, time and zone for which the meeting of a date is set, before any clock change; None
    where there is no such date."""
    change = diary.change(on)
    if change and change.day and change.at:
        return change.day, change.at, change.zone
    return (on, slot(cadence, on), cadence.zone) if cadence else None


def belongs(cadence: Cadence | None, on: date) -> bool:
    """Whether a date is one of the rule's."""
    return cadence is not None and next(dates(cadence, on), None) == on


def decided(diary: Diary, change: Change) -> Diary:
    """The diary with a decision about one date in place of any earlier one about it."""
    rest = tuple(c for c in diary.changes if c.on != change.on)
    changes = (*rest, replace(change, rev=diary.rev + 1))
    return replace(diary, changes=changes, rev=diary.rev + 1)


def ruled(diary: Diary) -> Diary:
    """The diary as the rule, or what holds for many dates, changes."""
    return replace(diary, rev=diary.rev + 1, ruled=diary.rev + 1)


def kept(diary: Diary, today: date) -> Diary:
    """The diary without what is long past."""
    if not (diary.changes or diary.breaks):
        return diary
    since = today - KEPT
    changes = tuple(c for c in diary.changes if max(c.on, c.day or c.on) >= since)
    breaks = tuple(b for b in diary.breaks if b.last >= since)
    return replace(diary, changes=changes, breaks=breaks)


def _series(cadence: Cadence | None, diary: Diary, after: datetime) -> Iterator[Planned]:
    """The dates of the rule that are where it has them, whether there is a meeting or not."""
    if cadence is None:
        return
    for on in dates(cadence, after.astimezone(ZoneInfo(cadence.zone)).date() - timedelta(days=1)):
        change = diary.change(on)
        if (change and change.kind in ("moved", "extra")) or (
            at := starts_at(cadence, on)
        ) <= after:
            continue
        gap = diary.broken(on)
        if change and change.kind != "kept":
            yield Planned(at, on, change.kind, change.why, max(diary.ruled, change.rev))
        elif gap and not change:
            yield Planned(at, on, "break", gap.name, max(diary.ruled, gap.rev))
        else:
            yield Planned(at, on, "", "", max(diary.ruled, change.rev if change else 0))


def _single(cadence: Cadence | None, diary: Diary) -> Iterator[Planned]:
    """The meetings that are elsewhere than the rule has them, and those that are none of its."""
    for change in diary.changes:
        if change.day is None or change.at is None or change.kind == "kept":
            continue
        if change.kind != "extra" and (change.kind == "moved") != belongs(cadence, change.on):
            continue  # the rule has no such date any more, or it is told where the rule has it
        at = instant(datetime.combine(change.day, change.at), change.zone)
        yield Planned(at, change.on, change.kind, change.why, max(diary.ruled, change.rev))
