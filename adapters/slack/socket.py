"""Socket Mode: two connections through the same app, and a look at whether they live.

Slack closes each every few hours, and says so before: then a new one stands before the old one
goes. The library would close the old one first, and a button that is pressed while there is no
connection is lost. https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.keyring import code_of

log = logging.getLogger(__name__)
CONNECTIONS = 2
LOOK = 30.0  # seconds between two looks
LONGEST = 60.0  # seconds between two tries to connect
PING = 10.0  # seconds between two signs of life
PATIENCE = 20.0  # seconds that connecting may take
SETTLED = 10.0  # seconds after which a connection has held
FADE = 30.0  # seconds that an old one is kept for what still comes through it; Slack closes it


class Socket:
    """The connections; `base_url` is where a connection is asked for."""

    def __init__(self, app: AsyncApp, token: str, base_url: str, look: float = LOOK) -> None:
        self._app, self._token, self._base_url, self._look = app, token, base_url, look
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Connect, and stay connected."""
        for number in range(CONNECTIONS):
            self._begin(self._keep(number))

    async def stop(self) -> None:
        """Close the connections."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _keep(self, number: int) -> None:
        """Be connected, by one connection after the other."""
        wait = 1.0
        while True:
            line, begun = Line(self._app, self._token, self._base_url), _time()
            try:
                await line.open()
                log.info("socket %s is connected", number)
                await self._ends(line)
                log.info("socket %s is renewed", number)
            except asyncio.CancelledError:
                await line.close_async()  # type: ignore[no-untyped-call]
                raise
            except Exception as error:  # of the network, of the library, of Slack
                why = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
                log.warning("socket %s can't connect: %s", number, why)
            self._begin(self._fade(line))
            wait = 1.0 if _time() - begun > SETTLED else wait
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST)

    async def _ends(self, line: "Line") -> None:
        """Wait until Slack says that it will close a connection. Raises ConnectionError where it
        broke before.
        """
        while await line.client.is_connected():
            with suppress(TimeoutError):
                await asyncio.wait_for(line.ends.wait(), self._look)
                return
        raise ConnectionError

    async def _fade(self, line: "Line") -> None:
        """Close a connection once Slack has, or nothing more can come through it."""
        try:
            for _ in range(int(FADE / self._look)):
                if not await line.client.is_connected():
                    break
                await asyncio.sleep(self._look)
        finally:
            await line.close_async()  # type: ignore[no-untyped-call]


class Line(AsyncSocketModeHandler):
    """One connection, which is never renewed; `ends` is set when Slack says that it will be closed.

    What comes through it before is handled still.
    """

    def __init__(self, app: AsyncApp, token: str, base_url: str) -> None:
        self.app, self.app_token, self.ends = app, token, asyncio.Event()
        self.client = _Client(
            token,
            logging.getLogger("slack_sdk"),
            AsyncWebClient(base_url=base_url),
            auto_reconnect_enabled=False,
            ping_interval=PING,
        )
        self.client.ends = self.ends
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]

    async def open(self) -> None:
        """Connect. Raises whatever the network, Slack and the library raise."""
        self.client.wss_uri = await self.client.issue_new_wss_url()
        await asyncio.wait_for(self.client.connect(), PATIENCE)  # type: ignore[no-untyped-call]


class _Client(SocketModeClient):
    ends: asyncio.Event

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Slack told that the connection ends: others make a new one, and close this afterwards."""
        self.ends.set()


def _time() -> float:
    return asyncio.get_running_loop().time()
