"""The way of most bots: the same rows by SQLAlchemy's asynchronous ORM, a commit for each event."""

import asyncio
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from sqlalchemy import Table, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import registry
from sqlalchemy.sql.dml import Insert

from adapters.store.tables import journal, memberships, outbox, records, states
from adapters.store.tx import LOAD, MEMBERS, SEEN
from adapters.store.wire import Replacing
from bench.contenders import PRAGMAS, among, lists
from bench.recording import Log, Made

MAPPERS = registry()


def _mapped(table: Table) -> Any:
    cls = type(table.name, (), {})
    MAPPERS.map_imperatively(cls, table)
    return cls


ROWS: dict[Any, Any] = {t: _mapped(t) for t in (states, journal, outbox, records, memberships)}
QUERIES: dict[Any, Any] = {
    SEEN: among(journal.c.event_id, "events", ROWS[journal]),
    LOAD: among(states.c.id, "ids", ROWS[states]),
    MEMBERS: among(memberships.c.group_id, "groups", ROWS[memberships]),
}


def by_orm(url: str, log: Log) -> float:
    """The seconds that it took to make these transactions."""
    return asyncio.run(_made(url, log))


def connect(url: str) -> AsyncEngine:
    """An engine as bots have it. One connection: SQLite lets one write, and refuses the others."""
    engine = create_async_engine(
        url.replace("sqlite:", "sqlite+aiosqlite:"), pool_size=1, max_overflow=0
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


async def make(engine: AsyncEngine, transaction: Sequence[Made]) -> None:
    """One transaction, in a session of its own."""
    async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
        for made in transaction:
            await _make(session, made)


async def _made(url: str, log: Log) -> float:
    engine = connect(url)
    async with engine.connect():  # so that the first event need not wait for it
        begun = perf_counter()
    for transaction in log:
        await make(engine, transaction)
    spent = perf_counter() - begun
    await engine.dispose()
    return spent


async def _make(session: AsyncSession, made: Made) -> None:
    """One statement: objects are read, changed and added."""
    if made.reads:
        (await session.scalars(QUERIES[made.statement], lists(made.rows[0]))).all()
    elif isinstance(made.statement, Replacing):
        for row in made.rows:
            await session.merge(ROWS[made.statement.table](**row))
    elif isinstance(made.statement, Insert):
        session.add_all(ROWS[made.statement.table](**row) for row in made.rows)
    else:
        raise AssertionError(f"no meeting needs {made.statement}")


def _prepare(connection: Any, _: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
