"""A bot as a process of its own in a guild on loopback, and whoever plays in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.face import Face
from tests.discord.far import Far, far
from tests.discord.guilds import Guild, guild
from tests.discord.seen import Seen

__all__ = ["bot", "face", "world"]


@pytest.fixture
async def world() -> AsyncIterator[Guild]:
    """The guild."""
    async with guild() as there:
        yield there


@pytest.fixture
async def bot(world: Guild, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Far]:
    """The bot in it."""
    async with far(world, sqlite_url, tmp_path) as process:
        yield process


@pytest.fixture
def face(bot: Far) -> Face:
    """Everybody in its channel."""
    return Face(bot, Seen(bot.env))
