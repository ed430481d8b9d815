"""What processes own between them, each for a while: their own lives, and shards.

All instants are those of one clock, the database's, so that two computers need not agree on the
time. The writer's thread has no part in it: a long transaction must not make a process look dead.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    Connection,
    Engine,
    bindparam,
    case,
    delete,
    select,
    text,
    update,
)

from adapters.store.codec import instant, stamp
from adapters.store.tables import leases, outbox
from adapters.store.trouble import explained
from adapters.store.wire import DIALECTS

Ask = Callable[[Connection], datetime]
LONG_AGO = stamp(datetime(1970, 1, 1, tzinfo=UTC))

_NAME = leases.c.name == bindparam("of_name")
_OWNED = (_NAME, leases.c.owner == bindparam("of_owner"))
GIVE = update(leases).where(*_OWNED).values(until=LONG_AGO)
HOLDS = select(leases.c.until).where(*_OWNED, leases.c.token == bindparam("of_token"))
LAPSED = (
    select(leases.c.name, leases.c.owner)
    .where(leases.c.name.startswith(bindparam("begin")))
    .where(leases.c.until <= bindparam("now"))
    .order_by(leases.c.name)
)
STRIKE = delete(leases).where(*_OWNED, leases.c.until <= bindparam("now")).returning(leases.c.name)
_HELD = outbox.c.owner == bindparam("of_owner")
HELD = select(outbox.c.lane).where(_HELD).distinct().order_by(outbox.c.lane)
FREE = update(outbox).where(_HELD).values(owner=None, lease_until=None)
POSTGRES_NOW = text("SELECT clock_timestamp()")


def postgres_now(conn: Connection) -> datetime:
    """This instant, by the clock of PostgreSQL."""
    now: datetime = conn.scalar(POSTGRES_NOW)
    return now.astimezone(UTC)


class SqlLeases:
    """`bot.leases.Leases`; `name` is the database, as people know it."""

    def __init__(self, engine: Engine, name: str, now: Ask) -> None:
        self._engine, self._name, self._now = engine, name, now

    def take(self, name: str, owner: str, seconds: float) -> int | None:
        """Take or renew a lease; see `bot.leases.Leases.take`."""
        with self._open() as (conn, now):
            until = now + timedelta(seconds=seconds)
            into = DIALECTS[conn.dialect.name].insert(leases)
            fresh = into.values(name=name, owner=owner, token=1, until=stamp(until))
            another = case((leases.c.owner == fresh.excluded.owner, 0), else_=1)
            statement = fresh.on_conflict_do_update(
                index_elements=["name"],
                set_={
                    "owner": fresh.excluded.owner,
                    "until": fresh.excluded.until,
                    "token": leases.c.token + another,
                },
                where=(leases.c.owner == fresh.excluded.owner) | (leases.c.until <= stamp(now)),
            ).returning(leases.c.token)
            token: int | None = conn.scalar(statement)
            return token

    def give(self, name: str, owner: str) -> None:
        """Give a lease back before its time. The row stays, so that its token goes on growing."""
        with self._open() as (conn, _):
            conn.execute(GIVE, {"of_name": name, "of_owner": owner})

    def holds(self, name: str, owner: str, token: int) -> bool:
        """Whether this is the owner, by this token, and in time."""
        asked = {"of_name": name, "of_owner": owner, "of_token": token}
        with self._open() as (conn, now):
            until: str | None = conn.scalar(HOLDS, asked)
        return until is not None and instant(until) > now

    def lapsed(self, prefix: str) -> Sequence[tuple[str, str]]:
        """(name, owner) of the leases of such names that nobody renewed in time."""
        with self._open() as (conn, now):
            rows = conn.execute(LAPSED, {"begin": prefix, "now": stamp(now)}).all()
        return tuple((row.name, row.owner) for row in rows)

    def bury(self, name: str, owner: str) -> Sequence[str] | None:
        """Strike out a lapsed lease, and free its owner's lanes; see `bot.leases.Leases.bury`."""
        whose = {"of_name": name, "of_owner": owner}
        with self._open() as (conn, now):
            if conn.scalar(STRIKE, whose | {"now": stamp(now)}) is None:
                return None
            lanes: Sequence[str] = conn.scalars(HELD, {"of_owner": owner}).all()
            conn.execute(FREE, {"of_owner": owner})
            return tuple(lanes)

    @contextmanager
    def _open(self) -> Iterator[tuple[Connection, datetime]]:
        with explained(self._name), self._engine.begin() as conn:
            yield conn, self._now(conn)
