"""Puts the parts together: a house is one store, engine, room and pump, on one clock."""

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from math import inf
from secrets import token_hex
from types import ModuleType

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from adapters.clock import SystemClock
from adapters.local.room import LocalRoom
from adapters.local.web import build
from adapters.store.store import SqlStore, open_store
from adapters.web import health
from adapters.web.feeds import Feeds
from adapters.web.links import Links
from bot.cards import Feed
from bot.engine import Engine
from bot.house.figures import Figures
from bot.house.garbage import settle
from bot.house.home import Home
from bot.house.lag import looked_at
from bot.house.pulse import Pulse
from bot.house.settings import Settings
from bot.house.watch import WatchedEngine, WatchedRoom
from bot.house.zones import look_again, ship
from bot.jobs import Jobs
from bot.ports import Clock, Room
from bot.rooms import Rooms
from bot.trouble import Trouble
from scheduler.doorbell import Doorbell
from scheduler.presence import Presence
from scheduler.pump import Pump

Working = AbstractAsyncContextManager[None]  # for as long as things happen by themselves
APART = ("/slack/",)  # addresses that are for a platform, which does not know the ROOM_KEY
GLANCE = 1.0  # seconds in which a page shows what another replica hung on its wall
DRAIN = 3  # seconds that open pages get to go when the server stops


@dataclass(slots=True)
class House:
    """The parts of one running bot; `rooms` are by platform."""

    store: SqlStore
    clock: Clock
    engine: Engine
    room: LocalRoom
    pump: Pump
    links: Links
    rooms: dict[str, Room]
    pulse: Pulse
    presence: Presence | None = None


@asynccontextmanager
async def house(
    url: str, clock: Clock, jobs: Jobs, beside: bool = False, replica: str = ""
) -> AsyncIterator[House]:
    """Open a store and start its engine; everything is closed at the end. `beside` a running bot it
    may handle an event or two, which that bot carries. As a `replica` of this name it is one among
    many. Raises StoreTrouble.
    """
    ship()
    store = await asyncio.to_thread(open_store, url, lock=not beside, write=True)
    presence: Presence | None = None
    try:
        presence = await asyncio.to_thread(_presence, store, beside, replica)
        async with _opened(store, url, clock, jobs, presence, replica) as home:
            yield home
    finally:
        if presence:
            presence.close()
        store.close()


def _presence(store: SqlStore, beside: bool, replica: str) -> Presence | None:
    """Take this process's place at the database. Raises StoreTrouble where another is in the
    way."""
    if not replica and (beside or not store.is_shared):
        return None
    standing = store.stand(together=bool(replica))
    return Presence(store.leases(), replica, standing.stand) if replica else None


@asynccontextmanager
async def _opened(
    store: SqlStore, url: str, clock: Clock, jobs: Jobs, presence: Presence | None, replica: str
) -> AsyncIterator[House]:
    figures = Figures()
    engine = WatchedEngine(store, clock, jobs, figures)
    engine.start()
    try:
        links = Links(await engine.call(lambda tx: tx.key("links", token_hex(32))))
        room = LocalRoom(engine, clock, links.address, GLANCE if replica else inf)
        rooms: dict[str, Room] = {"local": room}
        alive = presence.alive if presence else _always
        watched = WatchedRoom(Rooms(rooms), clock, figures)
        pump = Pump(engine, watched, clock, replica or _owner(url), alive)
        pulse = Pulse(store.reader, engine, clock, jobs, figures)
        yield House(store, clock, engine, room, pump, links, rooms, pulse, presence)
    finally:
        await asyncio.to_thread(engine.stop)


def _always() -> bool:
    """A process that has its database to itself is nobody's to take for dead."""
    return True


def _owner(url: str) -> str:
    """The name in the leases. A file has one process at a time: the next is its heir."""
    return "alone" if url.startswith("sqlite") else socket.gethostname()


def quick_loop() -> asyncio.AbstractEventLoop:
    """The loop to serve on: the quicker one that comes with Slack, where it is installed."""
    try:
        loop: asyncio.AbstractEventLoop = import_module("uvloop").new_event_loop()
    except ImportError:
        loop = asyncio.new_event_loop()
    return loop


async def serve(settings: Settings, cluster: bool = False) -> None:
    """Run the bot until SIGTERM or Ctrl-C, as one of a `cluster` or alone. Raises Trouble or
    StoreTrouble where it can't start.
    """
    if not settings.loopback and not settings.room_key:
        raise Trouble(
            f"HOST is {settings.host or 'empty'}, which others can reach, but no ROOM_KEY is set: "
            "set one that only your group knows, or leave HOST at 127.0.0.1."
        )
    with listen(settings) as listening:
        async with (
            (_together if cluster else _alone)(settings) as (home, working),
            _slack(settings, home) as routes,
            _discord(settings, home),
        ):
            await look_again(home.engine)
            async with looked_at(home.pulse.figures.lagged), working:
                await _serve(settings, listening, _pages(settings, home, routes))


