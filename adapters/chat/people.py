"""What a platform tells of people, asked once an hour for each; without an answer in time nothing
is known, and nothing waits for it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

from adapters.chat.meant import Name

HOUR = 3600.0  # seconds that an answer is good for
SHORTLY = 60.0  # seconds after which a question that failed is asked again
PATIENCE = 1.0  # seconds: what somebody did is to be acknowledged within three in all
MOST = 10_000  # people in memory
Who = tuple[str, str]  # a tenant and somebody's id there
T = TypeVar("T")


class Known(Generic[T]):
    """`ask` asks the platform: what somebody is called, and the rest of what it tells of them; None
    where it tells nothing."""

    def __init__(self, ask: Callable[[Who], Awaitable[tuple[str, T] | None]]) -> None:
        self._ask = ask
        self._until: dict[Who, float] = {}
        self._told: dict[Who, tuple[str, T]] = {}
        self._asked: dict[Who, asyncio.Task[None]] = {}

    async def about(self, who: Who) -> T | None:
        """The last that the platform told of somebody."""
        if self._until.get(who, 0.0) <= _time():
            task = self._asked.get(who)
            if task is None:
                task = self._asked[who] = asyncio.create_task(self._learn(who))
                task.add_done_callback(lambda _: self._asked.pop(who, None))
            await asyncio.wait((task,), timeout=PATIENCE)
        told = self._told.get(who)
        return told and told[1]

    async def names(self, tenant: str, ids: Iterable[str]) -> Name:
        """What these are called in a tenant."""
        wanted = {id for id in ids if (tenant, id) not in self._told}
        await asyncio.gather(*(self.about((tenant, id)) for id in wanted))
        return lambda id: self._told[tenant, id][0] if (tenant, id) in self._told else id

    async def close(self) -> None:
        """Wait for what was asked."""
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _learn(self, who: Who) -> None:
        told = await self._ask(who)
        if len(self._until) >= MOST:
            self._until.clear()
            self._told.clear()
        if told:
            self._told[who] = told
        self._until[who] = _time() + (HOUR if told else SHORTLY)


def _time() -> float:
    return asyncio.get_running_loop().time()
