"""What works in the local room works in Slack: the same conversations, read from the channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.store import SqlStore
from bot.house.shelf import stock
from tests.slack.contract import held
from tests.slack.face import Face
from tests.slack.fake import Slack
from tests.slack.houses import house
from tests.transcripts import FILES

pytestmark = pytest.mark.unmeasured  # in memory these conversations were
OWN = Path(__file__).parents[1] / "formats"  # of the group that brings its own


def named(path: Path) -> str:
    return path.stem


@pytest.fixture
def shelf(file: Path) -> Iterator[None]:
    """The directory of own formats, for the conversation that has some."""
    stock(str(OWN) if file.stem == "own_format" else "")
    yield
    stock("")


@pytest.mark.parametrize("file", FILES, ids=named)
@pytest.mark.usefixtures("shelf")
async def test_the_conversation_is_the_same_on_slack(file: Path, sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Slack()) as bot:
        played, said = await held(file, Face(bot))
    assert played == said
