"""A guild on loopback: what happens in it is simulated, and the bot reaches it over the wire alone.

It keeps to Discord's limits, and to the nonces of messages for a while.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from aiohttp import web
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.backend.errors import BackendError
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.gateway import FakeGateway
from simcord.http import router

from adapters.discord import limits
from adapters.discord.client import INTENTS
from tests.discord.gateway import START as CONNECT
from tests.discord.gateway import TAKE_UP, Event, Gateway
from tests.discord.houses import BLIND, SEES, START, Walls
from tests.discord.overheard import overhear
from tests.discord.rest import TOKEN, Fault, Json, Rest, answer
from tests.loopback import listening
from tests.turned import CLOCK

LIMIT = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
WINDOW = timedelta(minutes=3)  # in which a nonce gives back the message that it made


class Guilds(Env):
    """The simulation. Whatever somebody does in it is waited for until the bot has heard of it."""

    heard: Callable[[], Any] | None = None

    async def _settle_internal(self, **options: Any) -> None:
        await super()._settle_internal(**options)
        if self.heard:
            await self.heard()


@dataclass(slots=True)
class Guild:
    """One guild, with a channel of its members. `made` are the messages of the nonces of late,
    `kept` what is on its way to the bot, where that takes its time."""

    env: Guilds = field(default_factory=lambda: Guilds(discord.Client(intents=INTENTS)))
    guild: GuildHandle = field(init=False)
    channel: ChannelHandle = field(init=False)
    gateway: Gateway = field(init=False)
    rest: Rest = field(init=False)
    url: str = ""
    slow: timedelta = timedelta()  # how long the next interaction is on its way to the bot
    people: dict[str, MemberActor] = field(default_factory=dict)
    made: dict[tuple[str, str], tuple[datetime, Json]] = field(default_factory=dict)
    unsent: "asyncio.Queue[Event]" = field(default_factory=asyncio.Queue)
    kept: list[Event] | None = None

    async def open(self) -> None:
        """Begin, at the time at which transcripts begin."""
        self.gateway, self.rest = Gateway(self._hello), Rest(self._done)
        await self.env.start()
        self.env.backend.subscribers.append(overhear)
        self.passed(START)
        guild = self.env.create_guild("Peers")
        members = guild.create_role("members")
        assert self.env.bot.user
        walls: Walls = {guild.default_role: BLIND, members: SEES, self.env.bot.user: SEES}
        self.guild, self.channel = guild, guild.create_text_channel("m", overwrites=walls)
        self.env._register_dispatch_observer(self._waits)
        await self.env.settle()

    def person(self, name: str) -> MemberActor:
        """Somebody of this name, who is let into the channel."""
        if name not in self.people:
            role, user = self.guild.roles["members"], self.env.create_user(name)
            self.people[name] = self.guild.add_member(user, roles=[role])
        return self.people[name]

    def passed(self, at: datetime) -> None:
        """It is so late now."""
        self.env.backend.advance_clock(max((at - self.env.now()).total_seconds(), 0.0))

    async def turned(self, request: web.Request) -> web.Response:
        """POST /clock: the bot's time is turned, and that of the guild with it."""
        self.passed(datetime.fromisoformat(await request.text()))
        return web.Response()

    # -- REST --------------------------------------------------------------------------------------

    def _waits(self, _: object) -> None:
        self.passed(self.env.now() + self.slow)
        self.slow = timedelta()

    def _done(self, method: str, path: str, body: Any, query: Mapping[str, str]) -> web.Response:
        """What a call comes to, and is answered with."""
        if path == "/gateway/bot":
            return answer({"url": self.url, "shards": 1, "session_start_limit": LIMIT})
        posts = path.endswith("/messages") and method == "POST"
        key = (path, str(body.get("nonce", ""))) if posts else ("", "")
        now = self.env.now().astimezone(UTC)
        self.made = {k: made for k, made in self.made.items() if made[0] > now - WINDOW}
        if key in self.made:
            return answer(self.made[key][1])
        shown = body.get("data", body) if isinstance(body, dict) else {}
        if "components" in shown and (wrong := limits.faults(shown)):
            return answer({"message": str(wrong), "code": 50035}, status=400)
        try:
            found = router.dispatch(self.env.backend, method, path, json=body, params={**query})
        except router.RouteNotImplemented:
            raise
        except BackendError as refusal:
            return answer(refusal.to_json(), status=refusal.status)
        if posts:
            self.made[key] = now, found
        return web.Response(status=204) if "/callback" in path else answer(found)

    # -- the gateway -------------------------------------------------------------------------------

    def _hello(self, intents: int) -> Iterable[Event]:
        """What a bot is told that introduces itself; from now on it is told what happens."""
        backend = self.env.backend
        wanted = discord.Intents._from_value(intents)
        feed = FakeGateway(backend, Listening(wanted, self.unsent)).feed
        backend.subscribers[2:] = [feed]
        guilds = [serializers.guild_create_payload(backend, g) for g in backend.guilds.values()]
        yield (
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(backend.bot_user)),
                "guilds": [{"id": each["id"], "unavailable": True} for each in guilds],
                "session_id": "s",
                "shard": [0, 1],
                "resume_gateway_url": self.url.replace("http", "ws") + TAKE_UP,
                "application": {"id": str(backend.application_id), "flags": 0},
            },
        )
        for each in guilds:
            yield "GUILD_CREATE", deepcopy(dict(each))

    async def tell(self) -> None:
        """Pass on what happens, in the order in which it does."""
        while True:
            event = await self.unsent.get()
            if self.kept is None:
                await self.gateway.happens(*event)
            else:
                self.kept.append(event)
            self.unsent.task_done()

    @asynccontextmanager
    async def arriving(self, *order: int) -> AsyncIterator[None]:
        """What happens meanwhile is heard of afterwards, in this order: by number, from 0 on."""
        heard, self.env.heard, self.kept = self.env.heard, None, []
        try:
            yield
            await self.unsent.join()
            happened = self.kept
        finally:
            self.env.heard, self.kept = heard, None
        assert {*order} == {*range(len(happened))}
        for number in order:
            await self.gateway.happens(*happened[number])


class Listening(dict[str, Callable[[Json], None]]):
    """Takes what a bot with such intents would be told."""

    def __init__(self, intents: discord.Intents, unsent: "asyncio.Queue[Event]") -> None:
        super().__init__()
        self.intents, self._unsent, self.parsers = intents, unsent, self

    def __missing__(self, kind: str) -> Callable[[Json], None]:
        return lambda data: self._unsent.put_nowait((kind, data))


@asynccontextmanager
async def guild(*faults: Fault) -> AsyncIterator[Guild]:
    """It, at work at a free port of 127.0.0.1."""
    world = Guild()
    await world.open()
    world.rest.faults += faults
    app = web.Application()
    app.router.add_routes([*world.gateway.routes(), web.post(CLOCK, world.turned)])
    app.router.add_route("*", "/api/{path:.*}", world.rest.call)
    telling = asyncio.create_task(world.tell())
    try:
        async with listening(app) as url:
            world.url = url
            yield world
    finally:
        telling.cancel()
        world.env.heard = None
        await world.env.shutdown()


def settings(world: Guild) -> dict[str, str]:
    """The settings that name it."""
    return {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_BASE_URL": f"{world.url}/api",
        "DISCORD_GATEWAY_URL": world.url.replace("http", "ws") + CONNECT,
        "DISCORD_CDN_BASE_URL": world.url,
    }
