"""The bot in a simulated workspace: a real engine, store and room, and a Slack of our own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from adapters.clock import HandClock
from adapters.slack.app import answering
from adapters.slack.client import Api
from adapters.slack.hear import Ears
from adapters.slack.installation import Installation
from adapters.slack.keyring import Keyring, OneWorkspace
from adapters.slack.people import People
from adapters.slack.room import SlackRoom
from adapters.slack.verify import Verifier
from adapters.slack.walls import Walls
from adapters.slack.web import PATH, Events
from adapters.slack.wishes import Pages
from adapters.store import SqlStore
from bot.engine import Engine
from bot.seal import Seal
from scheduler.hand import NoJobs, turn
from scheduler.pump import Pump
from tests.slack import payloads
from tests.slack.fake import BOT, TEAM, Slack, served
from tests.slack.shown import COMMAND

START = datetime(2026, 3, 2, 17, tzinfo=UTC)


@dataclass(slots=True)
class House:
    """The bot, and how Slack reaches it."""

    slack: Slack
    store: SqlStore
    clock: HandClock
    engine: Engine
    pump: Pump
    http: httpx.AsyncClient

    async def send(self, body: dict[str, Any]) -> httpx.Response:
        """A payload to the bot, signed."""
        kind, raw = payloads.wire(body)
        sign = payloads.signed(raw, int(self.clock.now().timestamp()))
        return await self.http.post(PATH, content=raw, headers={"Content-Type": kind, **sign})

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        await self.turn(timedelta(), _nobody)

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Let time pass, with a look after each alarm."""
        await turn(self.engine, self.pump, self.clock, self.clock.now() + span, seen)
        return ""

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """The clock jumps, and nothing happens on the way."""
        self.clock.jump(span)
        return await self.turn(timedelta(), seen)


@dataclass(slots=True)
class Wired:
    """The bot without its Slack: what is turned, and the addresses that Slack reaches."""

    clock: HandClock
    engine: Engine
    pump: Pump
    routes: Sequence[BaseRoute]


@asynccontextmanager
async def house(store: SqlStore, slack: Slack) -> AsyncIterator[House]:
    """The bot as it runs in a workspace, with time that stands still."""
    async with served(slack), wired(store, slack.url, slack.token, HandClock(START)) as bot:
        transport = httpx.ASGITransport(app=Starlette(routes=bot.routes))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as http:
            yield House(slack, store, bot.clock, bot.engine, bot.pump, http)


@asynccontextmanager
async def wired(store: SqlStore, url: str, token: str, clock: HandClock) -> AsyncIterator[Wired]:
    """The bot's parts for the Slack at this address. It posts as fast as it can."""
    engine = Engine(store, clock, NoJobs())
    engine.start()
    keyring = OneWorkspace(Installation(TEAM, token, BOT))
    api = Api(keyring, url)
    ears, room, people = parts(engine, api, keyring)
    events = Events(answering(ears), Verifier([payloads.SECRET], clock))
    try:
        yield Wired(clock, engine, Pump(engine, room, clock, "test"), events.routes())
    finally:
        await people.close()
        await api.close()
        engine.stop()


def parts(engine: Engine, api: Api, keyring: Keyring) -> tuple[Ears, SlackRoom, People]:
    """What hears and what posts, and whom they know."""
    seal, people = Seal("the key of the tests"), People(api)
    pages = Pages(engine, api, people, seal, COMMAND, lambda feed: "https://bot.example/x.ics")
    ears = Ears(engine, api, keyring, people, Walls(engine, api, keyring), pages)
    return ears, SlackRoom(api, seal, COMMAND, gap=0), people


async def _nobody() -> None:
    """Nobody watches."""
