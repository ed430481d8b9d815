"""One replica among many on one PostgreSQL: its name, its jobs, and its life."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from secrets import token_bytes
from uuid import UUID

from adapters.clock import SystemClock
from adapters.store.engines import address, asyncpg_address
from bot.house.wiring import House, Working
from scheduler.cluster import Cluster

Open = Callable[..., AbstractAsyncContextManager[House]]


@asynccontextmanager
async def replica(url: str, house: Open) -> AsyncIterator[tuple[House, Working]]:
    """A house that shares its database with others, and what rings and carries in it. Raises
    StoreTrouble.
    """
    name = UUID(bytes=token_bytes(16))  # new at each start: what the last one held is not ours
    jobs = Cluster(SystemClock(), asyncpg_address(address(url)), name)
    async with house(url, SystemClock(), jobs, replica=str(name)) as home:
        await jobs.prepare()
        yield home, _working(jobs, home)


@asynccontextmanager
async def _working(jobs: Cluster, home: House) -> AsyncIterator[None]:
    assert home.presence
    try:
        await jobs.start(home.engine, home.pump, home.presence)
        yield
    finally:
        await jobs.stop()
