"""Calls of Discord's REST API: each has an answer, and none raises.

They go through discord.py, which keeps to the rate limits of each route. A call of its is never
cancelled: one that sleeps through a global limit would block all others for ever.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route
from discord.webhook.async_ import async_context

from adapters.chat.pace import Pace
from adapters.discord.errors import Kind, kind_of
from adapters.discord.gate import CLOUD, Gate
from bot.ports import Clock

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds until the next try, where Discord names none
PER_SECOND = 25  # sends; Discord takes fifty of a bot
TIMEOUT = 20.0  # seconds until an answer of Discord's has come, or never will
PATIENCE = 60.0  # seconds for all tries of discord.py's: longer than it may sleep, below any lease
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


class Once:
    """Ends a call that discord.py tries again: before each try it winds the call's files back, and
    this stands among them."""

    def reset(self, *, seek: int) -> None:
        """Before a try; `seek` counts those before it."""
        if seek:
            raise aiohttp.ClientError("tried before")


class Api:
    """The REST API, through the client of discord.py that is alive (`http` gives None for none);
    `pace` is how many sends there may be in a second. `gate` has to watch each client.
    """

    def __init__(
        self,
        http: Callable[[], HTTPClient | None],
        clock: Clock,
        pace: float = PER_SECOND,
        patience: float = PATIENCE,
    ) -> None:
        self._http, self._pace, self._patience = http, Pace(1 / pace), patience
        self.gate = Gate(clock)
        self._running: set[asyncio.Task[Good | Bad]] = set()

    async def call(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, str] | None = None,
        *,
        once: bool = False,
        **ids: str,
    ) -> Good | Bad:
        """Call `path`, in whose braces `ids` belong, with a body of JSON (None = none). `once` is
        for what Discord would do a second time: it is not tried again by itself."""
        if method in SENDS:
            await self._pace.turn()
        if isinstance(http := self._open(self.gate.rest()), Bad):
            return http
        more: dict[str, Any] = {"timeout": aiohttp.ClientTimeout(TIMEOUT)}
        more |= {"json": body} if body is not None else {}
        more |= {"params": query} if query else {}
        more |= {"files": (Once(),)} if once else {}
        return await self._kept(http.request(Route(method, path, **ids), **more))

    async def answer(
        self, method: str, path: str, body: dict[str, Any] | None, id: str, token: str
    ) -> Good | Bad:
        """Answer an interaction: no global limit is on that, and each has limits of its own, so
        that none waits for another."""
        if isinstance(http := self._open(self.gate.rest(answer=True)), Bad):
            return http
        session = getattr(http, SESSION)
        route = Route(method, path, webhook_id=id, webhook_token=token)
        return await self._kept(async_context.get().request(route, session, payload=body))

    async def close(self) -> None:
        """Wait for what is on its way."""
        await asyncio.gather(*self._running, return_exceptions=True)

    def _open(self, rest: float) -> HTTPClient | Bad:
        if rest:
            return Bad("retry", "nothing is sent for a while", rest)
        return self._http() or Bad("retry", "between two clients")

    async def _kept(self, call: Coroutine[Any, Any, Any]) -> Good | Bad:
        task = asyncio.create_task(self._asked(call))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait([task], timeout=self._patience)  # which cancels nothing
        return task.result() if done else Bad("unsure", "no answer yet")

    async def _asked(self, call: Coroutine[Any, Any, Any]) -> Good | Bad:
        try:
            return Good(await call)
        except discord.RateLimited as error:
            return Bad("retry", "rate limited", error.retry_after)
        except discord.HTTPException as error:
            return _failed(error)
        except aiohttp.ClientConnectorError:
            return Bad("retry", "no connection")  # nothing went out
        except (TimeoutError, aiohttp.ClientError, OSError):
            return Bad("unsure", "the connection broke")
        except RuntimeError:
            return Bad("unsure", "the client ended")
        except (KeyError, TypeError, ValueError):  # a proxy's page
            return Bad("unsure", "no answer of Discord's")


def _failed(error: discord.HTTPException) -> Bad:
    after = CLOUD if error.status == 429 else PAUSE
    return Bad(kind_of(error.status, error.code), f"{error.status} {error.code}", after)
