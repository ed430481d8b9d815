"""A database that is taken down as rows and put back as it was, some thousand times."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from sqlalchemy import Connection, event, insert, select, text

from adapters.store import SqlStore, open_store
from adapters.store.engines import address, reading, writing
from adapters.store.tables import METADATA

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows of each table by its name; by "" the numbers that the database gives next."""
TABLES = METADATA.sorted_tables
NUMBERED = {"outbox": "id", "postings": "seq"}  # tables whose rows the database numbers


class Base:
    """One database, which several processes open, one after the other. Nothing is synced to a disk:
    processes end here, never the machine.
    """

    def __init__(self, url: str) -> None:
        open_store(url).close()
        place = address(url)
        self._is_sqlite = place.drivername == "sqlite"
        self._writer, self._reader = writing(place), reading(place)
        event.listen(self._writer, "connect", self._unsynced)

    def store(self) -> SqlStore:
        """The store, as a process has it that has just begun."""
        return SqlStore("the explorer's", self._reader, self._writer, ExitStack())

    def close(self) -> None:
        """The connections of a process end with it."""
        self._writer.dispose()
        self._reader.dispose()

    def rows(self) -> Rows:
        """Everything that is in it."""
        with self._reader.connect() as conn:
            found = {t.name: [*map(dict, conn.execute(select(t)).mappings())] for t in TABLES}
            return found | {"": self._numbers(conn)}

    def put(self, rows: Rows) -> None:
        """Make it what it was."""
        with self._writer.begin() as conn:
            for table in TABLES:
                conn.execute(table.delete())
                if rows[table.name]:
                    conn.execute(insert(table), [*rows[table.name]])
            self._count_on(conn, rows[""])

    def _numbers(self, conn: Connection) -> list[dict[str, Any]]:
        if self._is_sqlite:
            return [*map(dict, conn.execute(text("SELECT * FROM sqlite_sequence")).mappings())]
        last = "SELECT last_value, is_called FROM {}_{}_seq"
        return [
            {"name": f"{table}_{column}_seq"}
            | dict(conn.execute(text(last.format(table, column))).mappings().one())
            for table, column in NUMBERED.items()
        ]

    def _count_on(self, conn: Connection, numbers: Sequence[Mapping[str, Any]]) -> None:
        if self._is_sqlite:
            conn.execute(text("DELETE FROM sqlite_sequence"))
        sql = (
            "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"
            if self._is_sqlite
            else "SELECT setval(:name, :last_value, :is_called)"
        )
        for number in numbers:
            conn.execute(text(sql), dict(number))

    def _unsynced(self, connection: Any, _: object) -> None:
        if self._is_sqlite:
            connection.execute("PRAGMA synchronous=OFF")
        else:
            connection.execute("SET synchronous_commit = off")
            connection.commit()
