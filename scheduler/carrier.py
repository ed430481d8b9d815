"""Carries lanes side by side, one task a lane."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from scheduler.pump import Pump

log = logging.getLogger(__name__)
LAST = 15.0  # seconds that the end waits for a platform's answer; one call of it takes ten at most


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
        self.track(asyncio.create_task(self._carrying(lane), name=f"lane {lane}"))

    def failed(self) -> set[str]:
        """The lanes that could not be carried since this was asked last: they may be leased to us,
        so the store doesn't name them as ready.
        """
        failed, self._failed = self._failed, set()
        return failed

    async def carried(self, lane: str) -> None:
        """Carry a lane for whoever waits for it, and raise what keeps it from that. It may be ours
        nevertheless, so that no other process could carry it: then it is for us to try again.
        """
        try:
            await self._pump.carry(lane)
        except BaseException:
            self._failed.add(lane)
            raise

    def track(self, task: "asyncio.Task[Any] | None") -> None:
        """The end waits for this task too."""
        if task:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Begin with no other lane."""
        self._open = False

    async def end(self) -> None:
        """Wait for what is on its way to a room, but not for ever: what has no answer by then is
        sent again by whoever carries its lane next, as after a crash.
        """
        self.close()
        self._pump.close()
        time = asyncio.get_running_loop().time
        until = time() + LAST
        while self._tasks and time() < until:  # what ends may begin another look at the outbox
            await asyncio.wait(self._tasks, timeout=until - time())
        late = list(self._tasks)
        for task in late:
            log.warning("%s has no end, and is left to the next start", task.get_name())
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _carrying(self, lane: str) -> None:
        try:
            await self.carried(lane)
            self._after()
        except Exception:
            log.exception("lane %s could not be carried; the sweep tries again", lane)
        finally:
            again = self._busy.pop(lane)
        if again:
            self.carry(lane)
