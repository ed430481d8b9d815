"""A Discord of our own on loopback: REST and a gateway, with its refusals and its faults.

It keeps messages, refuses what Discord refuses, and knows nothing of the bot.
"""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from adapters.discord.limits import faults
from tests.discord.calendar import Calendar
from tests.loopback import listening

Json = dict[str, Any]
PATIENCE = 60.0  # seconds; only a test that fails takes so long
APP, GUILD, CHANNEL, ANN = ("1100000000000000001", "12", "1300000000000000042", "14")
TOKEN = f"{urlsafe_b64encode(APP.encode()).decode().rstrip('=')}.abcdef.{'x' * 27}"
IDENTIFY, RESUME = 2, 6
ME = {"id": APP, "username": "Mastermind", "discriminator": "0", "bot": True, "avatar": None}
ABOUT: Json = {
    "id": APP,
    "name": "Mastermind",
    "description": "",
    "icon": None,
    "rpc_origins": [],
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": ME,
    "team": None,
    "summary": "",
    "verify_key": "",
    "flags": 0,
}
EVERYTHING = str((1 << 50) - 1)
ROLE = {"id": GUILD, "name": "@everyone", "permissions": EVERYTHING, "position": 0}
PLACE = {"id": CHANNEL, "type": 0, "name": "peers", "guild_id": GUILD, "position": 0}


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls the next call whose path ends so (of one `method`, where it is named): a status
    (0 = the connection breaks), with the number of an error; it was done all the same where
    `after`."""

    end: str
    status: int
    code: int = 0
    after: bool = False
    method: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Discord:
    """One guild. `calls` are all that were made, `messages` what was posted by its nonce; `advice`
    is how many shards a bot should have, `shards` are those that introduced themselves.
    Calls whose path ends as one of `held` are answered once that has happened."""

    url: str = ""
    advice: int = 1
    calendar: Calendar = field(default_factory=lambda: Calendar(APP))
    shards: list[list[int]] = field(default_factory=list)
    calls: list[tuple[str, str, Json]] = field(default_factory=list)
    messages: dict[str, Json] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1_478_074_407_321_600_000))
    sequence: Any = field(default_factory=lambda: count(1))

    # -- REST --------------------------------------------------------------------------------------

    async def rest(self, request: web.Request) -> web.Response:
        """One call."""
        path = request.path.removeprefix("/api")
        raw = await request.text()
        body = json.loads(raw) if raw else {}
        known = path.startswith(("/interactions/", "/webhooks/"))  # by the token in the address
        if not known and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        self.calls.append((request.method, path, body))
        fault = self._fault(request.method, path)
        if fault:
            self.faults.remove(fault)
        if fault and not fault.after:
            return self._refused(fault)
        if kept := next((each for end, each in self.held.items() if path.endswith(end)), None):
            await kept.wait()
        done = self._done(request.method, path, body)
        if fault and not fault.status and request.transport:
            request.transport.abort()
        return self._refused(fault) if fault and fault.status else done

    def _fault(self, method: str, path: str) -> Fault | None:
        found = (each for each in self.faults if path.endswith(each.end))
        return next((each for each in found if each.method in ("", method)), None)

    def _refused(self, fault: Fault) -> web.Response:
        body = {"message": "refused", "code": fault.code, **fault.body}
        headers = {"Via": "1.1 google"} if fault.status == 429 else {}
        return _json(body, status=fault.status, headers=headers)

    def _done(self, method: str, path: str, body: Json) -> web.Response:
        if path == "/users/@me":
            return _json(ME)
        if path == "/oauth2/applications/@me":
            return _json(ABOUT)
        if path == "/gateway/bot":
            starts = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
            elsewhere = "wss://gateway.discord.example/"  # ours is the one of the settings
            return _json({"url": elsewhere, "shards": self.advice, "session_start_limit": starts})
        if path.endswith("/commands"):
            return _json([])
        if "/scheduled-events" in path:
            status, answer = self.calendar.asked(method, path, body)
            return _json(answer, status=status)
        if path.endswith("/messages") and method == "POST":
            return self._posted(path, body)
        if path == "/users/@me/channels":
            return _json({"id": "15", "type": 1})
        if "/callback" in path or method == "DELETE":
            return web.Response(status=204)
        return _json({"id": path.rpartition("/")[2]})

    def _posted(self, path: str, body: Json) -> web.Response:
        if wrong := faults(body):
            return _json({"message": str(wrong), "code": 50035}, status=400)
        message = {**body, "id": str(next(self.numbers)), "channel_id": path.split("/")[2]}
        return _json(self.messages.setdefault(body["nonce"], message))

    # -- the gateway -------------------------------------------------------------------------------

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for told in socket:
            if told.type is WSMsgType.TEXT:
                await self._told(socket, json.loads(told.data))
        return socket

    async def _told(self, socket: web.WebSocketResponse, said: Json) -> None:
        self.spoken.append(said["op"])
        if said["op"] == 1:
            await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
        elif said["op"] == IDENTIFY:
            self.shards.append(said["d"].get("shard", [0, 1]))
            shard, count = self.shards[-1]
            ours = (int(GUILD) >> 22) % count == shard
            ready = {
                "v": 10,
                "user": ME,
                "guilds": [{"id": GUILD, "unavailable": True}] * ours,
                "session_id": "s",
                "shard": self.shards[-1],
                "resume_gateway_url": self.url.replace("http", "ws") + "/gateway",
                "application": {"id": APP, "flags": 0},
            }
            await self._send(socket, "READY", ready)
            if ours:
                await self._send(socket, "GUILD_CREATE", guild())
        elif said["op"] == RESUME:
            await self._send(socket, "RESUMED", {})

    async def _send(self, socket: web.WebSocketResponse, kind: str, data: Json) -> None:
        await socket.send_json({"op": 0, "t": kind, "s": next(self.sequence), "d": data})

    async def happens(self, kind: str, data: Json, shard: int = -1) -> None:
        """Something happens in the guild, which one of the connections tells: the last, or that of
        a shard, where none was dropped before it."""
        await self._send(self.sockets[shard], kind, data)

    async def connected(self, times: int) -> None:
        """Until a client has introduced itself so many times."""
        async with asyncio.timeout(PATIENCE):
            while self.spoken.count(IDENTIFY) < times:
                await asyncio.sleep(0.02)

    async def drop(self) -> None:
        """The connection breaks, and the bot takes it up again where it was."""
        await self.sockets[-1].close(code=1001)
        async with asyncio.timeout(PATIENCE):
            while RESUME not in self.spoken:
                await asyncio.sleep(0.02)

    async def answered(self, end: str, times: int = 1) -> Json:
        """The body of the last call whose path ends so, once there were so many."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [body for _, path, body in self.calls if path.endswith(end)]
                if len(found) >= times:
                    return found[times - 1]
                await asyncio.sleep(0.02)


