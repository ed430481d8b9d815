"""Every conversation in tests/transcripts goes as it is written down, in memory and in the
terminal.

`TRANSCRIPTS=write` writes the answers anew; read the difference before you keep it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.events import ARGS
from bot.formats.catalogue import catalogue
from bot.house.shelf import stock
from tests.process import cli
from tests.transcripts import FILES, is_answer, play
from tests.world import World

WRITE = os.environ.get("TRANSCRIPTS") == "write"


OWN = Path(__file__).parent / "formats"  # the formats of the group that brings its own


def named(path: Path) -> str:
    return path.stem


@pytest.fixture
def shelf(file: Path) -> Iterator[str]:
    """The directory of own formats for a conversation: "" for most."""
    directory = str(OWN) if file.stem == "own_format" else ""
    assert stock(directory) == ()
    yield directory
    stock("")


@pytest.mark.parametrize("file", FILES, ids=named)
@pytest.mark.usefixtures("shelf")
async def test_the_conversation_goes_as_written(file: Path) -> None:
    said = file.read_text("utf-8").splitlines()
    world = World()
    played = await play(said, world)
    buttons = [b for posting in world.postings if posting.card for b in posting.card.buttons]
    assert [button for button in buttons if len(button.args) > ARGS] == []
    if WRITE:
        file.write_text("\n".join(played) + "\n", "utf-8")
        return
    assert played == said


@pytest.mark.unmeasured  # it was measured in memory
@pytest.mark.parametrize("file", FILES, ids=named)
def test_the_terminal_says_the_same(file: Path, shelf: str, tmp_path: Path) -> None:
    said = file.read_text("utf-8")
    chat = ("chat", "--start", "2026-03-02T17:00Z")
    ended = cli(tmp_path, *chat, typed=said, FORMATS_DIR=shelf)
    assert ended.lines == [line for line in said.splitlines() if is_answer(line)]
    assert (ended.code, ended.err) == (0, "")


def test_every_command_has_a_conversation() -> None:
    told = "\n".join(file.read_text("utf-8") for file in FILES)
    assert [name for name in COMMANDS if f"> /{name}" not in told] == []


def test_every_format_has_a_conversation() -> None:
    assert [id for id in catalogue() if id not in {file.stem for file in FILES}] == []
