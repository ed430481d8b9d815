"""What the bot listens on, and the server that answers there."""

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import uvicorn
from starlette.applications import Starlette

from bot.house.garbage import settle
from bot.house.settings import Settings
from bot.trouble import Trouble

DRAIN = 3  # seconds that open pages get to go when the server stops


def quick_loop() -> asyncio.AbstractEventLoop:
    """The loop to serve on: the quicker one that comes with Slack, where it is installed."""
    try:
        loop: asyncio.AbstractEventLoop = import_module("uvloop").new_event_loop()
    except ImportError:
        loop = asyncio.new_event_loop()
    return loop


async def answer(settings: Settings, listening: socket.socket, pages: Starlette) -> None:
    """Serve the pages until SIGTERM or Ctrl-C."""
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
