"""Socket Mode: two connections through the same app, and a look at whether they live.

Slack refreshes each every few hours; events are sent again then, but a button that is pressed while
the only connection is being renewed is lost.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)
CONNECTIONS = 2
LOOK = 30.0  # seconds between two looks
LONGEST = 60.0  # seconds between two tries to connect


class Socket:
    """The connections; `base_url` is where a connection is asked for."""

    def __init__(self, app: AsyncApp, token: str, base_url: str, look: float = LOOK) -> None:
        self._app, self._token, self._base_url, self._look = app, token, base_url, look
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Connect, and stay connected."""
        self._tasks = [asyncio.create_task(self._keep(number)) for number in range(CONNECTIONS)]

    async def stop(self) -> None:
        """Close the connections; what they are handling is finished."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep(self, number: int) -> None:
        wait = 1.0
        while True:
            handler = AsyncSocketModeHandler(
                self._app, self._token, web_client=AsyncWebClient(base_url=self._base_url)
            )
            try:
                await handler.client.connect()  # type: ignore[no-untyped-call]
                log.info("socket %s is connected", number)
                wait = 1.0
                while await handler.client.is_connected():
                    await asyncio.sleep(self._look)
                log.warning("socket %s is not connected any more", number)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # of the network, of the library, of Slack
                log.warning("socket %s can't connect: %s", number, type(error).__name__)
            finally:
                await handler.client.close()  # type: ignore[no-untyped-call]
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST)
