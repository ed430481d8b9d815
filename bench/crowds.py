"""What a crowd costs: groups that sleep while one is due, and meetings that begin in one minute."""

import asyncio
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import create_engine, insert

from adapters.clock import HandClock, SystemClock
from adapters.local.room import LocalRoom
from adapters.store import open_store
from adapters.store.codec import encode, stamp
from adapters.store.engines import address
from adapters.store.tables import memberships, owned, states
from bench import databases
from bench.asking import Sizes
from bench.measurement import Measurement, Row, at_most
from bot.decide import decide, wake_at
from bot.effects import Outcome
from bot.engine import Engine, Then
from bot.events import Actor, Command, Event, Tick, person_id
from bot.group import Group
from bot.jobs import Jobs
from bot.ports import Clock, Saved, Store
from bot.rhythm.planning import LATE
from scheduler.doorbell import Doorbell
from scheduler.hand import NoJobs
from scheduler.pump import Pump
from scheduler.ring import ring

FEW, RATIO = 1000, 1.5  # what a ring may cost beside many sleepers, as a multiple of beside a few
PEOPLE = ("U01", "U02", "U03", "U04")
ASLEEP = datetime(2090, 1, 1, tzinfo=UTC)
START = datetime(2026, 3, 2, 17, tzinfo=UTC)  # a Monday
CHUNK = 20_000  # rows on their way at a time


@dataclass(frozen=True, slots=True)
class Ring:
    """Milliseconds of a ring, the median: with nothing due, and with one group that is due."""

    idle: float
    due: float


@dataclass(frozen=True, slots=True)
class Rush:
    """Many meetings in one minute: seconds until the last was durable, and how late they were."""

    count: int
    seconds: float
    late: float
    latest: float  # the 99th percentile


def beside_sleepers(urls: tuple[str, str], many: int, rings: int) -> tuple[Ring, Ring]:
    """What a ring costs beside a few and beside many sleeping groups, by turns in one run."""
    lively = planned("slack:T0:lively", START)
    for url, count in zip(urls, (FEW, many), strict=True):
        fill(url, planned("slack:T0:C0", START), count, ASLEEP)
        with open_store(url) as store, store.transaction() as tx:
            tx.save([Saved(lively.id, lively, wake_at(lively), lively.ids)])
        on_postgres = not url.startswith("sqlite")
        for statement in ("VACUUM", "ANALYZE", *(("CHECKPOINT",) if on_postgres else ())):
            databases.run(address(url), statement)
    os.sync()  # what was just filled is not to be written out while it measures
    return asyncio.run(_by_turns(urls, rings))


async def _by_turns(urls: tuple[str, str], rings: int) -> tuple[Ring, Ring]:
    found: tuple[list[tuple[float, float]], ...] = ([], [])
    stores = [open_store(url) for url in urls]
    clocks = [HandClock(START) for _ in urls]
    engines = [Engine(s, c, NoJobs()) for s, c in zip(stores, clocks, strict=True)]
    for engine in engines:
        engine.start()
    turn = [*zip(engines, clocks, found, strict=True)]
    for _ in range(rings):
        turn.reverse()  # neither is always the second
        for engine, clock, spent in turn:
            idle = await _timed(engine, clock.now())
            soonest = engine.reader.soonest()
            assert soonest
            clock.set(soonest)
            spent.append((idle, await _timed(engine, soonest)))
    for engine, store in zip(engines, stores, strict=True):
        engine.stop()
        store.close()
    first, second = ([*zip(*spent, strict=True)] for spent in found)
    return Ring(*map(median, first)), Ring(*map(median, second))


async def _timed(engine: Engine, now: datetime) -> float:
    begun = perf_counter()
    await ring(engine, now)
    engine.reader.soonest()
    return (perf_counter() - begun) * 1000


# -- meetings in one minute ------------------------------------------------------------------------


class Watched(Engine):
    """An engine that notes at which instant each meeting that begins is durable."""

    def __init__(self, store: Store, clock: Clock, jobs: Jobs) -> None:
        super().__init__(store, clock, jobs)
        self.began: dict[str, datetime] = {}

    async def handle(self, event: Event, then: Then | None = None) -> Outcome[Any] | None:
        """As it does, and notes it."""
        outcome = await super().handle(event, then)
        state = outcome.state if outcome else None
        if isinstance(event, Tick) and isinstance(state, Group) and state.meeting:
            self.began.setdefault(event.state, self._clock.now())
        return outcome


