"""Reads transcripts, plays them, and says where a conversation went another way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.local.notation import Comment, read
from tests.world import World, terminal

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))
each = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
FEW = 4  # lines of one conversation that another room may have no way to say


def is_input(line: str) -> bool:
    """Whether somebody typed this line (else the bot said it, or it is a note or a blank)."""
    return not isinstance(read(line), Comment)


def is_answer(line: str) -> bool:
    """Whether the bot said this line."""
    return line.startswith(("bot>", "bot*", "? "))


async def play(lines: list[str], world: World | None = None) -> list[str]:
    """The same transcript with the answers that the core gives in memory."""
    face, played = terminal(world or World()), []
    for line in lines:
        if is_answer(line):
            continue
        played.append(line)
        if is_input(line):
            played += await face.feed(line)
    return played


def rewrite(files: list[Path], played: Callable[[Path], list[str]]) -> None:
    """Write transcripts anew; whoever does it reads the difference."""
    for file in files:
        file.write_text("\n".join(played(file)) + "\n", "utf-8")


def whole(heard: list[str]) -> str:
    """Several messages as the one card that they are, where a room takes none so long."""
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