@asynccontextmanager
async def _alone(settings: Settings) -> AsyncIterator[tuple[House, Working]]:
    """A house that has the database to itself, and what rings and carries in it."""
    doorbell = Doorbell(SystemClock())

    @asynccontextmanager
    async def working(home: House) -> AsyncIterator[None]:
        try:
            await doorbell.start(home.engine, home.pump)
            yield
        finally:
            await doorbell.stop()

    async with house(settings.database_url, SystemClock(), doorbell) as home:
        yield home, working(home)


@asynccontextmanager
async def _together(settings: Settings) -> AsyncIterator[tuple[House, Working]]:
    """One of many houses on one PostgreSQL, and what rings and carries in it."""
    part = _extra("cluster", "--cluster", "pgqueuer", extra="postgres")
    async with part.replica(settings.database_url, house) as found:
        yield found


@asynccontextmanager
async def _slack(settings: Settings, home: House) -> AsyncIterator[Sequence[BaseRoute]]:
    """Slack's room in the house, and the addresses that Slack reaches, where the settings have
    it."""
    if not (settings.slack_bot_token.get_secret_value() or settings.slack_client_id):
        yield ()
        return
    part, url = slack_of(), settings.database_url
    needs = Home(home.engine, home.clock, partial(_calendar, settings, home.links))
    async with part.slack(settings, url, needs) as slack:
        home.rooms["slack"] = slack.room
        yield slack.routes


@asynccontextmanager
async def _discord(settings: Settings, home: House) -> AsyncIterator[None]:
    """Discord's room in the house, where the settings have it."""
    if not settings.discord_token.get_secret_value():
        yield
        return
    part = discord_of()
    link = partial(_calendar, settings, home.links)
    needs = Home(home.engine, home.clock, link, home.presence)
    async with part.discord_room(settings, needs) as room:
        home.rooms["discord"] = room
        yield


def _calendar(settings: Settings, links: Links, feed: Feed) -> str:
    """The address of a calendar, for rooms that are elsewhere; "" where the bot knows none."""
    return f"{settings.public_url.rstrip('/')}{links.address(feed)}" if settings.public_url else ""


def slack_of() -> ModuleType:
    """Slack's part of a house, whose libraries are an extra. Raises Trouble without them."""
    return _extra("slack", "Slack", "slack-bolt")


def discord_of() -> ModuleType:
    """Discord's part of a house, whose library is an extra. Raises Trouble without it."""
    return _extra("discord", "Discord", "discord.py")


def _extra(name: str, platform: str, library: str, extra: str = "") -> ModuleType:
    try:
        return import_module(f"bot.house.{name}")
    except ImportError as error:
        raise Trouble(
            f"{platform} can't be used because the library {library} is missing; install it with: "
            f"pip install 'mastermind-bot[{extra or name}]'"
        ) from error


def _pages(settings: Settings, home: House, routes: Sequence[BaseRoute]) -> Starlette:
    feeds = Feeds(home.engine.reader, home.links, home.clock).routes()
    key, loopback = settings.room_key, settings.loopback
    about = health.routes(home.pulse.ready, home.pulse.metrics, key)
    extra = (*about, *feeds, *routes)
    return build(home.room, key=key, loopback=loopback, extra=extra, apart=APART)


async def _serve(settings: Settings, listening: socket.socket, pages: Starlette) -> None:
    config = uvicorn.Config(
        pages, log_config=None, lifespan="off", timeout_graceful_shutdown=DRAIN, access_log=False
    )
    settle()
    server = Server(config, _address(settings, listening))
    await server.serve(sockets=[listening])


class Server(uvicorn.Server):
    """A uvicorn that says READY when it listens, and leaves with exit code 0 when told to stop."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell whoever waits for it."""
        await super().startup(sockets)
        print(f"READY {self._address}", flush=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a signal; uvicorn's own way would raise it once more, and end with its number."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        for number in numbers:
            signal.signal(number, self.handle_exit)
        yield
        for number in numbers:  # on the way out already: another one must do no harm
            signal.signal(number, signal.SIG_IGN)


def listen(settings: Settings) -> socket.socket:
    """A socket at HOST and PORT, which nobody else can take any more. Raises Trouble."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except (OSError, UnicodeError) as error:
        why = (getattr(error, "strerror", None) or "that is no address").partition(" (")[0]
        mend = "PORT to another one, or to 0 for any that is free"
        if getattr(error, "errno", None) not in (errno.EADDRINUSE, errno.EACCES):
            mend = "HOST to an address of this computer, such as 127.0.0.1"
        raise Trouble(
            f"Nobody can listen on {settings.host} port {settings.port} "
            f"because of this: {why.lower()}; set {mend}."
        ) from error


def _address(settings: Settings, listening: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}"
