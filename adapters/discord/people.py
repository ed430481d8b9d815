"""Whom the bot knows: what they are called, and where to write to them alone."""

import asyncio
from collections.abc import Callable, Iterable

from adapters.chat.body import text_of
from adapters.discord.api import Api, Bad, Good
from adapters.discord.render import Json

PATIENCE = 1.0  # seconds: a form must open within three
MOST = 10_000  # people in memory


class People:
    """`guilds` are the ids of those that the bot is in."""

    def __init__(self, api: Api, guilds: Callable[[], list[str]]) -> None:
        self._api, self.guilds = api, guilds
        self._names: dict[tuple[str, str], str] = {}
        self._alone: dict[str, str] = {}

    async def names(self, group: str, ids: Iterable[str]) -> Callable[[str], str]:
        """What these are called in the guild of a group, as a lookup that gives back any other
        word."""
        guild = group.split(":")[1]
        asked = [self._ask(guild, id) for id in ids if (guild, id) not in self._names]
        if asked:
            await asyncio.wait([asyncio.create_task(one) for one in asked], timeout=PATIENCE)
        return lambda id: self._names.get((guild, id), id)

    async def alone(self, user: str) -> str | Bad:
        """The channel of the direct messages to somebody."""
        if known := self._alone.get(user):
            return known
        told = await self._api.call("POST", "/users/@me/channels", {"recipient_id": user})
        if isinstance(told, Bad):
            return told
        if len(self._alone) >= MOST:
            self._alone.clear()
        self._alone[user] = text_of(told.data, "id")
        return self._alone[user]

    async def tell(self, user: str, message: Json) -> Good | Bad:
        """Write to somebody alone."""
        channel = await self.alone(user)
        if isinstance(channel, Bad):
            return channel
        return await self._api.call(
            "POST", "/channels/{channel_id}/messages", message, channel_id=channel
        )

    async def _ask(self, guild: str, user: str) -> None:
        path = "/guilds/{guild_id}/members/{user_id}"
        told = await self._api.call("GET", path, guild_id=guild, user_id=user)
        if isinstance(told, Good) and isinstance(told.data, dict):
            profile = told.data.get("user")
            shown = (
                text_of(told.data, "nick"),
                text_of(profile, "global_name"),
                text_of(profile, "username"),
            )
            if len(self._names) >= MOST:
                self._names.clear()
            self._names[guild, user] = next(filter(None, shown), user)
