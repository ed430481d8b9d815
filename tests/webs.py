"""The local room's pages over a real engine and store, with time that stands still."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import count
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.clock import HandClock
from adapters.local.room import LocalRoom
from adapters.local.web import build
from adapters.store import SqlStore
from adapters.web import health
from adapters.web.feeds import Feeds
from adapters.web.links import Links
from bot.engine import Engine
from bot.group import Group
from bot.jobs import Jobs
from bot.trouble import Trouble
from scheduler.hand import NoJobs
from scheduler.pump import Pump

__all__ = ["house"]

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
HOME = "http://localhost:8765"
NUMBERS = count(1)


def fresh_id() -> str:
    """An event id as a browser makes it."""
    return f"web:00000000-0000-4000-8000-{next(NUMBERS):012x}"


@dataclass(slots=True)
class House:
    """A store, an engine, a room and its pages."""

    store: SqlStore
    jobs: Jobs = field(default_factory=NoJobs)
    clock: HandClock = field(default_factory=lambda: HandClock(START))
    well: str = ""

    def __post_init__(self) -> None:
        self.engine = Engine(self.store, self.clock, self.jobs)
        self.links = Links("the key of the tests")
        self.room = LocalRoom(self.engine, self.clock, self.links.address)
        self.pump = Pump(self.engine, self.room, self.clock, "test")

    engine: Engine = field(init=False)
    room: LocalRoom = field(init=False)
    links: Links = field(init=False)
    pump: Pump = field(init=False)

    @property
    def group(self) -> Group:
        """The group of the room `den`."""
        state = self.store.reader.state("local:main:den")
        return state if isinstance(state, Group) else Group("local:main:den")

    def web(self, key: str = "", loopback: bool = True, home: str = HOME) -> "Web":
        """The pages, as a browser at `home` reaches them."""

        transport = httpx.ASGITransport(self.app(key, loopback))
        client = httpx.AsyncClient(transport=transport, base_url=home, headers={"Origin": home})
        return Web(self, client)

    @asynccontextmanager
    async def served(self) -> AsyncIterator["Web"]:
        """The pages on a port of this computer, for what never ends, and for real browsers."""
        with socket.create_server(("127.0.0.1", 0)) as listening:
            app = self._by_the_clock(self.app())
            config = uvicorn.Config(app, log_config=None, lifespan="off", date_header=False)
            server = uvicorn.Server(config)
            task = asyncio.create_task(server.serve([listening]))
            home = f"http://127.0.0.1:{listening.getsockname()[1]}"
            async with httpx.AsyncClient(base_url=home, headers={"Origin": home}) as client:
                yield Web(self, client)
            server.should_exit = True
            await task

    def app(
        self,
        key: str = "",
        loopback: bool = True,
        extra: Sequence[BaseRoute] = (),
        apart: Sequence[str] = (),
    ) -> ASGIApp:
        """The pages, with other routes beside them."""

        async def ready() -> health.State:
            return health.State(self.well)

        async def metrics() -> bytes:
            if self.well:
                raise Trouble(self.well)
            return b"mastermind_groups 1.0"

        feeds = Feeds(self.store.reader, self.links, self.clock).routes()
        routes = (*health.routes(ready, metrics, key), *feeds, *extra)
        return build(self.room, key=key, loopback=loopback, extra=routes, apart=apart)

    def _by_the_clock(self, app: ASGIApp) -> ASGIApp:
        """The app, whose answers say what time it is in this house, and come when all that people
        did has been carried."""

        async def dated(scope: Scope, receive: Receive, send: Send) -> None:
            async def sent(message: Message) -> None:
                if message["type"] == "http.response.start":
                    if scope["method"] == "POST":
                        await self.pump.settle()
                    date = format_datetime(self.clock.now(), usegmt=True).encode()
                    message["headers"] = [*message["headers"], (b"date", date)]
                await send(message)

            await app(scope, receive, sent)

        return dated


@dataclass(slots=True)
class Web:
    """Browsers at the pages of one house."""

    house: House
    client: httpx.AsyncClient

    async def post(self, path: str, **body: object) -> httpx.Response:
        """Send JSON, as the page does, and let everything happen that follows."""
        answer = await self.client.post(path, json=body)
        await self.house.pump.settle()
        return answer

    async def say(self, who: str, text: str, **more: object) -> httpx.Response:
        """A line typed in the room `den`."""
        body = {"as": who, "id": fresh_id(), "text": text, **more}
        return await self.post("/rooms/den/line", **body)

    async def press(self, who: str, label: str) -> httpx.Response:
        """A button of the newest card that has it."""
        cards = [p["card"] for p in await self.wall(who) if p["card"]]
        buttons = [b for card in cards for b in card["buttons"] if b["label"] == label]
        button = {name: buttons[-1][name] for name in ("verb", "args", "rev", "form", "group")}
        return await self.post("/rooms/den/press", **button, **{"as": who, "id": fresh_id()})

    async def wall(self, who: str, after: int = 0) -> list[dict[str, Any]]:
        """What somebody may see, as the page gets it."""
        answer = await self.client.get("/rooms/den/wall", params={"as": who, "after": after})
        postings: list[dict[str, Any]] = answer.json()["postings"]
        return postings

    async def seen(self, who: str) -> str:
        """All that the server ever gives to somebody, as one text: the pages and the wall."""
        html = {"Accept": "text/html"}
        pages = [await self.client.get(path, headers=html) for path in ("/", "/rooms/den")]
        return "\n".join([json.dumps(await self.wall(who)), *(page.text for page in pages)])

    async def meet(self, *names: str) -> None:
        """Members in a running meeting of the hot seat."""
        for name in names:
            await self.say(name, "/join")
        await self.say(names[0], "/start hot_seat 1")
        for name in names:
            await self.say(name, "here")

    async def go_to(self, step: str) -> None:
        """Move the meeting to a step; who has the seat asks on the way."""
        while (meeting := self.house.group.meeting) and meeting.agenda[meeting.at.step].id != step:
            if "question" in meeting.agenda[meeting.at.step].keep:
                await self.say(meeting.seats[0].holder, "What next?")
            await self.say(self.house.group.ids[0], "/next")


def texts(postings: Sequence[dict[str, Any]]) -> str:
    """All that stands in postings."""
    return json.dumps(postings, ensure_ascii=False)


@pytest.fixture
async def house(sqlite_store: SqlStore) -> AsyncIterator[House]:
    """A house on an empty SQLite database."""
    home = House(sqlite_store)
    home.engine.start()
    yield home
    await asyncio.to_thread(home.engine.stop)
