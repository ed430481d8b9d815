"""Who can read a channel: everybody where it is public, else those who were let in."""

from typing import Literal

from adapters.chat.meant import group_of
from adapters.chat.walls import Readers
from adapters.slack.client import Api, Good
from adapters.slack.keyring import Keyring
from adapters.slack.parse import From
from bot.engine import Engine

Kind = Literal["", "open", "private"]
PAGE = 200  # people of one answer; a mastermind group's channel has far fewer


class Walls:
    """Tells groups who can read their room."""

    def __init__(self, engine: Engine, api: Api, keyring: Keyring) -> None:
        self._engine, self._api, self._keyring = engine, api, keyring
        self._readers = Readers(engine)

    async def look(self, at: From, walls: Kind) -> None:
        """Somebody came to a channel, or went, or is about to meet there."""
        if at.group and walls == "open":
            await self._readers.tell(at.id, at.group, strangers=True)
        elif at.group:
            await self._private(at)

    async def joined(self, at: From, walls: Kind) -> None:
        """Somebody joined the group, and may have been the only one outside it. Those who have not
        joined yet are no news while a group comes together."""
        if at.group and (walls == "open" or await self._readers.open(at.group)):
            await self.look(at, walls)

    async def _private(self, at: From) -> None:
        group = await group_of(self._engine.reader, at.group)
        if group is None or not group.members:
            return
        told = await self._api.call(at.tenant, "conversations.members", channel=at.room, limit=PAGE)
        if not isinstance(told, Good):
            return  # nothing is known, so nothing is told
        ours = (await self._keyring.of(at.tenant, at.enterprise)).bot_user
        inside = set(told.data.get("members") or ())
        strangers = bool(inside - {*group.ids, ours})
        await self._readers.tell(at.id, at.group, strangers=strangers)
