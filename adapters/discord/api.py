"""Calls of Discord's REST API: each has an answer, and none raises.

They go through discord.py, which keeps to the rate limits of each route. A call of its is never
cancelled: one that sleeps through a global limit would block all others for ever.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route
from discord.webhook.async_ import async_context

from adapters.chat.pace import Pace
from adapters.discord.errors import Kind, kind_of

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds until the next try, where Discord names none
CLOUD = 60.0  # seconds after a refusal that came from before Discord
PER_SECOND = 25  # sends; Discord takes fifty of a bot
# Refusals in so many seconds after which we stop: at ten thousand Discord shuts out an address.
INVALID, WINDOW = 1000, 600.0
SESSION = "_HTTPClient__session"  # where discord.py itself takes it from, to answer
SENDS = ("POST", "PATCH", "PUT", "DELETE")


@dataclass(frozen=True, slots=True)
class Good:
    """Done; `data` is what Discord answered."""

    data: Any


@dataclass(frozen=True, slots=True)
class Bad:
    """Not done, or (of kind "unsure") nobody knows; `after` is in how many seconds to try again."""

    kind: Kind
    error: str
    after: float = PAUSE


class Api:
    """The REST API, through whatever client of discord.py is alive; `pace` is how many sends there
    may be in a second."""

    def __init__(self, http: Callable[[], HTTPClient], pace: float = PER_SECOND) -> None:
        self._http, self._pace = http, Pace(1 / pace)
        self._refused: deque[float] = deque()
        self._running: set[asyncio.Task[Good | Bad]] = set()

    async def call(self, method: str, path: str, body: object = None, **ids: str) -> Good | Bad:
        """Call `path`, in whose braces `ids` belong, with a body of JSON (None = none)."""
        if rest := self._broken():
            return _resting(rest)
        if method in SENDS:
            await self._pace.turn()
        more: dict[str, Any] = {} if body is None else {"json": body}
        return await self._kept(self._http().request(Route(method, path, **ids), **more))

    async def answer(
        self, method: str, path: str, body: dict[str, Any] | None, id: str, token: str
    ) -> Good | Bad:
        """Answer an interaction: no global limit is on that, and each has limits of its own, so
        that none waits for another."""
        if rest := self._broken():
            return _resting(rest)
        session = getattr(self._http(), SESSION)
        route = Route(method, path, webhook_id=id, webhook_token=token)
        return await self._kept(async_context.get().request(route, session, payload=body))

    async def close(self) -> None:
        """Wait for what is on its way."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _kept(self, call: Coroutine[Any, Any, Any]) -> Good | Bad:
        task = asyncio.create_task(self._asked(call))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _asked(self, call: Coroutine[Any, Any, Any]) -> Good | Bad:
        try:
            return Good(await call)
        except discord.RateLimited as error:
            return Bad("retry", "rate limited", error.retry_after)
        except discord.HTTPException as error:
            return self._failed(error)
        except aiohttp.ClientConnectorError:
            return Bad("retry", "no connection")  # nothing went out
        except (TimeoutError, aiohttp.ClientError, OSError):
            return Bad("unsure", "the connection broke")

    def _failed(self, error: discord.HTTPException) -> Bad:
        if error.status in (401, 403, 429):
            self._refused.append(perf_counter())
        after = CLOUD if error.status == 429 else PAUSE
        return Bad(kind_of(error.status, error.code), f"{error.status} {error.code}", after)

    def _broken(self) -> float:
        """The seconds for which nothing is sent; 0 where all is well."""
        now = perf_counter()
        while self._refused and self._refused[0] < now - WINDOW:
            self._refused.popleft()
        if len(self._refused) < INVALID:
            return 0.0
        log.error("Discord refused %s calls in ten minutes: nothing is sent", len(self._refused))
        return self._refused[0] + WINDOW - now


def _resting(seconds: float) -> Bad:
    return Bad("retry", "too many refusals", seconds)
