"""Many processes on one PostgreSQL: what rings, who carries, and who is in the way of whom."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text

from adapters.clock import SystemClock
from adapters.store import SqlStore, open_store
from adapters.store.engines import address, asyncpg_address
from adapters.store.trouble import StoreTrouble
from bot.engine import Engine, NotSaved
from bot.ports import Tx
from scheduler import presence as lives
from scheduler.cluster import Cluster
from scheduler.presence import Presence
from scheduler.pump import LEASE, Pump
from scheduler.queue import install
from scheduler.ring import tick
from tests.process import cli
from tests.shell import AT, GROUP, Faulty, Shelf, broken, group_of, one_step, plant, to_ann, typed

CLOCK = SystemClock()
JOBS = "SELECT entrypoint, status::text, convert_from(payload, 'UTF8') AS about FROM pgqueuer"
LONG = 600  # twentieths of a second; only a test that fails waits so long


def jobs(url: str) -> Sequence[tuple[str, str]]:
    """(work, about) of the jobs that wait or run."""
    engine = create_engine(address(url))
    with engine.connect() as conn:
        rows = sorted((r.entrypoint, r.about) for r in conn.execute(text(JOBS)))
    engine.dispose()
    return rows


@dataclass(slots=True)
class Replica:
    """One process's parts, in this one."""

    store: SqlStore
    cluster: Cluster
    engine: Engine
    pump: Pump
    presence: Presence
    name: str

    async def start(self) -> None:
        await self.cluster.start(self.engine, self.pump, self.presence)


@asynccontextmanager
async def replica(
    url: str, number: int, shelf: Shelf, fail: Callable[[str], None] = lambda _: None
) -> AsyncIterator[Replica]:
    """One that handles events, and works once it is started; `fail` may raise at any point of a
    transaction.
    """
    name = UUID(int=number)
    address_ = asyncpg_address(address(url))
    await install(address_)
    with open_store(url) as store:
        cluster = Cluster(CLOCK, address_, name)
        engine = Engine(Faulty(store, fail), CLOCK, cluster)
        presence = Presence(store.leases(), str(name), store.stand(together=True).stand)
        pump = Pump(engine, shelf, CLOCK, str(name), presence.alive)
        engine.start()
        try:
            yield Replica(store, cluster, engine, pump, presence, str(name))
        finally:
            await cluster.stop()
            await asyncio.to_thread(engine.stop)


async def until(true: Callable[[], bool]) -> None:
    """Wait until it is so."""
    for _ in range(LONG):
        if await asyncio.to_thread(true):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to be so")


def test_one_that_is_alone_keeps_all_others_out(postgres_url: str) -> None:
    with open_store(postgres_url) as first, open_store(postgres_url) as second:
        first.stand(together=False)
        with pytest.raises(StoreTrouble, match="in use by another Mastermind; stop that one, or"):
            second.stand(together=False)
        with pytest.raises(StoreTrouble, match="runs alone; stop it, and start it with --cluster"):
            second.stand(together=True)


