"""Shards shared out among processes: each belongs to one, by a lease, and has a client of its own.

Whoever owns a shard renews its lease every second. Where a process died or is frozen another takes
the shard over within seconds, by a token that has grown. One that wakes up hears nothing more: by
its own clock its time was over, and its token is an old one when it asks.
"""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from adapters.discord.app import Parts
from adapters.discord.keep import keep
from adapters.discord.shards import Shards
from bot.trouble import Trouble

log = logging.getLogger(__name__)
LIFE = 4.0  # seconds of a lease
BEAT = 1.0  # seconds between two looks
PACE = 5.0  # seconds in which Discord lets one connection of a bot in, whichever process asks
INTRODUCING = "discord introducing"


class Leases(Protocol):
    """Leases in this process's name, and the clock by which it knows how long they last."""

    async def take(self, name: str, seconds: float) -> int | None:
        """Take or renew one: its token, or None while another has it."""
        ...

    async def give(self, name: str) -> None:
        """Give one back."""
        ...

    def clock(self) -> float:
        """Seconds; they pass while the process is frozen, too."""
        ...


@dataclass(slots=True)
class Own:
    """A shard of ours: by which token, until when, and the client that listens on it."""

    token: int
    until: float
    client: "asyncio.Task[None] | None" = None


class Share:
    """The shards of one process, out of `count`."""

    def __init__(self, leases: Leases, parts: Parts, token: str, count: int) -> None:
        self._leases, self._parts, self._token, self._count = leases, parts, token, count
        self._own: dict[int, Own] = {}
        self._next = 0.0

    async def keep(self) -> None:
        """Renew what is ours, and take what is nobody's, until this is cancelled."""
        try:
            while True:
                for id in list(self._own):
                    await self._trying(self._renew(id))
                await self._trying(self._take())
                await asyncio.sleep(BEAT)
        finally:
            for id in list(self._own):
                await self._leave(id)
                await self._trying(self._leases.give(_name(id)))

    async def _renew(self, id: int) -> None:
        own, asked = self._own[id], self._leases.clock()
        if own.client and own.client.done():
            why = type(own.client.exception()).__name__
            log.error("Discord: shard %s ended by %s; whoever is free takes it up", id, why)
            await self._leave(id)
            await self._leases.give(_name(id))
            return
        if await self._leases.take(_name(id), LIFE) == own.token:
            own.until = asked + LIFE
            return
        log.warning("Discord: shard %s is another's now", id)
        await self._leave(id)

    async def _take(self) -> None:
        """One at a time, so that those who start together share them."""
        asked = self._leases.clock()
        for id in range(self._count) if asked >= self._next else ():
            if id in self._own or (token := await self._leases.take(_name(id), LIFE)) is None:
                continue
            self._next = asked + PACE
            self._own[id] = own = Own(token, asked + LIFE)
            own.client = asyncio.create_task(self._listen(id, own), name=f"shard {id}")
            return

    async def _listen(self, id: int, own: Own) -> None:
        while await self._leases.take(INTRODUCING, PACE) is None:
            await asyncio.sleep(BEAT / 2)
        log.info("Discord: shard %s of %s is ours, by token %s", id, self._count, own.token)
        shards = Shards((id,), self._count)
        await keep(self._parts.part(shards, lambda: self._leases.clock() < own.until), self._token)

    async def _leave(self, id: int) -> None:
        own = self._own.pop(id)
        own.until = 0.0
        if own.client:
            own.client.cancel()
            await asyncio.wait([own.client], timeout=PACE)
        self._parts.crew.pop(id, None)

    async def _trying(self, work: Coroutine[Any, Any, None]) -> None:
        """The database may be away: what was ours ends by itself then."""
        try:
            await work
        except Trouble as trouble:
            log.warning("Discord: shards are not looked after: %s", trouble)


def _name(id: int) -> str:
    return f"shard:discord:{id}"
