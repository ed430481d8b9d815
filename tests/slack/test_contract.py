"""What works in the local room works in Slack: the same conversations, read from the channel."""

from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.slack.contract import held
from tests.slack.face import Face
from tests.slack.fake import Slack
from tests.slack.houses import house
from tests.transcripts import each

pytestmark = pytest.mark.unmeasured  # in memory these conversations were


@each
async def test_the_conversation_is_the_same_on_slack(file: Path, sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Slack()) as bot:
        played, said = await held(file, Face(bot))
    assert played == said
