"""What works in the local room works in Discord: the same conversations, read from the channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.store import SqlStore
from bot.house.shelf import stock
from tests.discord.contract import held
from tests.discord.face import Face
from tests.discord.houses import house
from tests.discord.seen import Seen
from tests.shown import OWN
from tests.transcripts import FILES


@pytest.fixture
def shelf(file: Path) -> Iterator[None]:
    """The directory of own formats, for the conversation that has some."""
    stock(str(OWN) if file.stem == "own_format" else "")
    yield
    stock("")


@pytest.mark.unmeasured
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.usefixtures("shelf")
async def test_the_conversation_is_the_same_in_discord(file: Path, sqlite_store: SqlStore) -> None:
    async with house(sqlite_store) as bot:
        played, said = await held(file, Face(bot, Seen(bot.env)))
    assert played == said
