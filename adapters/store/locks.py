"""Locks by name for PostgreSQL; SQLite has one writer at a time and needs none.

A row that doesn't exist yet can't be locked, hence names. Names that share a hash wait for each
other now and then, which costs time and nothing else.
"""

from collections.abc import Sequence
from enum import IntEnum

from sqlalchemy import text

from adapters.store.wire import Wire


class Space(IntEnum):
    """What is locked; the numbers keep our locks apart in the database."""

    STATES = 7301
    LANES = 7302
    WALL = 7303
    SCHEMA = 7304
    INSTALLATIONS = 7305
    STANDING = 7306  # kept for as long as a process runs, not for a transaction


# In the order of the hashes, so that two transactions never wait for each other in a circle.
LOCK = text(
    "SELECT pg_advisory_xact_lock(:space, hash) FROM (SELECT DISTINCT hashtext(name) AS hash "
    "FROM unnest(CAST(:names AS text[])) AS name ORDER BY hash) AS hashes"
)
TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:space, hashtext(:name))")


def lock(wire: Wire, space: Space, names: Sequence[str]) -> None:
    """Wait until these names are ours, up to the end of the transaction."""
    if wire.is_postgres:
        wire.run(LOCK, {"space": int(space), "names": list(names)})


def try_lock(wire: Wire, space: Space, name: str) -> bool:
    """Take a name up to the end of the transaction, or say that another has it."""
    if not wire.is_postgres:
        return True
    ((taken,),) = wire.rows(TRY_LOCK, {"space": int(space), "name": name})
    return bool(taken)
