"""A conversation in a workspace is the one that the transcript has."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bot.words.charter import CLOSED_NOW, OPEN_NOW
from tests import playing
from tests.slack.face import Face
from tests.slack.shown import spell

Feed = Callable[[Face, str], Awaitable[list[str]]]
BESIDE = (f"bot> {OPEN_NOW}", f"bot> {CLOSED_NOW}")  # whoever has not joined is a stranger in Slack


async def held(file: Path, face: Face, feed: Feed = Face.feed) -> tuple[list[str], list[str]]:
    """What was said in a workspace, and what it should have been."""
    return await playing.held(file, partial(feed, face), spell, BESIDE)
