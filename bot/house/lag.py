"""How late the loop is at what it has to do: whatever holds it up holds everybody up."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

EVERY = 0.1  # seconds between two looks


@asynccontextmanager
async def looked_at(lagged: Callable[[float], None]) -> AsyncIterator[None]:
    """Tell by how many seconds the loop is late, ten times a second."""
    looking = asyncio.create_task(_look(lagged), name="the loop's lag")
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])


async def _look(lagged: Callable[[float], None]) -> None:
    """At fixed times: a stop of a second is ten looks that were late, and not one."""
    time = asyncio.get_running_loop().time
    due = time() + EVERY
    while True:
        await asyncio.sleep(due - time())
        while due <= (now := time()):
            lagged(now - due)
            due += EVERY
