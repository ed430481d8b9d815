"""The schema's version: looked at before anything is written, and brought up to date then."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection

from adapters.store.engines import name_of, reading, writing
from adapters.store.locks import Space, lock
from adapters.store.trouble import StoreTrouble, explained
from adapters.store.wire import Wire

FOLDER = Path(__file__).parent / "migrations"


def upgrade(url: URL) -> None:
    """Bring the schema up to date, in one transaction.

    Raises `StoreTrouble`, before anything was written, if the database is newer than this code.
    """
    if _is_current(url):
        return
    engine = writing(url)
    try:
        with explained(name_of(url)), engine.begin() as conn:
            lock(Wire(conn), Space.SCHEMA, ["schema"])
            command.upgrade(_config(conn), "head")
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
            heads = set(MigrationContext.configure(conn).get_current_heads())
    finally:
        engine.dispose()
    if heads - _known():
        raise StoreTrouble(
            f"The database {name_of(url)} was written by a newer version of Mastermind; "
            "update Mastermind or choose another DATABASE_URL."
        )
    return heads == set(_scripts().get_heads())


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _config(conn: Connection | None = None) -> Config:
    config = Config(attributes={"connection": conn})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
