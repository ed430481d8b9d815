"""Everything from a SQLite file into an empty PostgreSQL database, in one transaction."""

from collections.abc import Mapping
from contextlib import ExitStack

from sqlalchemy import Connection, Table, func, insert, select, text

from adapters.store.engines import address, file_of, name_of, reading, writing
from adapters.store.store import open_store
from adapters.store.tables import METADATA, leases
from adapters.store.trouble import StoreTrouble, explained

CHUNK = 1000  # rows on their way at a time
TABLES = [table for table in METADATA.sorted_tables if table is not leases]  # who lives is no past
NUMBERED = {"outbox": "id", "postings": "seq"}


def copy(source: str, target: str) -> Mapping[str, int]:
    """Copy all rows; returns how many there were of each table, counted in the target. Raises
    StoreTrouble, and then the target has nothing of it.
    """
    here, there = address(source), address(target)
    if file_of(here) is None or file_of(there) is not None:
        raise StoreTrouble("`db copy` takes a SQLite address first, then a PostgreSQL address.")
    with ExitStack() as opening:
        file = file_of(here)
        if file is None or not file.exists():
            raise StoreTrouble(f"There is no database {file} to copy; correct the first address.")
        opening.enter_context(open_store(source))  # which keeps a bot off the file
        opening.enter_context(open_store(target)).stand(together=False)
        old, new = reading(here), writing(there, lasting=True)
        opening.callback(old.dispose)
        opening.callback(new.dispose)
        with explained(name_of(there)), old.connect() as origin, new.begin() as into:
            return _copied(origin, into, name_of(there))


def _copied(origin: Connection, into: Connection, name: str) -> Mapping[str, int]:
    for table in TABLES:
        if into.scalar(select(func.count()).select_from(table)):
            raise StoreTrouble(
                f"{name} has something in it already ({table.name}); give an empty database."
            )
    for table in TABLES:
        rows = origin.execution_options(yield_per=CHUNK).execute(select(table)).mappings()
        for part in rows.partitions(CHUNK):
            into.execute(insert(table), [dict(row) for row in part])
    for table_name, column in NUMBERED.items():
        _go_on(origin, into, table_name, column)
    return {table.name: _counted(origin, into, table) for table in TABLES}


def _go_on(origin: Connection, into: Connection, table: str, column: str) -> None:
    """No number is given twice, not even that of a row which is gone: it is half of a token."""
    last = origin.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": table})
    if last:
        asked = {"t": table, "c": column, "last": last}
        into.execute(text("SELECT setval(pg_get_serial_sequence(:t, :c), :last)"), asked)


def _counted(origin: Connection, into: Connection, table: Table) -> int:
    asked = select(func.count()).select_from(table)
    was, found = origin.scalar(asked) or 0, into.scalar(asked) or 0
    if was != found:
        raise StoreTrouble(
            f"The copy failed because {table.name} has {was} rows in the file and {found} in the "
            "new database; nothing was kept. Is something else writing to one of them?"
        )
    return found
