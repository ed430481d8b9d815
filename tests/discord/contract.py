"""A conversation in a guild is the one that the transcript has."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from adapters.discord.commands import spell
from tests import playing
from tests.discord.face import Face

Feed = Callable[[Face, str], Awaitable[list[str]]]


async def held(file: Path, face: Face, feed: Feed = Face.feed) -> tuple[list[str], list[str]]:
    """What was said in a guild, and what it should have been."""
    return await playing.held(file, partial(feed, face), spell)
