"""Carries lanes side by side, one task a lane."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from scheduler.pump import Pump

log = logging.getLogger(__name__)


class Carrier:
    """Tasks that carry lanes; `after` is called when one was carried."""

    def __init__(self, pump: Pump, after: Callable[[], None] = lambda: None) -> None:
        self._pump, self._after = pump, after
        self._busy: dict[str, bool] = {}
        self._failed: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._open = True

    def carry(self, lane: str) -> None:
        """A lane that got more while it was carried is carried once more."""
        if lane in self._busy:
            self._busy[lane] = True
            return
        if not self._open:
            return
        self._busy[lane] = False
        self.track(asyncio.create_task(self._carrying(lane)))

    def failed(self) -> set[str]:
        """The lanes that could not be carried since this was asked last: they may be leased to us,
        so the store doesn't name them as ready.
        """
        failed, self._failed = self._failed, set()
        return failed

    def track(self, task: "asyncio.Task[Any] | None") -> None:
        """The end waits for this task too."""
        if task:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Begin with no other lane."""
        self._open = False

    async def end(self) -> None:
        """Wait for what is being carried."""
        self.close()
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carrying(self, lane: str) -> None:
        try:
            await self._pump.carry(lane)
            self._after()
        except Exception:
            log.exception("lane %s could not be carried; the sweep tries again", lane)
            self._failed.add(lane)
        finally:
            again = self._busy.pop(lane)
        if again:
            self.carry(lane)
