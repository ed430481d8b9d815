"""What stands in for a platform, at work on a port here: in this loop, or in a thread."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from threading import Thread
from typing import TypeVar

from aiohttp import web

T = TypeVar("T")


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    """Where it listens, as "http://127.0.0.1:4711"; it is closed at the end."""
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextmanager
def beside(world: AbstractAsyncContextManager[T]) -> Iterator[T]:
    """It, in a thread of its own, for tests that wait for processes."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        thread = Thread(target=loop.run_forever)
        thread.start()
        try:
            yield asyncio.run_coroutine_threadsafe(world.__aenter__(), loop).result()
        finally:
            asyncio.run_coroutine_threadsafe(world.__aexit__(None, None, None), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
