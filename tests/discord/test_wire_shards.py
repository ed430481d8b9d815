"""Shards over the wire: as many as Discord advises, or those that the settings name."""

from pathlib import Path

from tests.discord.fake import Discord, discord, interaction
from tests.discord.test_wire_discord import CALLBACK, started


def asked(world: Discord) -> bool:
    return any(path == "/gateway/bot" for _, path, _ in world.calls)


async def test_there_are_as_many_shards_as_discord_advises(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world:
        world.advice = 2
        async with started(tmp_path, sqlite_url, world):
            await world.connected(2)
            assert asked(world)
            assert world.shards == [[0, 2], [1, 2]]
            await world.drop()
            await world.happens("INTERACTION_CREATE", interaction(1, "join"), shard=0)
            assert (await world.answered(CALLBACK.format(1)))["type"] == 5


async def test_a_process_owns_the_shards_that_are_named(sqlite_url: str, tmp_path: Path) -> None:
    share = {"DISCORD_SHARDS": "0/2"}
    async with discord() as world, started(tmp_path, sqlite_url, world, share):
        await world.happens("INTERACTION_CREATE", interaction(1, "join"))
        assert (await world.answered(CALLBACK.format(1)))["type"] == 5
        assert world.shards == [[0, 2]]
        assert not asked(world)
