"""The schema's version: looked at before anything is written, and brought up to date then."""

from pathlib import Path

from sqlalchemy import URL, column, inspect, select, table

from adapters.store.engines import name_of, reading, writing
from adapters.store.locks import Space, lock
from adapters.store.trouble import StoreTrouble, explained
from adapters.store.wire import Wire

FOLDER = Path(__file__).parent / "migrations"
MADE = table("alembic_version", column("version_num"))  # where Alembic notes what it did


def known() -> frozenset[str]:
    """The versions that this code knows, each of which follows from the one before."""
    files = (FOLDER / "versions").glob("rev_*.py")
    return frozenset(file.stem.removeprefix("rev_") for file in files)


def upgrade(url: URL) -> None:
    """Bring the schema up to date, in one transaction.

    Raises `StoreTrouble`, before anything was written, if the database is newer than this code.
    """
    if _is_current(url):
        return
    # A tenth of the time that a start takes, and of the memory, for what seldom has to be done.
    from adapters.store.migrate import migrate  # noqa: PLC0415

    engine = writing(url, lasting=True)
    try:
        with explained(name_of(url)), engine.begin() as conn:
            lock(Wire(conn), Space.SCHEMA, ["schema"])
            migrate(conn, FOLDER)
    finally:
        engine.dispose()


def check(url: URL) -> None:
    """Raise `StoreTrouble` unless the schema is just what this code expects; writes nothing."""
    if not _is_current(url):
        raise StoreTrouble(
            f"The database {name_of(url)} isn't set up for this version of Mastermind yet; "
            "start the bot once, which does it."
        )


def _is_current(url: URL) -> bool:
    engine = reading(url)
    try:
        with explained(name_of(url)), engine.connect() as conn:
            there = inspect(conn).has_table(MADE.name)
            made = set(conn.scalars(select(MADE.c.version_num))) if there else set()
    finally:
        engine.dispose()
    if made - known():
        raise StoreTrouble(
            f"The database {name_of(url)} was written by a newer version of Mastermind; "
            "update Mastermind or choose another DATABASE_URL."
        )
    return made == {max(known())}
