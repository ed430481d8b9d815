"""Sends at its own clock, whatever the answers take: a slow answer keeps no other request back."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from random import Random  # noqa: TID251 - seeded: the same moments each time
from time import sleep

from adapters.clock import SystemClock
from bench.slack_load import length, signed
from gates.load.crowd import Crowd

IDLE = 3.0  # seconds after which a connection is not used again: servers close those that rest
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Sent:
    """Seconds from when each request was to go out until its answer, and by how many of these the
    sender itself was behind; the numbers of those that were `heard`, and what others got."""

    spent: list[float] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def send(crowd: Crowd, port: int, seed: int, rate: int, many: int, begin: datetime) -> Sent:
    """So many requests at chance moments from an instant on, so many a second."""
    dice = Random(seed)
    moments = accumulate(dice.expovariate(rate) for _ in range(many))
    asked = [*signed(crowd.acts(many), port)]
    sleep(max((begin - SystemClock().now()).total_seconds(), 0.0))
    return asyncio.run(Sender(port).send(moments, asked))


class Sender:
    """What comes from Slack, through as many connections as it takes."""

    def __init__(self, port: int) -> None:
        self._port, self._found = port, Sent()
        self._idle: list[tuple[float, Line]] = []

    async def send(self, moments: Iterator[float], asked: Sequence[bytes]) -> Sent:
        """Each at its moment."""
        time = asyncio.get_running_loop().time
        begun = time()
        async with asyncio.TaskGroup() as flying:
            for number, (moment, request) in enumerate(zip(moments, asked, strict=True)):
                due = begun + moment
                if (wait := due - time()) > 0:
                    await asyncio.sleep(wait)
                self._found.behind.append(max(time() - due, 0.0))
                flying.create_task(self._one(number, due, request))
        for _, (_, writing) in self._idle:
            writing.close()
        return self._found

    async def _one(self, number: int, due: float, request: bytes) -> None:
        time = asyncio.get_running_loop().time
        try:
            line = await self._line(time())
            line[1].write(request)
            head = await line[0].readuntil(b"\r\n\r\n")
            body = await line[0].readexactly(length(head))
        except (OSError, EOFError) as error:
            self._found.failed.append(f"{number}: {type(error).__name__}")
            return
        self._idle.append((time(), line))
        self._found.spent.append(time() - due)
        if head.startswith(b"HTTP/1.1 200 ") and not body:
            self._found.heard.append(number)
        else:
            self._found.failed.append(f"{number}: {head[:12]!r} {body[:80]!r}")

    async def _line(self, now: float) -> Line:
        while self._idle:
            since, line = self._idle.pop()
            if now - since < IDLE:
                return line
            line[1].close()
        return await asyncio.open_connection("127.0.0.1", self._port)
