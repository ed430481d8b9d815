"""Whether this process is alive to the others, and which of the others are not.

A process renews a lease on its own name every second. One that did not for a few seconds is dead or
frozen: another one strikes it out, and what it held is free. One that wakes up after that begins
nothing: by its own clock, which runs on while it is frozen, its time was over.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from bot.leases import Leases
from bot.trouble import Trouble

log = logging.getLogger(__name__)
T = TypeVar("T")
NAME = "replica:"
LIFE = 4.0  # seconds from a beat to the end
BEAT = 1.0  # seconds between two
Found = Callable[[str, Sequence[str]], Awaitable[None]]
# Where there is such a clock, one that runs on while the whole computer sleeps.
CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def ticking() -> float:
    """Seconds, by a clock that nobody sets."""
    return time.clock_gettime(CLOCK)


class Presence:
    """The life of one process. `standing` is called at each beat; it raises Trouble where another
    one that knows nothing of us works on the same database.
    """

    def __init__(self, leases: Leases, owner: str, standing: Callable[[], None]) -> None:
        self._leases, self._owner, self._standing = leases, owner, standing
        self._until = 0.0
        # A thread of its own: readers that wait in the others must not make us look dead.
        self._desk = ThreadPoolExecutor(1, "presence")
        self._beating: asyncio.Task[None] | None = None

    def alive(self) -> bool:
        """Whether the others can't have taken us for dead."""
        return ticking() < self._until

    async def start(self, found: Found) -> None:
        """Begin to beat. `found` gets the owner of each life that ended, and the lanes it held."""
        await self._beat()
        self._beating = asyncio.create_task(self._beats(found), name="presence")

    async def stop(self) -> None:
        """The last beat; others take over what is left at once."""
        if self._beating:
            self._beating.cancel()
            await asyncio.wait([self._beating])
        self._until = 0.0
        try:
            await self.ask(partial(self._leases.give, NAME + self._owner, self._owner))
        except Trouble as trouble:
            log.warning("presence is not given up, and ends by itself: %s", trouble)

    def close(self) -> None:
        """Nothing more is asked."""
        self._desk.shutdown()

    async def take(self, name: str, seconds: float) -> int | None:
        """Take or renew a lease in this process's name; see `bot.leases.Leases.take`."""
        return await self.ask(partial(self._leases.take, name, self._owner, seconds))

    async def give(self, name: str) -> None:
        """Give a lease back before its time."""
        await self.ask(partial(self._leases.give, name, self._owner))

    def clock(self) -> float:
        """Seconds, by a clock that runs on while the process is frozen."""
        return ticking()

    async def ask(self, question: Callable[[], T]) -> T:
        """Ask the leases, in the thread that is for them."""
        return await asyncio.get_running_loop().run_in_executor(self._desk, question)

    async def _beats(self, found: Found) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat()
                for name, owner in await self.ask(partial(self._leases.lapsed, NAME)):
                    await self._bury(name, owner, found)
            except Trouble as trouble:
                log.warning("no beat: %s", trouble)
            except Exception:
                log.exception("no beat")

    async def _beat(self) -> None:
        begun = ticking()
        await self.ask(self._standing)
        take: Callable[[], Any] = partial(self._leases.take, NAME + self._owner, self._owner, LIFE)
        if await self.ask(take) is not None:
            self._until = begun + LIFE

    async def _bury(self, name: str, owner: str, found: Found) -> None:
        if owner == self._owner:
            return
        lanes = await self.ask(partial(self._leases.bury, name, owner))
        if lanes is not None:
            level = logging.WARNING if lanes else logging.INFO
            log.log(level, "replica %s is gone; %s lanes are taken over", owner, len(lanes))
            await found(owner, lanes)
