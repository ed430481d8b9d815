"""Whom the bot knows: what they are called, and where to write to them alone."""

from collections.abc import Callable, Iterable

from adapters.chat.body import mapping, text_of
from adapters.chat.meant import Name
from adapters.chat.people import MOST, Known, Who
from adapters.chat.places import tenant_of
from adapters.discord.api import Api, Bad, Good
from adapters.discord.render import Json


class People:
    """`guilds` are the ids of those that the bot is in."""

    def __init__(self, api: Api, guilds: Callable[[], list[str]]) -> None:
        self._api, self.guilds = api, guilds
        self._known = Known[None](self._ask)
        self._alone: dict[str, str] = {}

    async def names(self, group: str, ids: Iterable[str]) -> Name:
        """What these are called in the guild of a group."""
        return await self._known.names(tenant_of(group), ids)

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

    async def _ask(self, who: Who) -> tuple[str, None] | None:
        guild, user = who
        path = "/guilds/{guild_id}/members/{user_id}"
        told = await self._api.call("GET", path, guild_id=guild, user_id=user)
        if not isinstance(told, Good):
            return None
        profile = mapping(told.data).get("user")
        shown = (
            text_of(told.data, "nick"),
            text_of(profile, "global_name"),
            text_of(profile, "username"),
        )
        return next(filter(None, shown), user), None