def _json(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    kind = {"Content-Type": "application/json"}  # exactly so: discord.py compares it
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={**kind, **(headers or {})}
    )


def guild() -> Json:
    """The one guild, with its channel."""
    member: Json = {
        "user": ME,
        "roles": [],
        "joined_at": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    place = {**PLACE, "permission_overwrites": []}
    return {
        "id": GUILD,
        "name": "Peers",
        "owner_id": ANN,
        "roles": [{**ROLE, "color": 0, "hoist": False, "managed": False, "mentionable": False}],
        "channels": [place],
        "members": [{**member, "flags": 0}],
        "member_count": 2,
        "emojis": [],
        "features": [],
        "threads": [],
        "preferred_locale": "en-US",
    }


def interaction(number: int, verb: str, **given: str) -> Json:
    """Ann types a command."""
    user = {"id": ANN, "username": "ann", "discriminator": "0", "avatar": None}
    user |= {"global_name": "Ann"}
    member: Json = {"user": user, "roles": [], "joined_at": None, "permissions": "32", "flags": 1}
    options = [{"type": 3, "name": name, "value": value} for name, value in given.items()]
    verbs = [{"type": 1, "name": verb, "options": options}]
    return {
        "id": str(number),
        "application_id": APP,
        "type": 2,
        "token": f"token-{number}",
        "version": 1,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "channel": PLACE,
        "member": {**member, "deaf": False, "mute": False},
        "app_permissions": EVERYTHING,
        "data": {"id": "9", "name": "mastermind", "type": 1, "options": verbs},
        "entitlements": [],
        "attachment_size_limit": 10485760,
        "locale": "en-US",
        "guild_locale": "en-US",
        "context": 0,
        "authorizing_integration_owners": {"0": GUILD},
    }


@asynccontextmanager
async def discord(world: Discord | None = None) -> AsyncIterator[Discord]:
    """It, at work."""
    world = world or Discord()
    app = web.Application()
    app.router.add_get("/gateway", world.gateway)
    app.router.add_route("*", "/api/{path:.*}", world.rest)
    async with listening(app) as url:
        world.url = url
        yield world


def settings(world: Discord) -> dict[str, str]:
    """The settings that name this Discord."""
    return {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_BASE_URL": f"{world.url}/api",
        "DISCORD_GATEWAY_URL": world.url.replace("http", "ws") + "/gateway",
        "DISCORD_CDN_BASE_URL": world.url,
    }
