"""The `mastermind` command plays: demo, chat and formats."""

import json
from itertools import product
from pathlib import Path

import pytest

from bot import words
from bot.formats.catalogue import catalogue
from bot.formats.format import Format
from tests.process import ROOT, cli

START = ("--start", "2026-03-02T17:00Z")
PLAYS = [("hot_seat", 3, 1), ("hot_seat", 5, 2), ("round_robin", 2, 0), ("round_robin", 6, 0)]


# -- the demo --------------------------------------------------------------------------------------


def demo(format: str, members: int, seats: int, *more: str) -> list[str]:
    """The words of a demo."""
    play = ["--format", format, "--members", str(members), "--seats", str(seats)]
    return ["demo", *play, *more]


@pytest.mark.parametrize(("format", "members", "seats"), PLAYS)
def test_a_demo_is_a_whole_meeting_with_its_recap(
    format: str, members: int, seats: int, tmp_path: Path
) -> None:
    ended = cli(tmp_path, *demo(format, members, seats))
    assert (ended.code, ended.err) == (0, "")
    title = catalogue()[format].title
    steps = [line for line in ended.lines if line.startswith(("bot> ", "bot* "))]
    assert sum(line.startswith(f"bot* Meeting 1: {title} | Closed") for line in steps) == 1
    assert sum(line.startswith(f"bot> Recap of meeting 1: {title}") for line in steps) == 1
    markdown = ended.out.partition("\n\n")[2]
    assert markdown.startswith("# ")
    assert cli(tmp_path, "recap").out.strip() == markdown.strip()


@pytest.mark.parametrize("format", catalogue().values(), ids=lambda format: format.id)
def test_every_format_is_played_to_its_end(format: Format, tmp_path: Path) -> None:
    ended = cli(tmp_path, *demo(format.id, format.size[1], 0))
    assert (ended.code, ended.err) == (0, "")
    assert "sees no button" not in ended.out
    assert f"{format.title} | Closed at" in ended.out