def test_those_that_are_together_keep_only_one_out_that_is_alone(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as third:
        with open_store(postgres_url) as first, open_store(postgres_url) as second:
            first.stand(together=True)
            second.stand(together=True)
            with pytest.raises(StoreTrouble, match="in use by another Mastermind"):
                third.stand(together=False)
        third.stand(together=False)


def test_a_place_that_was_cut_off_is_taken_once_more(postgres_url: str) -> None:
    with open_store(postgres_url) as first, open_store(postgres_url) as second:
        place = first.stand(together=True)
        cut(postgres_url)
        place.stand()
        with pytest.raises(StoreTrouble, match="in use by another"):
            second.stand(together=False)


def cut(url: str) -> None:
    """Cut every connection to the database."""
    engine = create_engine(address(url))
    with engine.connect() as conn:
        conn.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def test_a_file_serves_no_cluster(sqlite_url: str, tmp_path: Path) -> None:
    ended = cli(tmp_path, "run", "--cluster", DATABASE_URL=sqlite_url, PORT="0")
    assert "--cluster can't be used because" in ended.sentence
    assert "is a SQLite file, which serves one process" in ended.sentence


async def test_jobs_are_put_in_with_the_event_or_not_at_all(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one:
        await one.engine.handle(typed("1", "ann", "join"))
        await one.engine.handle(typed("2", "ann", "schedule yes monday 18:00 Europe/Berlin"))
        due = one.store.reader.soonest()
        assert due
        before = jobs(postgres_url)
        assert ("carry", GROUP) in before
        assert ("wake", f"{due.isoformat()} {GROUP}") in before
        assert len(before) == len(set(before))  # each once, though two events asked for it
        with pytest.raises(NotSaved):
            await one.engine.call(_fail(one.cluster))
        assert jobs(postgres_url) == before


def _fail(cluster: Cluster) -> Callable[[Tx], None]:
    def call(tx: Tx) -> None:
        cluster.wake(tx, "local:main:other", AT)
        raise RuntimeError("on purpose")

    return call


async def test_an_alarm_rings_once_whoever_rings_it(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one, replica(postgres_url, 2, Shelf()) as two:
        soon = CLOCK.now() + timedelta(seconds=1)
        plant(one.store, one_step(GROUP, soon), soon)
        for each in (one, two):
            await each.engine.call(partial(_wish, each.cluster, soon))
            await each.start()
        await until(lambda: group_of(one.store).meeting is None)
        assert group_of(one.store).held == 1


def _wish(cluster: Cluster, at: datetime, tx: Tx) -> None:
    cluster.wake(tx, GROUP, at)


async def test_an_alarm_that_was_put_off_rings_for_nothing(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one:
        soon, later = CLOCK.now(), CLOCK.now() + timedelta(hours=1)
        plant(one.store, one_step(GROUP, later), later)
        await one.engine.call(lambda tx: one.cluster.wake(tx, GROUP, soon))
        await one.start()
        await until(lambda: jobs(postgres_url) == [])
        assert group_of(one.store).meeting


async def test_a_state_whose_tick_breaks_is_parked_and_holds_no_other_up(
    postgres_url: str,
) -> None:
    now = CLOCK.now()
    async with replica(postgres_url, 1, Shelf()) as one, replica(postgres_url, 2, Shelf()) as two:
        for group in (f"local:main:{n}" for n in range(5)):
            plant(one.store, broken(group, now), now)
        plant(one.store, one_step(GROUP, now), now)
        await one.start()
        await two.start()
        await until(lambda: len(one.store.reader.parked()) == 5)
        await until(lambda: one.store.reader.latest("meeting", GROUP) is not None)
        await until(lambda: not [job for job in jobs(postgres_url) if "main:lobby" not in job[1]])
        assert {kept.event for kept in one.store.reader.parked()} == {
            tick(f"local:main:{n}", now) for n in range(5)
        }
        assert one.store.reader.due(now + timedelta(days=30), 9) == ()


async def test_what_one_commits_another_carries_where_it_died(postgres_url: str) -> None:
    """The first never works itself: its jobs alone must do, whenever they come."""
    shelf = Shelf()
    async with replica(postgres_url, 1, Shelf()) as dead, replica(postgres_url, 2, shelf) as other:
        await other.start()
        people = [f"p{n}" for n in range(20)]
        for who in people:
            await dead.engine.handle(typed(who, who, "join"))
            await asyncio.sleep(0.1)
        await until(lambda: other.store.reader.lanes(CLOCK.now() + LEASE) == ())
        assert sum(title == "Welcome" for title in shelf.titles()) == len(people)


async def test_a_life_that_ends_hands_on_what_it_held(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "LIFE", 0.5)
    monkeypatch.setattr(lives, "BEAT", 0.1)
    shelf = Shelf()
    async with replica(postgres_url, 1, Shelf()) as dead, replica(postgres_url, 2, shelf) as other:
        await dead.engine.call(lambda tx: tx.post([to_ann("held")]))
        assert dead.store.leases().take(f"replica:{dead.name}", dead.name, 0.5)
        now = CLOCK.now()
        await dead.engine.call(lambda tx: tx.claim(GROUP, dead.name, now, now + LEASE))
        await other.start()
        await until(lambda: shelf.titles() == ["held"])


async def test_a_lane_that_a_job_could_not_carry_is_tried_again_by_whoever_holds_it(
    postgres_url: str,
) -> None:
    """Another one may come by the job when it is tried again, and finds the lane held."""
    left = ["sent"]

    def fail_once(point: str) -> None:
        if point in left:
            left.remove(point)
            forget_jobs(postgres_url)
            raise RuntimeError

    shelf = Shelf()
    async with (
        replica(postgres_url, 1, Shelf()) as dead,
        replica(postgres_url, 2, shelf, fail_once) as other,
    ):
        await other.start()
        await dead.engine.handle(typed("1", "ann", "join"))
        await until(lambda: not left)
        await until(lambda: other.store.reader.lanes(CLOCK.now() + LEASE) == ())
    assert shelf.titles() == ["Welcome"]
    assert len(shelf.asked) == 2


def forget_jobs(url: str) -> None:
    """All jobs, also those that run."""
    engine = create_engine(address(url))
    with engine.begin() as conn:
        conn.execute(text("DELETE FROM pgqueuer"))
    engine.dispose()
