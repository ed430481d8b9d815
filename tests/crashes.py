"""Crashes: points that are numbered, a fate that ends the process at some, and stores that have
them."""

import asyncio
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.shell import Faulty

STATEMENTS = ("run", "run_all", "rows")


class Crash(BaseException):
    """The process ends here."""


@dataclass(slots=True)
class Fate:
    """Ends the process at the points of these numbers, counted from 0 through all its lives.
    `struck` are the names of those at which it did, `late` says that things happen later for it.
    """

    deadly: Collection[int] = ()
    points: int = 0
    dead: bool = False
    late: bool = False
    struck: list[str] = field(default_factory=list)

    def __call__(self, point: str) -> None:
        if not self.dead:
            self.dead = self.breaks(point, late=False)
        if self.dead:  # and stays so: nothing in this life gets any further
            raise Crash(point)

    def breaks(self, point: str, *, late: bool = True) -> bool:
        """A point at which something breaks and the process lives on: whether it does."""
        if self.dead:
            raise Crash(point)
        strikes = self.points in self.deadly
        self.points += 1
        if strikes:
            self.struck.append(point)
            self.late = self.late or late
        return strikes


class Numbered(Faulty):
    """A store with a point before the beginning of a transaction, before each statement in it,
    before its commit and after it."""

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            tx._tx._wire = Watched(tx._tx._wire, self._at)
            yield tx._tx


class Watched:
    """The wire of its transaction."""

    def __init__(self, wire: Any, at: Callable[[str], None]) -> None:
        self._wire, self._at = wire, at

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._wire, name)
        if name not in STATEMENTS:
            return found

        def run(statement: Any, params: Any) -> Any:
            self._at(f"a statement of {sys._getframe(1).f_code.co_name}")
            return found(statement, params)

        return run


async def swept() -> None:
    """What a process had begun ends with it."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
