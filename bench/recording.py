"""Writes down every statement that the store makes, so that others can make the same ones."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import Any

from sqlalchemy import event
from sqlalchemy.sql import ClauseElement

from adapters.store.engines import address, reading, writing
from adapters.store.reader import SqlReader
from adapters.store.tx import SqlTx
from adapters.store.wire import Params, Replacing, Wire


@dataclass(frozen=True, slots=True)
class Made:
    """One statement that was made, for one row or for many; `reads` says that it answered."""

    statement: ClauseElement | Replacing
    rows: Sequence[Params]
    reads: bool = False


Log = list[list[Made]]
"""The statements of each transaction."""


class RecordingWire(Wire):
    """A wire that writes down what runs over it."""

    def __init__(self, conn: Any, made: list[Made]) -> None:
        super().__init__(conn)
        self._made = made

    def run(self, statement: ClauseElement | Replacing, params: Params) -> None:
        self._made.append(Made(statement, [params]))
        super().run(statement, params)

    def run_all(self, statement: ClauseElement | Replacing, rows: Sequence[Params]) -> None:
        if rows:
            self._made.append(Made(statement, rows))
        super().run_all(statement, rows)

    def rows(self, statement: ClauseElement, params: Params) -> list[tuple[Any, ...]]:
        self._made.append(Made(statement, [params], reads=True))
        return super().rows(statement, params)


def grouped(alone: Log, like: Log) -> Log:
    """Transactions of one event each as larger ones, with as many events as those that they are to
    be like.
    """
    size = ceil(len(alone) / len(like))
    parts = (alone[first : first + size] for first in range(0, len(alone), size))
    return [list(chain.from_iterable(part)) for part in parts]


class RecordingStore:
    """`ports.Store` at a DATABASE_URL, with a log of its transactions."""

    def __init__(self, url: str) -> None:
        self.log: Log = []
        self.reader = SqlReader(reading(address(url)), url)
        self._engine = writing(address(url))
        event.listen(self._engine, "connect", _hurry)

    @contextmanager
    def transaction(self) -> Iterator[SqlTx]:
        made: list[Made] = []
        with self._engine.begin() as conn:
            yield SqlTx(RecordingWire(conn, made))
        self.log.append(made)

    def close(self) -> None:
        self._engine.dispose()


def _hurry(connection: Any, _: object) -> None:
    """Nobody measures this one, so it need not wait for the disk."""
    connection.execute("PRAGMA synchronous=OFF")
