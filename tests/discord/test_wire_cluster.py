"""Two replicas in a Discord of our own: a shard is one's, and another's when that one is gone."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.discord.fake import PATIENCE, Discord, discord, interaction, settings
from tests.discord.test_wire_discord import CALLBACK
from tests.process import Bot

OURS = "shard 0 of 1 is ours"


async def until(true: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.05)


@asynccontextmanager
async def replicas(folder: Path, url: str, world: Discord) -> AsyncIterator[Sequence[Bot]]:
    """Two replicas at work."""
    found = []
    for name in ("first", "second"):
        (folder / name).mkdir()
        found.append(Bot(folder / name, url, settings(world), words=("run", "--cluster")))
    try:
        await asyncio.gather(*(asyncio.to_thread(bot.start) for bot in found))
        yield found
    finally:
        for bot in found:
            if bot.process and bot.process.poll() is None:
                await asyncio.to_thread(bot.kill)


async def hears(world: Discord, number: int, connection: int) -> None:
    """A command that comes over this connection is acknowledged."""
    await world.happens("INTERACTION_CREATE", interaction(number, "menu"), shard=connection)
    assert (await world.answered(CALLBACK.format(number)))["type"] == 5


async def test_a_shard_is_taken_over_from_whoever_is_frozen_or_dead(
    postgres_url: str, tmp_path: Path
) -> None:
    async with discord() as world, replicas(tmp_path, postgres_url, world) as bots:
        await world.connected(1)
        await hears(world, 1, 0)
        assert world.shards == [[0, 1]]
        owner, other = sorted(bots, key=lambda bot: OURS not in bot.log)
        assert OURS not in other.log

        owner.send(signal.SIGSTOP)
        await world.connected(2)  # by the other one
        await world.happens("INTERACTION_CREATE", interaction(2, "menu"), shard=0)
        owner.send(signal.SIGCONT)
        await hears(world, 3, 1)
        await until(lambda: world.sockets[0].closed)
        assert not [path for _, path, _ in world.calls if path.endswith(CALLBACK.format(2))]
        assert f"{OURS}, by token 2" in other.log

        await asyncio.to_thread(other.kill)
        await world.connected(3)
        await hears(world, 4, 2)
        assert f"{OURS}, by token 3" in owner.log
