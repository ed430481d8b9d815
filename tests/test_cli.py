"""The `mastermind` command around the bot: help, version, database, doctor and recap."""

import json
import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer.main
from sqlalchemy import create_engine, text

from adapters.store import open_store
from adapters.store.engines import address
from bot.archive import Notes, Recap
from bot.cli import main
from bot.effects import Record
from bot.house.settings import Settings
from bot.live import Item
from tests.process import bot, cli, run
from tests.shell import AT
from tests.stores import contents

CIRCLE, OTHER = "local:main:circle", "local:main:other"


Called = tuple[tuple[str, ...], Any]


def commands(group: Any, words: tuple[str, ...] = ()) -> Iterator[Called]:
    """Every command of a group, with the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


COMMANDS = dict(commands(typer.main.get_command(main)))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_each_of_its_options(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    ended = cli(tmp_path, *words, "--help")
    command = COMMANDS[words]
    said = re.sub(r"[\s│]+", " ", ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert re.sub(r"\s+", " ", command.help.strip().split("\n\n")[0]) in said
    for option in command.params:
        assert option.help
        assert option.help in said
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_run_names_every_setting(tmp_path: Path) -> None:
    said = cli(tmp_path, "run", "--help").out
    assert [name.upper() for name in Settings.model_fields if name.upper() not in said] == []


def test_without_a_command_the_commands_are_listed(tmp_path: Path) -> None:
    for words in ((), ("db",), ("formats",), ("secrets",), ("slack",)):
        assert "Usage: mastermind" in cli(tmp_path, *words).out
    assert cli(tmp_path, "nonsense").code == 2


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = run(tmp_path, "version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{version('mastermind-bot')}\n", "")
    assert cli(tmp_path, "version").out == done.stdout


# -- the database and the doctor -------------------------------------------------------------------


def test_the_database_is_brought_up_to_date_as_often_as_asked(tmp_path: Path) -> None:
    for _ in range(2):
        assert cli(tmp_path, "db", "upgrade").out == "The database is up to date.\n"
    assert (tmp_path / "mastermind.db").exists()
    cli(tmp_path, "db", "upgrade", "--database-url", "sqlite:///other.db")
    assert contents(f"sqlite:///{tmp_path / 'other.db'}")["states"] == []


def test_an_empty_postgres_is_brought_up_to_date(postgres_url: str, tmp_path: Path) -> None:
    engine = create_engine(address(postgres_url))
    with engine.begin() as conn:
        conn.execute(text("DROP SCHEMA public CASCADE"))
        conn.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    assert cli(tmp_path, "db", "upgrade", DATABASE_URL=postgres_url).code == 0
    assert contents(postgres_url)["states"] == []


def test_the_doctor_finds_nothing_wrong_with_a_good_set_up(store_url: str, tmp_path: Path) -> None:
    ended = cli(tmp_path, "doctor", DATABASE_URL=store_url, PORT="0")
    assert (ended.code, ended.err) == (0, "")
    assert [line[:6] for line in ended.lines] == ["ok    "] * 6


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_the_doctor_looks_at_the_host_and_the_key(host: str, tmp_path: Path) -> None:
    shut = cli(tmp_path, "doctor", HOST=host, ROOM_KEY="k", PORT="0")
    assert "ok    HOST" in shut.out
    gaping = cli(tmp_path, "doctor", HOST=host, PORT="0")
    assert gaping.code == 1
    assert f"WRONG HOST {host} is open to others: set ROOM_KEY or HOST=127.0.0.1" in gaping.lines


def test_the_doctor_names_all_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "mastermind.db").write_bytes(b"This is no database." * 300)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = cli(tmp_path, "doctor", PORT=port)
    wrong = [line for line in ended.lines if line.startswith("WRONG ")]
    assert ended.code == 1
    assert [line.split()[1] for line in wrong] == ["database:", "PORT"]
    assert "is not a database" in wrong[0]
    assert "address already in use" in wrong[1]


# -- recaps ----------------------------------------------------------------------------------------


@pytest.fixture
def held(store_url: str) -> str:
    """The address of a database with two meetings of one group, and a later one of another."""
    meetings = ((CIRCLE, 1, "ann"), (CIRCLE, 2, "ben"), (OTHER, 1, "cat"))
    with open_store(store_url) as store, store.transaction() as tx:
        for hour, (group, number, who) in enumerate(meetings):
            at = AT + timedelta(hours=hour)
            recap = Recap(group, number, "Hot seat", at, at, 60, (who,), ())
            tx.archive(group, [Record("meeting", str(number), recap)], at)
    return store_url


ASKED = {
    "": "cat",
    "--group local:main:circle": "ben",
    "--group local:main:circle --number 1": "ann",
    "--group local:main:other --number 1": "cat",
    "--number 1": "cat",
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_recap_is_printed_as_markdown_and_as_json(held: str, asked: str, tmp_path: Path) -> None:
    words = ["recap", "--database-url", held, *asked.split()]
    markdown = cli(tmp_path, *words)
    assert (markdown.code, markdown.err) == (0, "")
    assert markdown.lines[0].startswith("# ")
    assert f"@{ASKED[asked]}" in markdown.out
    told = json.loads(cli(tmp_path, *words, "--as", "json").out)
    assert told["present"] == [ASKED[asked]]


def test_a_recap_that_isnt_there_is_told(held: str, tmp_path: Path) -> None:
    for asked in ("--number 2", "--number -1", "--group nonsense", "--group nonsense --number 1"):
        said = cli(tmp_path, "recap", *asked.split(), DATABASE_URL=held).sentence
        assert said.startswith("There is no such recap in this database")
    assert "not xml" in cli(tmp_path, "recap", "--format", "xml", DATABASE_URL=held).sentence


def test_a_recap_is_printed_as_its_reader_got_it(store_url: str, tmp_path: Path) -> None:
    recap = Recap(CIRCLE, 7, "Hot seat", AT, AT, 60, ("ann", "ben"), ("cat",))
    risk = Item(4, 2, "ben", "risk", "They may leave", level="seat_only")
    notes = Notes(7, "ann", "We sell one plan", "", "What is it worth?", (risk,), (4,))
    with open_store(store_url) as store, store.transaction() as tx:
        tx.archive(CIRCLE, [Record("meeting", "7", recap), Record("notes", "7:ann", notes)], AT)
    printed = partial(cli, tmp_path, "recap", DATABASE_URL=store_url)
    assert "They may leave" not in printed().out
    assert "- risk, @ben: They may leave" in printed("--for", "@ann").out
    assert json.loads(printed("--for", "ann", "--format", "json").out)["question"] == notes.question
    assert "**What needs you**" in printed("--for", "cat").out
    assert "only the group's recap" in printed("--for", "ben").sentence


def test_a_recap_needs_a_database_that_is_there(tmp_path: Path) -> None:
    assert "There is no database mastermind.db yet" in cli(tmp_path, "recap").sentence
    assert list(tmp_path.iterdir()) == []


def test_a_recap_is_printed_while_the_bot_runs(held: str, tmp_path: Path) -> None:
    with bot(tmp_path, held):
        assert "@cat" in cli(tmp_path, "recap", DATABASE_URL=held).out
