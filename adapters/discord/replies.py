"""Interactions that can still be answered: Discord gives a quarter of an hour for it, and three
seconds until it must have been acknowledged.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from adapters.discord import limits
from adapters.discord.api import Api, Bad, Good
from adapters.discord.parse import From
from adapters.discord.render import Json
from bot.ports import Clock

LIFE = timedelta(minutes=14)  # in which an answer can follow
PATIENCE = 5.0  # seconds until an acknowledgement is there, or never will be
CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
FOLLOW = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = FOLLOW + "/messages/@original"
# The types of a first response.
SAY, THINK, SILENT, CHANGE, SUGGEST, ASK = 4, 5, 6, 7, 8, 9


@dataclass(slots=True)
class Open:
    """One interaction. `thinking` says that its first answer fills a place that waits for it; what
    is in `more` follows its answer."""

    at: From
    until: datetime
    thinking: bool = False
    more: tuple[Json, ...] = ()
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)


class Replies:
    """Answers interactions, and knows which can still be answered."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api, self._clock = api, clock
        self._open: dict[str, Open] = {}  # the oldest first, so that few are looked at

    async def first(self, at: From, kind: int, data: object = None) -> Good | Bad:
        """The first response to an interaction."""
        body = {"type": kind} | ({} if data is None else {"data": data})
        told = await self._api.answer("POST", CALLBACK, body, at.number, at.token)
        if isinstance(told, Bad) and told.kind == "done":
            return Good(None)
        return told

    async def say(self, at: From, *messages: Json, change: bool = False) -> Good | Bad:
        """Messages for whoever did it, the first of them as the first response, or (`change`) in
        place of the message that they did it on."""
        told = await self.first(at, CHANGE if change else SAY, _private(messages[0]))
        for message in messages[1:]:
            told = await self._api.answer("POST", FOLLOW, _private(message), at.app, at.token)
        return told

    def expect(self, at: From) -> bool:
        """Whispers that come of this interaction can answer it, once it is acknowledged. False
        where it has come before, and has its answer."""
        now = self._clock.now()
        for id in [*takewhile(lambda id: self._open[id].until <= now, self._open)]:
            del self._open[id]
        if at.id in self._open:
            return False
        self._open[at.id] = Open(at, now + LIFE)
        return True

    def follow(self, at: From, *messages: Json) -> None:
        """Have messages follow what answers an interaction that is not acknowledged yet."""
        if entry := self._open.get(at.id):
            entry.more = messages

    async def acknowledge(self, at: From, *, told: bool) -> None:
        """Acknowledge what is committed; `told` says that an answer follows."""
        entry = self._open.get(at.id)
        if at.menu:
            sent = await self.first(at, SILENT)
        else:
            sent = await self.first(at, THINK, {"flags": limits.EPHEMERAL})
            if not told and isinstance(sent, Good):
                await self.forget(at)
        if entry and isinstance(sent, Good):
            entry.thinking = told and not at.menu
            entry.acknowledged.set()
        else:
            self._open.pop(at.id, None)

    async def forget(self, at: From) -> None:
        """Take the message away that an interaction is about."""
        await self._api.answer("DELETE", ORIGINAL, None, at.app, at.token)

    def of(self, event: str, who: str) -> Open | None:
        """The interaction that this event was, where it was theirs and can be answered."""
        entry = self._open.get(event)
        known = entry is not None and entry.at.user == who and entry.until > self._clock.now()
        return entry if known else None

    async def answer(self, entry: Open, messages: Sequence[Json]) -> Good | Bad | None:
        """Answer an interaction; None where it can't be answered any more."""
        try:
            await asyncio.wait_for(entry.acknowledged.wait(), PATIENCE)
        except TimeoutError:
            return None
        told: Good | Bad = Good(None)
        for message in (*messages, *entry.more):
            told = await self._next(entry, _private(message))
            if isinstance(told, Bad):
                return None if told.kind == "late" else told
            entry.thinking = False
        return told

    async def _next(self, entry: Open, message: Json) -> Good | Bad:
        method, path = ("PATCH", ORIGINAL) if entry.thinking else ("POST", FOLLOW)
        return await self._api.answer(method, path, message, entry.at.app, entry.at.token)


def _private(message: Json) -> dict[str, Any]:
    return {**message, "flags": message["flags"] | limits.EPHEMERAL}
