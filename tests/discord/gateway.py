"""The gateway of a Discord of our own: it lets in, tells what happens, and takes up a session where
it was; with what goes wrong there.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

Json = dict[str, Any]
Event = tuple[str, Mapping[str, Any]]
PATIENCE = 60.0  # seconds; only a test that fails takes so long
BEAT, IDENTIFY, RESUME, AGAIN, INVALID, HELLO, ACK = 1, 2, 6, 7, 9, 10, 11
START, TAKE_UP = "/gateway", "/resume"
INTERVAL = 41250  # milliseconds between two heartbeats


@dataclass(slots=True)
class Gateway:
    """One session at a time. `hello` is what somebody is told who introduces themselves with such
    intents; `spoken` are the kinds of what the bot said, `told` all that it was told.

    `mute` acknowledges no heartbeat; `refused` are the statuses with which the next attempts to
    take up a session are turned away, `invalid` whether those that come through may try again.
    """

    hello: Callable[[int], Iterable[Event]]
    spoken: list[int] = field(default_factory=list)
    told: list[Json] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    mute: bool = False
    refused: list[int] = field(default_factory=list)
    invalid: list[bool] = field(default_factory=list)
    fatal: int = 0
    interval: int = INTERVAL
    alive: bool = False
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def routes(self) -> list[web.RouteDef]:
        """Where it is reached."""
        return [web.get(START, self.connect), web.get(TAKE_UP, self.take_up)]

    async def take_up(self, request: web.Request) -> web.StreamResponse:
        """A connection at the address at which a session is taken up."""
        if self.refused:
            return web.Response(status=self.refused.pop(0))
        return await self.connect(request)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.interval}})
        async for said in socket:
            if said.type is WSMsgType.TEXT:
                await self._hears(socket, json.loads(said.data))
        if self.sockets[-1] is socket:
            self.alive = False
        return socket

    async def _hears(self, socket: web.WebSocketResponse, said: Json) -> None:
        self.spoken.append(said["op"])
        match said["op"]:
            case op if op == BEAT and not self.mute:
                await socket.send_json({"op": ACK})
            case op if op == IDENTIFY and self.fatal:
                await socket.close(code=self.fatal)
            case op if op == IDENTIFY:
                self.told, self.alive = [], True
                for kind, data in self.hello(said["d"]["intents"]):
                    await self.happens(kind, data)
            case op if op == RESUME and self.invalid:
                await socket.send_json({"op": INVALID, "d": self.invalid.pop(0)})
            case op if op == RESUME:
                await self._resumed(socket, said["d"]["seq"])

    async def _resumed(self, socket: web.WebSocketResponse, seen: int) -> None:
        async with self.writing:
            for missed in self.told[seen:]:
                await socket.send_json(missed)
            self.alive = True
        await self.happens("RESUMED", {})

    async def happens(self, kind: str, data: Mapping[str, Any]) -> None:
        """Something happens; whoever is away is told when they take the session up."""
        async with self.writing:
            self.told.append({"op": 0, "t": kind, "s": len(self.told) + 1, "d": data})
            if self.alive:
                await self.sockets[-1].send_json(self.told[-1])

    async def again(self) -> None:
        """Ask the bot to connect anew."""
        self.alive = False
        await self.sockets[-1].send_json({"op": AGAIN})

    async def drop(self, code: int = 1001) -> None:
        """The connection breaks."""
        self.alive = False
        await self.sockets[-1].close(code=code)

    async def heard(self, op: int, times: int = 1) -> None:
        """Until the bot has said so so many times."""
        async with asyncio.timeout(PATIENCE):
            while self.spoken.count(op) < times:
                await asyncio.sleep(0.02)
