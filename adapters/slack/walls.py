"""Who can read a channel: everybody where it is public, else those who were let in."""

import asyncio
from typing import Literal

from adapters.slack.client import Api, Good
from adapters.slack.keyring import Keyring
from adapters.slack.parse import From
from bot.engine import Engine
from bot.events import Exposed
from bot.group import Group

Kind = Literal["", "open", "private"]
PAGE = 200  # people of one answer; a mastermind group's channel has far fewer


class Walls:
    """Tells groups who can read their room. Of each channel the last answer is remembered, so that
    nothing is asked or told twice."""

    def __init__(self, engine: Engine, api: Api, keyring: Keyring) -> None:
        self._engine, self._api, self._keyring = engine, api, keyring
        self._told: dict[str, bool] = {}

    async def look(self, at: From, walls: Kind) -> None:
        """Somebody came to a channel, or went, or is about to meet there."""
        if at.group and walls == "open":
            await self._tell(at, strangers=True)
        elif at.group:
            await self._private(at)

    async def joined(self, at: From, walls: Kind) -> None:
        """Somebody joined the group, and may have been the only one outside it. Those who have not
        joined yet are no news while a group comes together."""
        if at.group and (walls == "open" or self._told.get(at.group)):
            await self.look(at, walls)

    async def _private(self, at: From) -> None:
        group = await asyncio.to_thread(self._engine.reader.state, at.group)
        if not isinstance(group, Group) or not group.members:
            return
        told = await self._api.call(at.tenant, "conversations.members", channel=at.room, limit=PAGE)
        if not isinstance(told, Good):
            return  # nothing is known, so nothing is told
        ours = (await self._keyring.of(at.tenant, at.enterprise)).bot_user
        inside = set(told.data.get("members") or ())
        await self._tell(at, strangers=bool(inside - {*group.ids, ours}))

    async def _tell(self, at: From, *, strangers: bool) -> None:
        if self._told.get(at.group) == strangers:
            return
        outcome = await self._engine.handle(Exposed(f"{at.id}:walls", at.group, strangers))
        if outcome is not None and isinstance(outcome.state, Group) and outcome.state.members:
            self._told[at.group] = strangers
