"""Addresses of databases, and the engines that write to and read from them."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from adapters.store.trouble import StoreTrouble

EXAMPLES = "sqlite:///mastermind.db or postgresql://user:password@host/database"
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
OWN_OPTIONS = ("connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval")
PATIENCE = "5"  # seconds to wait for a lock or for a connection
STILL = "3s"  # after which a process that stands still in a transaction loses it to those who wait


def address(text: str) -> URL:
    """The URL that a DATABASE_URL means; `StoreTrouble` if it can't be used."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreTrouble(
            f"DATABASE_URL can't be read because it is no address; write one like {EXAMPLES}."
        ) from None
    driver = DRIVERS.get(url.drivername)
    if driver is None:
        raise StoreTrouble(
            f"DATABASE_URL can't be used because Mastermind doesn't know {url.drivername!r} "
            f"databases; write one like {EXAMPLES}."
        )
    option = "timeout" if driver == "sqlite" else "connect_timeout"
    url = url.set(drivername=driver).update_query_dict({option: PATIENCE, **url.query})
    return _filed(url) if driver == "sqlite" else url


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database, else None."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def name_of(url: URL) -> str:
    """The database as people know it: its file, or its address without the password and options."""
    file = file_of(url)
    return str(file) if file else url.set(query={}).render_as_string(hide_password=True)


def asyncpg_address(url: URL) -> str:
    """The same database as asyncpg wants to hear it, without what only our own driver knows."""
    known = {name: value for name, value in url.query.items() if name not in OWN_OPTIONS}
    plain = url.set(drivername="postgresql", query=known)
    return plain.render_as_string(hide_password=False)


def writing(url: URL, lasting: bool = False) -> Engine:
    """An engine for transactions that write; a `lasting` one may think as long as it likes."""
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    else:
        event.listen(engine, "connect", _prepare_postgres)
    if engine.dialect.name != "sqlite" and not lasting:
        event.listen(engine, "connect", _hurry_postgres)
    return engine


def reading(url: URL) -> Engine:
    """An engine for single questions, which can't write and see what was committed when asked."""
    engine = _engine(url, isolation_level="AUTOCOMMIT")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _forbid_writing_sqlite)
    else:
        event.listen(engine, "connect", _forbid_writing_postgres)
    return engine


def _filed(url: URL) -> URL:
    if not url.database or url.database == ":memory:":
        raise StoreTrouble(
            "DATABASE_URL can't be used because it names no file to keep the groups in; "
            f"write one like {EXAMPLES}."
        )
    if unknown := set(url.query) - {"timeout"}:
        raise StoreTrouble(
            f"DATABASE_URL can't be used because SQLite has no option {min(unknown)!r}; "
            "leave out what follows the question mark."
        )
    folder = Path(url.database).absolute().parent
    if not folder.is_dir():
        raise StoreTrouble(
            f"The database {url.database} can't be opened because there is no folder {folder}; "
            "create the folder or choose another DATABASE_URL."
        )
    return url


def _engine(url: URL, **options: Any) -> Engine:
    if url.drivername != "sqlite":
        options["pool_pre_ping"] = True  # a restarted server costs no transaction
    try:
        # What SQLAlchemy says of an error would quote what was written.
        return create_engine(url, pool_timeout=int(PATIENCE), hide_parameters=True, **options)
    except ImportError as error:
        raise StoreTrouble(
            "PostgreSQL can't be used because the library psycopg is missing; "
            "install it with: pip install 'mastermind-bot[postgres]'"
        ) from error


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions begin too late, at the first write: we begin them ourselves.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.connection.driver_connection.execute("BEGIN IMMEDIATE")


def _forbid_writing_sqlite(connection: Any, _: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _prepare_postgres(connection: Any, _: object) -> None:
    _set(connection, f"lock_timeout = '{PATIENCE}s'")


def _hurry_postgres(connection: Any, _: object) -> None:
    _set(connection, f"idle_in_transaction_session_timeout = '{STILL}'")


def _forbid_writing_postgres(connection: Any, _: object) -> None:
    _set(connection, "default_transaction_read_only = on")


def _set(connection: Any, setting: str) -> None:
    """One setting of a psycopg connection for as long as it lives."""
    before, connection.autocommit = connection.autocommit, True
    connection.execute(f"SET {setting}")
    connection.autocommit = before
