"""The bot in a guild on loopback, as a process of its own that can be killed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from tests.discord.guilds import Guild, Guilds
from tests.discord.houses import START
from tests.far import Process


@dataclass(slots=True, kw_only=True)
class Far(Process):
    """What a `House` is to whoever plays in it."""

    world: Guild

    @property
    def env(self) -> Guilds:
        """The simulation of the guild."""
        return self.world.env

    @property
    def guild(self) -> GuildHandle:
        """The guild."""
        return self.world.guild

    @property
    def channel(self) -> ChannelHandle:
        """Its channel."""
        return self.world.channel

    @property
    def people(self) -> dict[str, MemberActor]:
        """Everybody in it."""
        return self.world.people

    def person(self, name: str) -> MemberActor:
        """Somebody of this name, who is let into the channel."""
        return self.world.person(name)

    async def restart(self) -> None:
        """The bot dies, and another one takes over what is in the store."""
        await self.kill()
        await self.start()

    async def asked(self) -> dict[str, Any]:
        """How much it was told."""
        await self.world.unsent.join()
        return {"told": len(self.world.gateway.told)}


@asynccontextmanager
async def far(
    world: Guild, database: str, folder: Path, silence: float = 300.0
) -> AsyncIterator[Far]:
    """The bot in a guild that is there already; it is killed at the end. `silence` is how many
    seconds of it from Discord it bears.
    """
    words = ("tests.discord.turned", database, world.url, str(silence))
    bot = Far(words, folder / "log.txt", START, world=world)
    try:
        await bot.start()
        world.env.heard = bot.settle
        yield bot
    finally:
        world.env.heard = None
        await bot.close()
