"""The bot in a simulated workspace, as a process of its own that can be killed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from adapters.slack.web import PATH
from tests.far import Process
from tests.slack import payloads
from tests.slack.fake import Slack
from tests.slack.houses import START


@dataclass(slots=True, kw_only=True)
class Far(Process):
    """What a `House` is to whoever plays in it."""

    slack: Slack

    async def send(self, body: dict[str, Any]) -> httpx.Response:
        """A payload to the bot, signed."""
        kind, raw = payloads.wire(body)
        sign = payloads.signed(raw, int(self.at.timestamp()))
        return await self.http.post(PATH, content=raw, headers={"Content-Type": kind, **sign})


@asynccontextmanager
async def far(slack: Slack, database: str, folder: Path) -> AsyncIterator[Far]:
    """The bot at a Slack that is served already; it is killed at the end."""
    words = ("tests.slack.turned", database, slack.url, slack.token)
    bot = Far(words, folder / "log.txt", START, slack=slack)
    try:
        await bot.start()
        yield bot
    finally:
        await bot.close()
