"""The bot's own room before a Discord of ours: every call has points before and after it."""

import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from adapters.discord.api import SESSION
from adapters.discord.app import create_bot
from adapters.discord.parse import parse, parse_message
from adapters.discord.room import Draw
from bot.engine import Engine
from bot.ports import Clock
from bot.seal import Seal
from gates.crash.guild import Guild, refusal
from gates.crash.worlds import Body
from tests.crashes import Fate
from tests.discord.fake import APP


@dataclass
class Http:
    """discord.py's client, without a network; every call has points before and after it."""

    far: Guild
    clock: Clock
    fate: Fate

    async def request(self, route: Route, **more: Any) -> Any:
        """One call: refused, done and answered, or done and the answer lost."""
        name = f"{route.method} {re.sub(r'{[^}]*}', '', route.path)}"
        self.fate(f"before {name}")
        if self.fate.breaks(f"{name} is refused"):
            raise refusal(503, 0)
        body = more.get("json") or more.get("params") or {}
        path = route.url.removeprefix(Route.BASE)
        data = self.far.done(route.method, path, body, self.clock.now())
        self.fate(f"after {name}")
        if self.fate.breaks(f"the answer to {name} is lost"):
            raise aiohttp.ClientOSError
        return data


class Webhooks(AsyncWebhookAdapter):
    """As the library answers interactions, by way of `Http`."""

    def __init__(self, http: Http) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._near = http

    async def request(self, route: Route, session: Any, **more: Any) -> Any:
        """An answer."""
        return await self._near.request(route, json=more.get("payload"))


class Bot:
    """One process of the bot."""

    def __init__(self, far: Guild, engine: Engine, clock: Clock, fate: Fate) -> None:
        draw = Draw(Seal("the key of the tests"), lambda _: "https://bot.example/x.ics")
        parts = create_bot(engine, clock, draw, pace=1_000_000)
        parts.bot.http = near = Http(far, clock, fate)  # type: ignore[assignment]
        parts.bot._begun = True
        setattr(near, SESSION, None)
        async_context.set(Webhooks(near))
        self.room, self._hear = parts.room, parts.bot.hear

    async def deliver(self, body: Body) -> bool:
        """As the gateway brings it. It is done once it was heard to its end."""
        message = "content" in body
        await self._hear(parse_message(body, APP) if message else parse(body))
        return True


@dataclass(slots=True)
class Far(Guild):
    """A guild, with the bot in it."""

    def bot(self, engine: Engine, clock: Clock, fate: Fate) -> Bot:
        """The bot of this guild."""
        return Bot(self, engine, clock, fate)
