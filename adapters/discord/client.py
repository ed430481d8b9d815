"""discord.py's client: what it receives becomes payloads for `parse`, and no view is kept."""

from collections.abc import Awaitable, Callable
from math import inf
from time import perf_counter
from typing import Any

import discord
from discord.http import HTTPClient

from adapters.chat.body import Body
from adapters.discord.api import Api
from adapters.discord.gate import SLEEP
from adapters.discord.parse import From, Meant, parse, parse_message
from adapters.discord.shards import Shards

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)  # none is privileged
Hear = Callable[[Meant], Awaitable[None]]


class Bot(discord.AutoShardedClient):
    """Receives, and hands on: `hear`, `gone` and `changed` are called for what happens, `ready`
    once before the first of it. `api` is what calls through this client; `shards` are those that
    are its own (None = as many as Discord advises)."""

    def __init__(
        self, api: Api, ready: Callable[["Bot"], Awaitable[None]], shards: Shards | None = None
    ) -> None:
        own: dict[str, Any] = (
            {"shard_ids": [*shards.ids], "shard_count": shards.count} if shards else {}
        )
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=SLEEP,
            max_messages=None,
            http_trace=api.gate.trace(),
            **own,
        )
        self.api, self._begin, self._begun = api, ready, False
        self._let_in, self._beats = dict[int, float](), dict[int, float]()
        self.hear: Hear = _nothing
        self.gone: Callable[[str, str, str], Awaitable[None]] = _nothing_gone
        self.changed: Callable[[From], Awaitable[None]] = _nothing

    @property
    def heard(self) -> float:
        """When Discord last gave a sign on the shard that is silent for the longest, on the clock
        of `perf_counter`; 0 for never."""
        signs = [max(self._let_in.get(id, 0.0), self._beat(id)) for id in self.shards]
        if len(signs) < len(self.shard_ids or range(self.shard_count or 1)):
            signs.append(max(self._let_in.values(), default=0.0))  # the others come one by one
        return min(signs)

    @property
    def calling(self) -> HTTPClient | None:
        """What calls Discord; None before it may, and after the end."""
        return self.http if self._begun and not self.is_closed() else None

    @property
    def let_in(self) -> int:
        """How many shards Discord has let in so far."""
        return len(self._let_in)

    async def on_shard_ready(self, shard: int) -> None:
        """Connected."""
        self._let_in[shard] = perf_counter()

    async def on_shard_resumed(self, shard: int) -> None:
        """Connected again, where it was."""
        self._let_in[shard] = perf_counter()

    async def setup_hook(self) -> None:
        """Everything that must be there before the first event."""
        self._begun = True
        if self.shard_count is None:  # to ask later is to be sent to Discord's own gateway
            self.shard_count, *_ = await self.http.get_bot_gateway()
        await self._begin(self)

    def _beat(self, shard: int) -> float:
        """When a heartbeat was acknowledged last; also that of a connection which is no more."""
        beating = getattr(self._get_websocket(shard_id=shard), "_keep_alive", None)
        if beating is not None and beating.latency < inf:  # it counts its own beginning as one
            self._beats[shard] = beating._last_ack
        return self._beats.get(shard, 0.0)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, a button or a form."""
        await self.hear(parse(payload(interaction)))

    async def on_message(self, message: discord.Message) -> None:
        """Words to us."""
        if self.user:
            await self.hear(parse_message(words(message), str(self.user.id)))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """We were put out; an outage is told in another way and is none of this."""
        await self.gone(str(guild.id), "", "put out of the guild")

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is no more."""
        await self.gone(str(channel.guild.id), str(channel.id), "channel deleted")

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel may be read by others than before."""
        if before.overwrites != after.overwrites:
            await self.changed(From("", "", str(after.guild.id), room=str(after.id)))

    def is_open(self, guild: str, room: str) -> bool | None:
        """Whether everybody of a guild can read a channel; None where we don't know it."""
        found = self.get_guild(int(guild)) if guild and room else None
        channel = found.get_channel(int(room)) if found else None
        if found is None or channel is None:
            return None
        return channel.permissions_for(found.default_role).view_channel

    def guild_ids(self) -> list[str]:
        """Where we are."""
        return [str(guild.id) for guild in self.guilds]


def payload(interaction: discord.Interaction) -> Body:
    """An interaction in the shape in which Discord sent it."""
    user, channel = interaction.user, interaction.channel
    who = {"id": str(user.id), "username": user.name, "global_name": user.global_name}
    member = {"user": who, "permissions": str(interaction.permissions.value)}
    return {
        "id": str(interaction.id),
        "application_id": str(interaction.application_id),
        "type": interaction.type.value,
        "token": interaction.token,
        "guild_id": str(interaction.guild_id or ""),
        "channel": _place(channel),
        "app_permissions": str(interaction.app_permissions.value),
        "data": interaction.data or {},
        **({"member": member} if interaction.guild_id else {"user": who}),
        **({"message": _message(interaction.message)} if interaction.message else {}),
    }


def words(message: discord.Message) -> Body:
    """A message in the shape in which Discord sent it, with its channel beside it."""
    author = message.author
    rights = getattr(author, "guild_permissions", discord.Permissions.none())
    return {
        "id": str(message.id),
        "guild_id": str(message.guild.id) if message.guild else "",
        "channel": _place(message.channel),
        "author": {"id": str(author.id), "bot": author.bot},
        "permissions": str(rights.value),
        "content": message.content,
    }


def _message(message: discord.Message) -> Body:
    inside = [component.to_dict() for component in message.components]
    return {"id": str(message.id), "components": inside}


def _place(channel: Any) -> Body:
    kind = getattr(getattr(channel, "type", None), "value", 0)
    parent = getattr(channel, "parent_id", None)
    return {"id": str(getattr(channel, "id", "")), "type": kind, "parent_id": str(parent or "")}


async def _nothing(_: object) -> None:
    """Before everything is there, nothing is heard."""


async def _nothing_gone(guild: str, room: str, why: str) -> None:
    """Before everything is there, nothing is lost."""