def test_the_same_seed_plays_the_same_and_another_another(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    first, again = (cli(tmp_path, "demo", DATABASE_URL=sqlite_url) for _ in range(2))
    elsewhere = cli(tmp_path, "demo", "--database-url", postgres_url)
    another = cli(tmp_path, "demo", "--seed", "2", DATABASE_URL=sqlite_url)
    assert first.out == again.out == elsewhere.out
    assert another.out != first.out
    assert another.lines[:3] == first.lines[:3]


def test_a_demo_in_json_is_lines_of_json_only(tmp_path: Path) -> None:
    ended = cli(tmp_path, *demo("round_robin", 3, 0, "--json"))
    told = [json.loads(line) for line in ended.lines]
    assert {frozenset(line) for line in told} == {frozenset({"to", "kind", "key", "card"})}
    assert {line["kind"] for line in told} == {"posted", "edited", "whispered"}
    assert "recap:1" in [line["key"] for line in told]


BAD = {
    "--members 2": "Classic hot seat is played by 3 to 8 members, not 2.",
    "--members 99": "Classic hot seat is played by 3 to 8 members, not 99.",
    "--seats 3": "Classic hot seat has at most 2 seats, not 3.",
    "--seats -1": "Classic hot seat has at most 2 seats, not -1.",
    "--format round_robin --seats 1": "Accountability round has at most 0 seats, not 1.",
    "--format nope": words.NO_SUCH_FORMAT.format(id="nope", known=", ".join(catalogue())),
}


@pytest.mark.parametrize("asked", BAD)
def test_a_demo_that_cant_be_played_is_told(asked: str, tmp_path: Path) -> None:
    assert cli(tmp_path, "demo", *asked.split()).sentence == BAD[asked]
    assert list(tmp_path.iterdir()) == []


# -- the terminal ----------------------------------------------------------------------------------


NONSENSE = """\
# a note, and an empty line

ann> /join
ann> /nonsense
nonsense
ann>
ann> [Next]
... 1y
!restart
ben> /commit
ben> /join
ben> [Commit] nonsense=1
ben> /commit
ben> [Commit] what=walk by=friday
ann> caf\N{LATIN SMALL LETTER E WITH ACUTE}"""


def test_a_chat_answers_each_line(sqlite_url: str, tmp_path: Path) -> None:
    ended = cli(tmp_path, "chat", *START, typed=NONSENSE, DATABASE_URL=sqlite_url)
    assert (ended.code, ended.err) == (0, "")
    begins = [
        "bot> Welcome | @ann made this group",
        "bot>ann> I don't know /nonsense.",
        "? I read lines like",
        "? ann said nothing",
        "bot>ann> ann sees no button [Next]",
        "? Time passes like",
        "bot>ben> That is for members",
        "bot> Welcome | @ben joined.",
        "bot>ben> ben sees no button [Commit]",
        "bot>ben> [Commit] what=",
        "bot>ben> Noted: walk, by Fri 6 Mar.",
    ]
    assert [line[: len(b)] for line, b in zip(ended.lines, begins, strict=True)] == begins


def test_a_chat_goes_on_where_the_last_one_ended(sqlite_url: str, tmp_path: Path) -> None:
    """Also in another room, which is another group."""
    for typed, answer in (
        ("ann> /join\nben> /join\nann> /start\n", "bot>ann> You facilitate | Arrive (1/8)"),
        ("ann> [Next]\n", "bot>ann> You facilitate | Report (2/8)"),
    ):
        ended = cli(tmp_path, "chat", *START, typed=typed, DATABASE_URL=sqlite_url)
        assert ended.lines[-1].startswith(answer)
    words = ("chat", *START, "--room", "den", "--database-url", sqlite_url)
    assert cli(tmp_path, *words, typed="ann> [Next]\n").lines == [
        "bot>ann> ann sees no button [Next]."
    ]


def test_what_became_due_meanwhile_is_told_before_anything_is_typed(
    sqlite_url: str, tmp_path: Path
) -> None:
    typed = "ann> /join\nben> /join\nann> /start\n"
    cli(tmp_path, "chat", *START, typed=typed, DATABASE_URL=sqlite_url)
    later = cli(tmp_path, "chat", "--start", "2026-03-02T17:02", DATABASE_URL=sqlite_url)
    assert [line[:17] for line in later.lines] == [
        "bot>ann> Nobody e",
        "bot* Report (2/8)",
        "bot>ann> You faci",
    ]


def test_a_chat_in_json_answers_in_lines_of_json_only(sqlite_url: str, tmp_path: Path) -> None:
    typed = "ann> /join\nnonsense\nann> /commit\nann> /commit walk\n... 10m\n"
    ended = cli(tmp_path, "chat", *START, "--json", typed=typed, DATABASE_URL=sqlite_url)
    told = [json.loads(line) for line in ended.lines]
    assert [(line["to"], line["kind"]) for line in told] == [
        ("", "posted"),
        ("", "whispered"),
        ("ann", "whispered"),
        ("ann", "whispered"),
    ]


def test_a_chat_on_the_computers_clock_turns_no_other(sqlite_url: str, tmp_path: Path) -> None:
    typed = "ann> /join\n... 10m\n!restart\nann> /mine\n"
    ended = cli(tmp_path, "chat", "--realtime", typed=typed, DATABASE_URL=sqlite_url)
    assert (ended.code, ended.err) == (0, "")
    assert ended.lines[0].startswith("bot> Welcome")
    assert ended.lines[1] == f"? {words.REAL_TIME}"
    assert ended.lines[2].startswith("bot>ann> Yours")


@pytest.mark.parametrize("start", ["nonsense", "2026-13-01", "0001-01-01", "9999-12-31T23:59Z"])
def test_a_chat_begins_at_an_instant_or_not_at_all(start: str, tmp_path: Path) -> None:
    assert cli(tmp_path, "chat", "--start", start).sentence.startswith(start)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", ["", "@ann"])
def test_a_room_has_a_name_that_is_nobodys(room: str, tmp_path: Path) -> None:
    assert "is no name for a room" in cli(tmp_path, "chat", "--room", room).sentence


# -- formats ---------------------------------------------------------------------------------------


def test_every_format_is_listed_and_shown(tmp_path: Path) -> None:
    listed = cli(tmp_path, "formats", "list").lines
    assert [line.split()[0] for line in listed] == list(catalogue())
    for format in catalogue().values():
        shown = cli(tmp_path, "formats", "show", format.id).out
        assert [plan for plan in format.plans if plan.prompt not in shown] == []


def test_a_format_that_isnt_there_is_told(tmp_path: Path) -> None:
    for verb in ("show", "dry-run"):
        assert cli(tmp_path, "formats", verb, "nope").sentence == BAD["--format nope"]


def test_a_good_file_is_right_and_a_bad_one_names_each_mistake(tmp_path: Path) -> None:
    good = ROOT / "bot" / "formats" / "hot_seat.toml"
    assert cli(tmp_path, "formats", "check", str(good)).lines == [f"{good} is right."]
    (tmp_path / "bad.toml").write_text(good.read_text("utf-8").replace("schema =", "scheme ="))
    bad = cli(tmp_path, "formats", "check", "bad.toml")
    assert (bad.code, bad.err) == (1, "")
    assert all(line.startswith("bad.toml:") for line in bad.lines)
    assert any("schema" in line for line in bad.lines)


def test_a_file_that_cant_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    for name, why in (
        ("binary.toml", "it is not UTF-8 text"),
        ("missing.toml", "No such file or directory"),
        (".", "Is a directory"),
    ):
        said = cli(tmp_path, "formats", "check", name).sentence
        assert said == f"{name} can't be read: {why}."


@pytest.mark.parametrize(
    ("format", "members", "seats"),
    [*PLAYS, *product(catalogue(), (1, 2, 9, 50), (0,)), ("hot_seat", 8, 2)],
)
def test_a_rehearsal_gives_each_step_its_time(
    format: str, members: int, seats: int, tmp_path: Path
) -> None:
    play = demo(format, members, seats)[2:]
    ended = cli(tmp_path, "formats", "dry-run", format, *play[1:])
    assert ended.code == 0
    times = [line.partition("  ")[0] for line in ended.lines]
    assert times[0] == "00:00"
    assert times == sorted(times)
    assert ended.lines[-1].endswith("were planned for")


def test_a_rehearsal_with_seats_that_arent_there_is_told(tmp_path: Path) -> None:
    words = ("formats", "dry-run", "hot_seat")
    said = "Classic hot seat has at most {} seats for {}, not {}."
    assert cli(tmp_path, *words, "--seats", "9").sentence == said.format(2, 5, 9)
    two_for_one = cli(tmp_path, *words, "--seats", "2", "--members", "1")
    assert two_for_one.sentence == said.format(1, 1, 2)
    assert cli(tmp_path, *words, "--seats", "-1").code == 2


def test_a_rehearsal_begins_when_it_is_told_to_and_lasts_as_long(tmp_path: Path) -> None:
    run = ("formats", "dry-run", "hot_seat", "--seats", "2", "--minutes", "45", "--at", "23:30")
    lines = cli(tmp_path, *run).lines
    assert lines[0] == "23:30     Arrive, 2 min"
    assert lines[-2:] == [
        "day 2 00:15  end; 45 min were planned for",
        "          45 min hold 1 of 2 seats",
    ]
    days = cli(tmp_path, *run[:3], "--async").lines
    assert days[1] == "12:00     Review, 12 h"
    assert days[-1] == "day 9 00:00  end; 192 h were planned for"
    assert "can't be met over days" in cli(tmp_path, *run[:2], "clinic", "--async").sentence
    assert "is no time of the day" in cli(tmp_path, *run[:-1], "25:00").sentence


def test_a_file_is_rehearsed_and_has_a_page_like_a_format(tmp_path: Path) -> None:
    good = ROOT / "bot" / "formats" / "clinic.toml"
    for verb in ("dry-run", "page"):
        by_id = cli(tmp_path, "formats", verb, "clinic").out
        assert cli(tmp_path, "formats", verb, str(good)).out == by_id
    (tmp_path / "bad.toml").write_text(good.read_text("utf-8").replace('"Peer clinic"', '""'))
    assert "bad.toml is not right" in cli(tmp_path, "formats", "page", "bad.toml").sentence


def test_formats_of_ones_own_are_listed_and_a_broken_one_is_told(tmp_path: Path) -> None:
    own, good = tmp_path / "own", (ROOT / "bot" / "formats" / "focus_block.toml").read_text("utf-8")
    own.mkdir()
    (own / "walk.toml").write_text(good.replace('"focus_block"', '"walk"'))
    (own / "lost.toml").write_text(good.replace('"serial"', '"serious"').replace("title", "titel"))
    for verb in ("formats", "demo"):
        words = ("list",) if verb == "formats" else ("--format", "walk")
        ended = cli(tmp_path, verb, *words, FORMATS_DIR=str(own))
        assert ended.code == 0
        assert "lost.toml:4: `titel` is not a word of formats. You may mean title." in ended.err
        assert "walk" in ended.out
    missing = cli(tmp_path, "formats", "list", FORMATS_DIR="nowhere")
    assert missing.sentence.startswith("FORMATS_DIR nowhere can't be read")
    ill = cli(tmp_path, "doctor", FORMATS_DIR=str(own))
    assert any(line.startswith("WRONG FORMATS_DIR") for line in ill.lines)
