"""What works in the local room works in Slack: the same conversations, read from the channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.store import SqlStore
from bot.house.shelf import stock
from bot.verbs import called
from bot.words.charter import OPEN_NOW
from tests.slack.face import Face, NotHere
from tests.slack.fake import Slack
from tests.slack.houses import COMMAND, house
from tests.transcripts import FILES, is_answer, is_input

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
    said, played = list[str](), list[str]()
    async with house(sqlite_store, Slack()) as bot:
        face = Face(bot)
        for line, answers in turns(file):
            try:
                heard = await face.feed(line)
            except NotHere:
                continue
            if f"bot> {OPEN_NOW}" not in answers:  # whoever has not joined is a stranger in Slack
                heard = [each for each in heard if each != f"bot> {OPEN_NOW}"]
            wanted = [called(answer, COMMAND) for answer in answers]
            said += [line, *wanted]
            played += [line, *(wanted if whole(heard) in wanted else heard)]
    assert played == said


def whole(heard: list[str]) -> str:
    """Several ephemeral messages as the one card that they are; there is no thread for them."""
    lead = heard[0].partition("> ")[0] + "> " if heard else ""
    return lead + " | ".join(each.removeprefix(lead) for each in heard)


def turns(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Each line that somebody types, with the answers of the local room."""
    line, answers = "", list[str]()
    for each in file.read_text("utf-8").splitlines():
        if is_answer(each):
            answers.append(each)
        elif is_input(each):
            if line:
                yield line, answers
            line, answers = each, []
    yield line, answers
