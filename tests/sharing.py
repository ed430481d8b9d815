"""Replicas that share a PostgreSQL, all in this process, so that any may stop at any point."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import create_engine, text

from adapters.clock import SystemClock
from adapters.store import SqlStore, open_store
from adapters.store.engines import address, asyncpg_address
from bot.engine import Engine
from scheduler.cluster import Cluster
from scheduler.presence import Presence
from scheduler.pump import Pump
from scheduler.queue import install
from tests.shell import Faulty, Shelf

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


def run_sql(url: str, *statements: str) -> None:
    """Do this to the database, past the bot."""
    engine = create_engine(address(url))
    with engine.begin() as conn:
        for statement in statements:
            conn.execute(text(statement))
    engine.dispose()
