"""What the README shows is what the product does."""

import re
from pathlib import Path

from bot.commands import COMMANDS
from bot.formats.catalogue import catalogue
from bot.formats.check import check
from tests.transcripts import is_answer, play

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def rows() -> list[str]:
    """The README's table, as COMMANDS has it."""
    usages = (
        (row, f"/{row.name} {row.usage}".strip().replace("|", "\\|")) for row in COMMANDS.values()
    )
    return [f"| `{usage}` | {row.help} |" for row, usage in usages]


async def test_the_transcript_of_the_readme_is_a_real_one() -> None:
    block = re.search(r"((?:    .*\n)+)\n`ann> /join` is a command", README)
    assert block
    told = [line[4:] for line in block[1].splitlines()]
    played = iter(await play([line for line in told if not is_answer(line)]))
    assert [line for line in told if line not in played] == []


def test_the_table_of_the_readme_names_every_command() -> None:
    table = re.search(r"\| command \| \|\n\|---\|---\|\n((?:\|.*\n)*)", README)
    assert table
    assert table[1].splitlines() == rows()


def test_the_format_in_the_docs_is_right() -> None:
    text = (ROOT / "docs/formats.md").read_text("utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block
    assert check(block[1]) == ()


def test_the_glossary_has_every_word_of_the_effects_and_events() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    words = ("Group", "Seat", "Step", "Board", "Nudge", "Parcel", "Receipt", "Outcome", "Reveal")
    assert [word for word in words if f"**{word}**" not in glossary] == []


def test_every_shipped_format_says_what_inspired_it() -> None:
    assert [f.id for f in catalogue().values() if not f.inspired_by] == []
