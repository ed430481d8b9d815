"""The REST half of a Discord of our own: it knows its bot by the token, keeps to its rate limits,
and fails as it is told to.
"""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from time import monotonic
from typing import Any, Literal

from aiohttp import web

Json = dict[str, Any]
TOKEN = f"{urlsafe_b64encode(b'1100000000000000001').decode().rstrip('=')}.abcdef.{'x' * 27}"
PATIENCE = 60.0  # seconds; only a test that fails takes so long
BY_TOKEN = ("/interactions/", "/webhooks/")  # whoever knows these addresses needs no other secret
SECOND, MOST = 1.0, 50  # calls of one bot that Discord takes in so many seconds
How = Literal["refuse", "accept and fail", "accept and reset", "reset", "garble"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls the next calls of such a method and path (`*` stands for anything): a status,
    with the number of an error, before or after Discord has done it.

    The `scope` of a limit is "user", "shared", "global", or "cloud" for one that comes from before
    Discord; `after` is when it is over.
    """

    method: str
    path: str
    status: int = 500
    code: int = 0
    how: How = "refuse"
    times: int = 1
    after: float = 0.0
    scope: str = "user"

    def answer(self) -> web.Response:
        """What is said then; a limit has when it is over, and what it is on."""
        body: Json = {"message": "refused", "code": self.code}
        headers = {}
        if self.status == 429:
            headers = {"Retry-After": str(self.after)}
            headers |= {"Via": "1.1 google"} if self.scope != "cloud" else {}
            body |= {"retry_after": self.after, "global": self.scope == "global"}
            headers |= {"X-RateLimit-Scope": self.scope} if self.scope != "cloud" else {}
            headers |= {"X-RateLimit-Global": "true"} if self.scope == "global" else {}
        return answer(body, self.status, headers)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: what was done with it, and when, on the clock of `monotonic`."""

    method: str
    path: str
    body: Json
    status: int
    at: float


@dataclass(slots=True)
class Rest:
    """Answers calls; `done` is what they come to. `faults` befall them in this order."""

    done: Callable[[str, str, Any, Mapping[str, str]], web.Response]
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)

    async def call(self, request: web.Request) -> web.Response:
        """One call."""
        method, path = request.method, request.path.removeprefix("/api")
        raw = await request.text()
        body = json.loads(raw) if raw else {}
        known = request.headers.get("Authorization") == f"Bot {TOKEN}"
        if not known and not path.startswith(BY_TOKEN):
            return self._kept(method, path, body, answer({"message": "401", "code": 0}, 401))
        for end, event in self.held.items():
            if fnmatch(path, end):
                await event.wait()
        fault = self._fault(method, path)
        if fault and fault.how == "reset":
            return self._reset(request)
        if fault and fault.how == "garble":
            return self._kept(method, path, body, garbled())
        if fault and fault.how == "refuse":
            return self._kept(method, path, body, fault.answer())
        if self._recent() >= MOST and not path.startswith(BY_TOKEN):
            limit = Fault(method, path, 429, scope="global", after=SECOND)
            return self._kept(method, path, body, limit.answer())
        told = self._kept(method, path, body, self.done(method, path, body, request.query))
        if fault and fault.how == "accept and reset":
            return self._reset(request)
        return fault.answer() if fault else told

    def _fault(self, method: str, path: str) -> Fault | None:
        for number, fault in enumerate(self.faults):
            if fault.method in (method, "*") and fnmatch(path, fault.path):
                again = [replace(fault, times=fault.times - 1)] * (fault.times > 1)
                self.faults[number : number + 1] = again
                return fault
        return None

    def _recent(self) -> int:
        since = monotonic() - SECOND
        return sum(each.at > since for each in self.calls if not each.path.startswith(BY_TOKEN))

    def _kept(self, method: str, path: str, body: Json, told: web.Response) -> web.Response:
        self.calls.append(Call(method, path, body, told.status, monotonic()))
        return told

    def _reset(self, request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    def made(self, method: str, path: str) -> list[Call]:
        """The calls of such a method and path so far."""
        return [each for each in self.calls if each.method == method and fnmatch(each.path, path)]

    async def once(self, method: str, path: str, times: int = 1) -> Call:
        """The last of so many such calls, once they were made."""
        async with asyncio.timeout(PATIENCE):
            while len(self.made(method, path)) < times:
                await asyncio.sleep(0.02)
        return self.made(method, path)[times - 1]


def answer(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON as Discord sends it; nothing where there is nothing to say."""
    if body is None:
        return web.Response(status=204)
    kind = {"Content-Type": "application/json"}  # exactly so: discord.py compares it
    raw = json.dumps(body).encode()
    return web.Response(body=raw, status=status, headers={**kind, **(headers or {})})


def garbled() -> web.Response:
    """What says that it is JSON, and is none."""
    return web.Response(body=b"<html>", headers={"Content-Type": "application/json"})
