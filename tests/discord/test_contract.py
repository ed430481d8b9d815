"""What works in the local room works in Discord: the same conversations, read from the channel."""

from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.discord.contract import held
from tests.discord.face import Face
from tests.discord.houses import house
from tests.discord.seen import Seen
from tests.transcripts import each

pytestmark = pytest.mark.unmeasured  # in memory these conversations were


@each
async def test_the_conversation_is_the_same_in_discord(file: Path, sqlite_store: SqlStore) -> None:
    async with house(sqlite_store) as bot:
        played, said = await held(file, Face(bot, Seen(bot.env)))
    assert played == said