def rush(url: str, count: int) -> Rush:
    """So many meetings that are planned for the same minute, rung by the doorbell as it runs, and
    carried to the room's wall meanwhile. How late they are counts from the first ring on.
    """
    start = SystemClock().now().replace(second=0, microsecond=0)
    fill(url, planned("local:main:C0", start), count, start)
    return asyncio.run(_rush(url, count))


async def _rush(url: str, count: int) -> Rush:
    clock = SystemClock()
    with open_store(url) as store:
        doorbell = Doorbell(clock)
        engine = Watched(store, clock, doorbell)
        engine.start()
        pump = Pump(engine, LocalRoom(engine, clock), clock, "bench")
        rung = clock.now()
        await doorbell.start(engine, pump)
        while len(engine.began) < count and clock.now() - rung < LATE:
            await asyncio.sleep(0.1)
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # it tells of all that it stops
        await doorbell.stop()
        engine.stop()
    late = sorted((at - rung).total_seconds() for at in engine.began.values())
    return Rush(len(late), late[-1], median(late), quantiles(late, n=100)[98])


# -- groups ----------------------------------------------------------------------------------------


def planned(id: str, start: datetime, people: Sequence[str] = PEOPLE) -> Group:
    """A group whose next meeting is at this instant, with all that comes before it told."""
    now, group = start - timedelta(days=1), Group(id)
    by = Actor(people[0], "UTC")
    for who in people:
        group = decide(group, Command(f"{who} joins", id, Actor(who, "UTC"), "join"), now).state
    words = f"yes {start:%A} {start:%H:%M} UTC"
    group = decide(group, Command("plans", id, by, "schedule", words), now).state
    while (at := wake_at(group)) and at < start:
        group = decide(group, Tick(f"{at}", id), at).state
    assert group.next_at == start == wake_at(group)
    return group


def fill(url: str, like: Group, count: int, wake: datetime) -> None:
    """Put so many groups into a new database, all like one and due at an instant."""
    open_store(url).close()
    doc, at = encode(like), stamp(wake)
    engine = create_engine(address(url))
    for first in range(0, count, CHUNK):
        ids = [f"{like.id}{n:07}" for n in range(first, min(first + CHUNK, count))]
        rows = [
            owned(id)
            | {
                "id": id,
                "kind": "group",
                "wake_at": at,
                "doc": doc.replace(f'"{like.id}"', f'"{id}"'),
            }
            for id in ids
        ]
        people = [
            owned(id) | {"person": person_id(id, who), "group_id": id}
            for id in ids
            for who in PEOPLE
        ]
        with engine.begin() as conn:
            conn.execute(insert(states), rows)
            conn.execute(insert(memberships), people)
    engine.dispose()


# -- both ------------------------------------------------------------------------------------------


def _measured(sizes: Sizes) -> Iterator[Row]:
    with databases.databases(3) as found:
        for name, (few, many, last) in found.items():
            small, large = beside_sleepers((few, many), sizes["sleepers"], sizes["rings"])
            for what, one, other in (
                ("an idle ring", small.idle, large.idle),
                ("one group due", small.due, large.due),
            ):
                yield Row(f"{name}: {what}, beside few", one, "ms")
                yield Row(f"{name}: {what}, beside many", other, "ms")
                yield at_most(f"{name}: {what}, many to few", other / one, RATIO)
            began = rush(last, sizes["meetings"])
            yield Row(f"{name}: meetings that began", began.count)
            yield Row(f"{name}: all had begun after", began.seconds, "s")
            yield Row(f"{name}: late by, the median", began.late, "s")
            yield Row(f"{name}: late by, 99 of 100", began.latest, "s")


CROWDS = Measurement(
    "crowds",
    f"a ring beside {FEW:,} and beside a million groups that sleep; a minute in which thousands of "
    "meetings begin",
    {"sleepers": 1_000_000, "rings": 100, "meetings": 10_000},
    {"sleepers": 2000, "rings": 5, "meetings": 20},
    _measured,
)
