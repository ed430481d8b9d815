"""Puts the parts together: a house is one store, engine, room and pump, on one clock."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from adapters.clock import SystemClock
from adapters.local.room import LocalRoom
from adapters.local.web import build
from adapters.store.store import SqlStore, open_store
from adapters.web import health
from bot.engine import Engine, NotSaved
from bot.house.settings import Settings
from bot.ports import Clock, Jobs
from bot.trouble import Trouble
from scheduler.doorbell import Doorbell
from scheduler.pump import Pump

DRAIN = 3  # seconds that open pages get to go when the server stops


@dataclass(slots=True)
class House:
    """The parts of one running bot."""

    store: SqlStore
    clock: Clock
    engine: Engine
    room: LocalRoom
    pump: Pump


@asynccontextmanager
async def house(url: str, clock: Clock, jobs: Jobs) -> AsyncIterator[House]:
    """Open a store and start its engine; everything is closed at the end. Raises StoreTrouble."""
    store = await asyncio.to_thread(open_store, url)
    engine = Engine(store, clock, jobs)
    room = LocalRoom(engine, clock)
    pump = Pump(engine, room, clock, _owner(url))
    engine.start()
    try:
        yield House(store, clock, engine, room, pump)
    finally:
        await asyncio.to_thread(engine.stop)
        store.close()


def _owner(url: str) -> str:
    """The name in the leases. A file has one process at a time: the next is its heir."""
    return "alone" if url.startswith("sqlite") else socket.gethostname()


async def serve(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C. Raises Trouble or StoreTrouble where it can't start."""
    if not settings.loopback and not settings.room_key:
        raise Trouble(
            f"HOST is {settings.host}, which others can reach, but no ROOM_KEY is set: "
            "set one that only your group knows, or leave HOST at 127.0.0.1."
        )
    listening = _listen(settings)
    with listening:
        doorbell = Doorbell(SystemClock())
        async with house(settings.database_url, SystemClock(), doorbell) as home:
            await doorbell.start(home.engine, home.pump)
            try:
                await _serve(settings, listening, _pages(settings, home))
            finally:
                await doorbell.stop()


def _pages(settings: Settings, home: House) -> Starlette:
    async def ready() -> str:
        """ "" when the store can be written to, else why not."""
        try:
            await home.engine.call(lambda tx: tx.seen(()))
        except NotSaved as trouble:
            return str(trouble)
        return ""

    return build(
        home.room, key=settings.room_key, loopback=settings.loopback, extra=health.routes(ready)
    )


async def _serve(settings: Settings, listening: socket.socket, pages: Starlette) -> None:
    config = uvicorn.Config(
        pages, log_config=None, lifespan="off", timeout_graceful_shutdown=DRAIN, access_log=False
    )
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
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise Trouble(
            f"Nobody can listen on {settings.host} port {settings.port}: {why.lower()}. "
            "Set PORT to another one, or to 0 for any that is free."
        ) from error
    return listening


def _address(settings: Settings, listening: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}"
