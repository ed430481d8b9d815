"""What the README shows is what the product does."""

import re
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import pytest

from bench.seats import SIZES, season
from bot import labels
from bot.commands import COMMANDS
from bot.feedback.packs import ALL, BY_HELP
from bot.formats.catalogue import catalogue, shipped
from bot.formats.check import STEP_KEYS, TOP_KEYS, WORDS, check
from bot.formats.keeps import KEEPS
from bot.formats.page import lengths, page
from bot.levels import LEVELS
from bot.rhythm.rhythm import parse
from bot.rhythm.rhythm import say as told_as
from bot.seats.policies import POLICIES
from bot.words import page as say
from bot.words.page import KEEP
from tests.transcripts import is_answer, play

ORDER = ("who", "turn", "rule", "end", "show", "repeat")
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


def test_the_docs_of_formats_name_every_word_of_theirs() -> None:
    text = (ROOT / "docs/formats.md").read_text("utf-8")
    values = [value for words in WORDS.values() for value in words if value]
    words = {*TOP_KEYS, *STEP_KEYS, *values, *KEEPS} - {"step"}
    assert sorted(word for word in words if f"`{word}`" not in text) == []
    assert [f"| `{word}` | {said} |" not in text for word, said in KEEP.items()].count(True) == 0


def test_the_pages_have_plain_words_for_the_whole_vocabulary() -> None:
    told = (say.WHO, say.TURN, say.RULE, say.END, say.SHOW, say.REPEAT, say.KEEP)
    for known, words in zip((*map(WORDS.get, ORDER), KEEPS), told, strict=True):
        assert set(known or ()) == set(words)


@pytest.mark.parametrize("id", shipped())
def test_the_page_of_a_format_is_made_from_its_file(id: str) -> None:
    """Where it is not: `mastermind formats page ID > docs/formats/ID.md`."""
    assert (ROOT / f"docs/formats/{id}.md").read_text("utf-8") == page(shipped()[id])
    assert f"(formats/{id}.md)" in (ROOT / "docs/formats.md").read_text("utf-8")


def packs() -> list[str]:
    """The table of the prompt packs, as they are in the code."""
    wanted = {pack: labels.HELP_LABELS[help] for help, pack in BY_HELP.items()}
    rows = (
        (p.id, p.title, p.fits, p.prompt, ", ".join(part.label for part in p.parts), p.id in wanted)
        for p in ALL
    )
    return [
        f"| `{id}` | {title} | {fits}{f'; wanted: {wanted[id]}' if known else ''} | {prompt} | "
        f"{boxes or 'one'} |"
        for id, title, fits, prompt, boxes, known in rows
    ]


def test_the_docs_show_every_prompt_pack_as_it_is() -> None:
    text = (ROOT / "docs/feedback.md").read_text("utf-8")
    table = re.search(r"<!-- packs -->\n\| .*\n\|[-|]+\n((?:\|.*\n)*)<!-- end -->", text)
    assert table
    assert table[1].splitlines() == packs()


def test_the_docs_name_every_level() -> None:
    text = (ROOT / "docs/feedback.md").read_text("utf-8")
    assert [level for level in LEVELS if f"| {level} |" not in text] == []


def test_every_schedule_of_the_docs_is_understood() -> None:
    text = (ROOT / "docs/schedule.md").read_text("utf-8")
    said = re.findall(r"^    /schedule (.*)$", text, re.MULTILINE)
    now = datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert (
        len({told_as(parse(words, "Asia/Tokyo", now), now.date()) for words in said})
        == len(said)
        > 5
    )


def test_the_readme_tells_of_every_format_how_long_it_is_and_for_whom() -> None:
    for id, format in shipped().items():
        people, planned = f"{format.size[0]} to {format.size[3]}", lengths(format)
        row = rf"\| \[`{id}`\]\(docs/formats/{id}.md\) \| .+ \| {people} \| {planned} \|"
        assert re.search(row, README)


def test_the_glossary_has_every_word_of_the_effects_and_events() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    words = ("Group", "Seat", "Step", "Board", "Nudge", "Parcel", "Receipt", "Outcome", "Reveal")
    assert [word for word in words if f"**{word}**" not in glossary] == []


def test_every_shipped_format_says_what_inspired_it() -> None:
    assert [f.id for f in catalogue().values() if not f.inspired_by] == []


def test_the_page_on_seats_names_every_way_to_go_round_and_every_command_for_it() -> None:
    text = (ROOT / "docs/seats.md").read_text("utf-8")
    assert [name for name in POLICIES if f"| `{name}` |" not in text] == []
    typed = set(re.findall(r"`/(\w+)", text))
    assert {"pass", "away", "swap", "urgent", "volunteer", "seat", "guest", "queue"} <= typed
    assert typed <= set(COMMANDS)


def test_the_waits_on_the_page_on_seats_are_those_of_the_bench() -> None:
    text = (ROOT / "docs/seats.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d), (one|two) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    told = {(int(m), 1 + (seats == "two")): waits for m, seats, *waits in rows}
    assert set(told) == set(SIZES)
    for (members, seats), waits in told.items():
        seasons = [season(members, seats, "credit", seed) for seed in range(12)]
        assert abs(mean(s.waits[-1] for s in seasons) - int(waits[2])) < 1.2
