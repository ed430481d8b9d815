"""The bot in a simulated workspace, as a process of its own that can be killed."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from adapters.slack.web import PATH
from tests.process import ROOT, environment
from tests.slack import payloads
from tests.slack.fake import Slack
from tests.slack.houses import START
from tests.slack.turned import CLOCK


@dataclass(slots=True)
class Far:
    """What a `House` is to whoever plays in it; `log` is what its processes said."""

    slack: Slack
    database: str
    log: Path
    at: datetime = START
    http: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=60))
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        words = (self.database, self.slack.url, self.slack.token, self.at.isoformat())
        with self.log.open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.slack.turned", *words),
                cwd=ROOT,
                env=environment(),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self.process.stdout
        port = (await self.process.stdout.readline()).decode().strip()
        assert port, self.log.read_text("utf-8")
        self.http.base_url = httpx.URL(f"http://127.0.0.1:{port}")

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def send(self, body: dict[str, Any]) -> httpx.Response:
        """A payload to the bot, signed."""
        kind, raw = payloads.wire(body)
        sign = payloads.signed(raw, int(self.at.timestamp()))
        return await self.http.post(PATH, content=raw, headers={"Content-Type": kind, **sign})

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        await self.turn(timedelta(), _nobody)

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Let time pass, with a look after each alarm."""
        return await self._until(self.at + span, seen)

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """The clock jumps, and nothing happens on the way."""
        return await self._until(self.at + span, seen, span)

    async def _until(
        self, until: datetime, seen: Callable[[], Awaitable[None]], jump: timedelta = timedelta()
    ) -> str:
        rang, far = True, jump.total_seconds()
        while rang:
            asked = {"until": until.isoformat(), "jump": far}
            told = (await self.http.post(CLOCK, json=asked)).json()
            rang, far, self.at = told["rang"], 0.0, datetime.fromisoformat(told["at"])
            if rang:
                await seen()
        return ""


@asynccontextmanager
async def far(slack: Slack, database: str, folder: Path) -> AsyncIterator[Far]:
    """The bot at a Slack that is served already; it is killed at the end."""
    bot = Far(slack, database, folder / "log.txt")
    try:
        await bot.start()
        yield bot
    finally:
        await bot.kill()
        await bot.http.aclose()


async def _nobody() -> None:
    """Nobody watches."""
