"""A bot as a process of its own that can be killed, and whose time somebody else turns."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests.process import ROOT, environment
from tests.turned import CLOCK


@dataclass(slots=True)
class Process:
    """`python -m` with these words and the time at its end; `log` is what its lives said."""

    words: Sequence[str]
    log: Path
    at: datetime
    http: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=60))
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        with self.log.open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self.words, self.at.isoformat()),
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

    async def close(self) -> None:
        """End it, and what talks to it."""
        await self.kill()
        await self.http.aclose()

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        await self.turn(timedelta(), _nobody)

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Let time pass, with a look after each alarm."""
        return await self._until(self.at + span, seen)

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """The clock jumps, and nothing happens on the way."""
        return await self._until(self.at + span, seen, span)

    async def asked(self) -> dict[str, Any]:
        """What the process must know to tell whether it has handled all that was sent."""
        return {}

    async def _until(
        self, until: datetime, seen: Callable[[], Awaitable[None]], jump: timedelta = timedelta()
    ) -> str:
        rang, far = True, jump.total_seconds()
        while rang:
            asked = {"until": until.isoformat(), "jump": far, **await self.asked()}
            told = (await self.http.post(CLOCK, json=asked)).json()
            rang, far, self.at = told["rang"], 0.0, datetime.fromisoformat(told["at"])
            if rang:
                await seen()
        return ""


async def _nobody() -> None:
    """Nobody watches."""
