"""Three ways to make the same events durable in groups; each returns the seconds it took."""

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from itertools import chain
from time import perf_counter
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.sql.dml import Insert

from adapters.clock import HandClock
from adapters.store import open_store
from adapters.store.engines import address, writing
from adapters.store.tables import journal, memberships, states
from adapters.store.tx import LOAD, MEMBERS, SEEN
from adapters.store.wire import DIALECTS, Params, Replacing
from bench.meetings import START
from bench.recording import Log, Made
from bot.engine import Engine
from bot.events import Event
from bot.jobs import Jobs
from bot.ports import Store
from scheduler.hand import NoJobs

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
LISTS = ("events", "ids", "groups")  # the parameters that the store hands over as JSON


def among(column: Any, name: str, *what: Any) -> Any:
    """A query for the rows in which a column is one of a list."""
    return select(*what).where(column.in_(bindparam(name, expanding=True)))


CORE: dict[Any, Any] = {
    SEEN: among(journal.c.event_id, "events", journal.c.event_id),
    LOAD: among(states.c.id, "ids", states.c.id, states.c.doc).order_by(states.c.id),
    MEMBERS: among(memberships.c.group_id, "groups", memberships.c.group_id, memberships.c.person),
}


def by_engine(url: str, events: Sequence[Sequence[Event]]) -> float:
    """The bot's own engine and store, with one event of each group on its way at any time."""
    with open_store(url) as store:
        return handled(store, events)


def handled(store: Store, events: Sequence[Sequence[Event]], jobs: Jobs | None = None) -> float:
    """The seconds that an engine takes for these events of each group."""
    engine = Engine(store, HandClock(START), jobs or NoJobs())
    engine.start()
    try:
        begun = perf_counter()
        asyncio.run(_all(engine, events))
        return perf_counter() - begun
    finally:
        engine.stop()


def handled_alone(store: Store, events: Sequence[Sequence[Event]]) -> None:
    """The same events, each in a transaction of its own."""
    engine = Engine(store, HandClock(START), NoJobs())
    engine.start()
    for event in chain.from_iterable(zip(*events, strict=True)):
        engine.submit(event).result()
    engine.stop()


def by_sqlite3(file: str, log: Log) -> float:
    """The same SQL by the driver alone, in the same transactions."""
    plan = [[(_sql(made), made) for made in transaction] for transaction in log]
    conn = sqlite3.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        conn.execute(f"PRAGMA {pragma}")
    begun = perf_counter()
    for transaction in plan:
        conn.execute("BEGIN IMMEDIATE")
        for sql, made in transaction:
            if made.reads:
                conn.execute(sql, made.rows[0]).fetchall()
            else:
                conn.executemany(sql, made.rows)
        conn.execute("COMMIT")
    spent = perf_counter() - begun
    conn.close()
    return spent


def by_core(url: str, log: Log) -> float:
    """The same rows by SQLAlchemy Core, as its manual has it, in these transactions."""
    plan = [[(_core(made), _params(made)) for made in transaction] for transaction in log]
    engine = writing(address(url))
    engine.connect().close()
    begun = perf_counter()
    for transaction in plan:
        with engine.begin() as conn:
            for statement, params in transaction:
                result = conn.execute(statement, params)
                if result.returns_rows:
                    result.all()
    spent = perf_counter() - begun
    engine.dispose()
    return spent


def lists(params: Params) -> dict[str, Any]:
    """The parameters of a query with each list as a list."""
    return {k: json.loads(str(v)) if k in LISTS else v for k, v in params.items()}


async def _all(engine: Engine, events: Sequence[Sequence[Event]]) -> None:
    await asyncio.gather(*(_in_order(engine, own) for own in events))


async def _in_order(engine: Engine, events: Sequence[Event]) -> None:
    for event in events:
        if await engine.handle(event) is None:
            raise AssertionError(f"{event.id} was not acted on")


def _sql(made: Made) -> str:
    dialect = DIALECTS["sqlite"]
    if isinstance(made.statement, Replacing):
        return str(made.statement.statement(dialect).compile(dialect=dialect.writer))
    return str(made.statement.compile(dialect=dialect.writer))


def _core(made: Made) -> Any:
    if isinstance(made.statement, Replacing):
        return made.statement.statement(DIALECTS["sqlite"])
    if isinstance(made.statement, Insert):
        return insert(made.statement.table)
    return CORE.get(made.statement, made.statement)


def _params(made: Made) -> Any:
    if made.reads:
        return lists(made.rows[0])
    return made.rows if len(made.rows) > 1 else made.rows[0]
