"""What works in the local room works in Discord: the same conversations, read from the channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.discord.commands import spell
from adapters.store import SqlStore
from bot.house.shelf import stock
from tests.discord.face import Face
from tests.discord.forms import NotHere, Over
from tests.discord.houses import house
from tests.discord.seen import Seen
from tests.shown import OWN
from tests.transcripts import FILES, is_answer, is_input


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
    said, played = list[str](), list[str]()
    async with house(sqlite_store) as bot:
        face = Face(bot, Seen(bot.env))
        for line, answers in turns(file):
            try:
                heard = await face.feed(line)
            except NotHere:
                continue
            except Over:
                break
            wanted = [spell(answer) for answer in answers]
            said += [line, *wanted]
            played += [line, *(wanted if whole(heard) in wanted else heard)]
    assert played == said


def whole(heard: list[str]) -> str:
    """Several messages as the one card that they are."""
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
