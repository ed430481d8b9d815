"""Puts the parts together: a house is one store, engine, room and pump, on one clock."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from math import inf
from secrets import token_hex
from types import ModuleType

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
from bot.house.home import Home
from bot.house.lag import looked_at
from bot.house.pulse import Pulse
from bot.house.server import answer, listen
from bot.house.settings import Settings
from bot.house.watch import Watch, Watching, watched
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
    url: str,
    clock: Clock,
    jobs: Jobs,
    beside: bool = False,
    replica: str = "",
    watching: Watching = watched,
) -> AsyncIterator[House]:
    """Open a store and start its engine, under watch; everything is closed at the end. `beside` a
    running bot it may handle an event or two, which that bot carries. As a `replica` of this name
    it is one among many. Raises StoreTrouble.
    """
    ship()
    store = await asyncio.to_thread(open_store, url, lock=not beside, write=True)
    presence: Presence | None = None
    try:
        presence = await asyncio.to_thread(_presence, store, beside, replica)
        figures, own = Figures(), replica or _owner(url)
        async with watching(store, clock, jobs, figures) as watch:
            watch.engine.start()
            try:
                yield await _opened(store, clock, jobs, figures, watch, presence, own)
            finally:
                await asyncio.to_thread(watch.engine.stop)
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


async def _opened(
    store: SqlStore,
    clock: Clock,
    jobs: Jobs,
    figures: Figures,
    watch: Watch,
    presence: Presence | None,
    owner: str,
) -> House:
    engine = watch.engine
    links = Links(await engine.call(lambda tx: tx.key("links", token_hex(32))))
    room = LocalRoom(engine, clock, links.address, GLANCE if presence else inf)
    rooms: dict[str, Room] = {"local": room}
    alive = presence.alive if presence else _always
    pump = Pump(engine, watch.room(Rooms(rooms)), clock, owner, alive)
    pulse = Pulse(store.reader, engine, clock, jobs, figures)
    return House(store, clock, engine, room, pump, links, rooms, pulse, presence)


def _always() -> bool:
    """A process that has its database to itself is nobody's to take for dead."""
    return True


def _owner(url: str) -> str:
    """The name in the leases. A file has one process at a time: the next is its heir."""
    return "alone" if url.startswith("sqlite") else socket.gethostname()


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
                await answer(settings, listening, _pages(settings, home, routes))


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

    watching = _watching(settings)
    async with house(settings.database_url, SystemClock(), doorbell, watching=watching) as home:
        yield home, working(home)


@asynccontextmanager
async def _together(settings: Settings) -> AsyncIterator[tuple[House, Working]]:
    """One of many houses on one PostgreSQL, and what rings and carries in it."""
    part = _extra("cluster", "--cluster", "pgqueuer", extra="postgres")
    opened = partial(house, watching=_watching(settings))
    async with part.replica(settings.database_url, opened) as found:
        yield found


def _watching(settings: Settings) -> Watching:
    """How engine and rooms are watched: with traces where the settings name a collector."""
    if not settings.otel_exporter_otlp_endpoint:
        return watched
    part = _extra("traces", "OTEL_EXPORTER_OTLP_ENDPOINT", "opentelemetry", extra="otel")
    traced: Watching = part.traced(settings.otel_exporter_otlp_endpoint)
    return traced


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
