"""Many guilds: which connections a process owns, and that nothing else changes by it."""

import pytest

from adapters.discord.shards import Shards, shards
from adapters.store import SqlStore
from tests.discord.face import Face
from tests.discord.houses import house
from tests.discord.seen import Seen


def test_a_share_is_written_as_ranges_and_numbers() -> None:
    assert shards("0-3/16") == Shards((0, 1, 2, 3), 16)
    assert shards("5/6") == Shards((5,), 6)
    assert shards(" 0, 5, 7-8, 8 / 16 ") == Shards((0, 5, 7, 8), 16)


@pytest.mark.parametrize(
    "said",
    ["", "0", "0-3", "4/4", "3-0/4", "0-4/4", "-1/4", "0/0", "a/4", "0,/4", "0/99999", "0/4/4"],
)
def test_what_is_no_share_is_none(said: str) -> None:
    assert shards(said) is None


async def test_a_group_meets_on_whatever_shard_its_guild_is(sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Shards((1, 3), 4)) as bot:
        face = Face(bot, Seen(bot.env))
        assert (bot.guild.id >> 22) % 4 == 3
        told = await face.feed("ann> /join")
        assert any("@ann made this group" in each for each in told)
        await face.feed("!restart")
        told = await face.feed("ben> [Join]")
        assert any("@ben joined" in each for each in told)
        assert bot.parts.bot.guild_ids() == [str(bot.guild.id)]
        assert bot.parts.bot.is_open(str(bot.guild.id), str(bot.channel.id)) is False
