"""PgQueuer as we use it: what is put in within a transaction, and the workers that take it out.

Read in its source (1.6): a dedupe key holds while a job waits and while it runs. What comes while a
job runs must not be lost in it, so a worker first takes the key off (`unkeyed`); and whoever finds
the key taken locks that row until their commit (`update_priority`), so that the worker waits for
what they write. What fails is tried again with growing pauses, and then held for somebody to look.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg
from pgqueuer import DatabaseRetryEntrypointExecutor, Job, Queries, QueueManager
from pgqueuer.db import AsyncpgDriver, AsyncpgPoolDriver, SyncDriver
from pgqueuer.queries import SyncQueries
from pgqueuer.types import QueueManagerId
from psycopg import RawCursor
from psycopg.rows import dict_row

log = logging.getLogger(__name__)
Work = Callable[[Job], Awaitable[None]]
# Longer than a loop ever stands still: a job that is taken from a living worker is only done twice.
# What a dead one had is given free as soon as it is found dead (`revive`).
HEARTBEAT = timedelta(seconds=30)
LOOK = timedelta(seconds=2)  # how long a job waits at most whose notice was lost
HEARD = timedelta(seconds=5)  # between two looks whether notices are heard, and for each
BATCH, MOST = 16, 64  # jobs that a worker takes at once, and has at once
KEPT = {"pgqueuer_log": "2 days", "pgqueuer_statistics": "30 days"}
AGAIN = 2.0  # seconds until workers that ended are started anew
INSTALLING = 7307  # names our lock while PgQueuer's tables are made
INDEX = (
    "CREATE INDEX IF NOT EXISTS ix_pgqueuer_execute_after ON pgqueuer (execute_after) "
    "WHERE status = 'queued'"
)
UNKEY = "UPDATE pgqueuer SET dedupe_key = NULL WHERE id = $1"
REVIVE = "UPDATE pgqueuer SET heartbeat = 'epoch' WHERE queue_manager_id = $1 AND status = 'picked'"


@dataclass(frozen=True, slots=True)
class Wish:
    """A job to be put in: which work, about what, after how long, and what makes it the same."""

    work: str
    about: str
    after: timedelta
    key: str


class Within(SyncDriver):
    """PgQueuer's driver over a connection in the middle of a transaction of ours."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        """Run a query in the transaction that is open."""
        cursor = RawCursor(self._connection, row_factory=dict_row)
        cursor.execute(query, args or None)
        return cursor.fetchall()


def put_within(connection: Any, wishes: Sequence[Wish]) -> None:
    """Put jobs in within the open transaction of a psycopg connection, each key once."""
    if wishes:
        SyncQueries(Within(connection)).enqueue(*_columns(wishes), on_conflict="update_priority")


def _columns(wishes: Sequence[Wish]) -> tuple[Any, ...]:
    """As `enqueue` wants them, in the order of their keys: of two transactions neither waits for
    the other in a circle."""
    ordered = sorted({wish.key: wish for wish in wishes}.values(), key=lambda wish: wish.key)
    return (
        [wish.work for wish in ordered],
        [wish.about.encode() for wish in ordered],
        [0] * len(ordered),
        [max(wish.after, timedelta(0)) for wish in ordered],
        [wish.key for wish in ordered],
    )


async def install(address: str) -> None:
    """Make PgQueuer's tables, or bring them up to date; any number of processes may ask."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute("SELECT pg_advisory_lock($1, 0)", INSTALLING)
        queries = Queries(AsyncpgDriver(connection))
        if await queries.schema_is_installed():
            await queries.upgrade()
        else:
            await queries.install()
        await connection.execute(INDEX)
    finally:
        await connection.close()  # the lock goes with it


class Queue:
    """The workers of one process. `owner` is who they are to PgQueuer."""

    def __init__(self, address: str, owner: UUID, works: Mapping[str, Work]) -> None:
        self._address, self._owner, self._works = address, QueueManagerId(owner), works
        self._pool: Any = None
        self._running: list[asyncio.Task[None]] = []
        self._managers: dict[str, QueueManager] = {}
        self._over = False

    async def start(self) -> None:
        """Begin to work."""
        self._pool = await asyncpg.create_pool(self._address, min_size=1, max_size=8)
        self._running = [
            asyncio.create_task(self._keep(name), name=f"worker {name}") for name in self._works
        ]

    async def stop(self) -> None:
        """Take no more jobs; those that were taken are finished."""
        self._over = True
        for manager in self._managers.values():
            manager.shutdown.set()
        if self._running:
            await asyncio.wait(self._running)
        if self._pool:
            await self._pool.close()

    async def put(self, *wishes: Wish) -> None:
        """Put jobs in, in a transaction of their own."""
        if wishes:
            queries = Queries(AsyncpgPoolDriver(self._pool))
            await queries.enqueue(*_columns(wishes), on_conflict="update_priority")

    async def unkeyed(self, job: Job) -> None:
        """Let the next one of this key come in; see above."""
        await self._pool.execute(UNKEY, job.id)

    async def revive(self, owner: UUID) -> None:
        """Give free what a dead process had taken."""
        await self._pool.execute(REVIVE, owner)

    async def prune(self) -> None:
        """Forget what was done long ago."""
        for table, age in KEPT.items():
            done = "AND aggregated" if table.endswith("log") else ""
            await self._pool.execute(
                f"DELETE FROM {table} WHERE created < now() - interval '{age}' {done}"
            )

    async def _keep(self, name: str) -> None:
        """Work until the end, whatever the database does meanwhile."""
        while not self._over:
            try:
                await self._work(name)
            except Exception as error:
                log.warning("worker %s begins anew after this: %s", name, type(error).__name__)
                await asyncio.sleep(AGAIN)

    async def _work(self, name: str) -> None:
        """One worker for each kind of work, so that slow rooms don't keep alarms from ringing."""
        manager = QueueManager(Queries(AsyncpgPoolDriver(self._pool)))
        manager.queue_manager_id = self._owner
        again = partial(
            DatabaseRetryEntrypointExecutor, max_attempts=8, max_delay=timedelta(minutes=1)
        )
        manager.entrypoint(name, on_failure="hold", executor_factory=again)(self._works[name])
        self._managers[name] = manager
        if self._over:
            return
        await self.revive(self._owner)  # what a worker before us took, and its connection broke
        watching = asyncio.create_task(_watch(manager), name=f"watch over {name}")
        try:
            await manager.run(
                dequeue_timeout=LOOK,
                batch_size=BATCH,
                max_concurrent_tasks=MOST,
                heartbeat_timeout=HEARTBEAT,
            )
        finally:
            watching.cancel()
            await asyncio.wait([watching])


async def _watch(manager: QueueManager) -> None:
    """End a worker that hears no notices any more: another one listens anew.

    PgQueuer's own probe is sent before it listens, and then fails (1.6).
    """
    while not manager.shutdown.is_set():
        await asyncio.sleep(HEARD.total_seconds())
        try:
            await manager.listener_healthy(timeout=HEARD)
        except Exception as error:
            log.warning("a worker hears no notices: %s", type(error).__name__)
            manager.shutdown.set()
