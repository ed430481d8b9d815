"""What keeps the bot from starting is said in one sentence on stderr, with exit code 1."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from adapters.store.engines import address
from tests.process import bot, cli, run
from tests.stores import contents

NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write to everything: be nobody for a while."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter and write to."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


SETTINGS = {
    "PORT=abc": "PORT can't be used: input should be a valid integer",
    "PORT=": "PORT can't be used: input should be a valid integer",
    "PORT=65536": "PORT can't be used: input should be less than or equal to 65535",
    "LOG_FORMAT=xml": "LOG_FORMAT can't be used: input should be 'console' or 'json'",
    "LOG_LEVEL=debug": "LOG_LEVEL can't be used: input should be 'DEBUG', 'INFO', ",
    "HOST=0.0.0.0": "HOST is 0.0.0.0, which others can reach, but no ROOM_KEY is set",
    "HOST=": "HOST is empty, which others can reach, but no ROOM_KEY is set",
    "DATABASE_URL=nonsense": "DATABASE_URL can't be read because it is no address",
    "DATABASE_URL=mysql://localhost/x": "DATABASE_URL can't be used because",
    "DATABASE_URL=sqlite://": "DATABASE_URL can't be used because it names no file",
    "DATABASE_URL=sqlite:///missing/x.db": "because there is no folder",
    "DATABASE_URL=sqlite:///folder": "can't be opened because it is a folder",
    "DATABASE_URL=sqlite:///garbage.db": "can't be opened because it is not a database",
    "DATABASE_URL=postgresql://127.0.0.1:1/x": "can't be reached because it doesn't answer",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_that_cant_be_used_is_named(setting: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "garbage.db").write_bytes(b"This is no database." * 300)
    name, _, value = setting.partition("=")
    ended = cli(tmp_path, "run", **({"PORT": "0"} | {name: value}))
    assert SETTINGS[setting] in ended.sentence
    assert ended.out == ""


def test_all_settings_that_cant_be_used_are_named_at_once(tmp_path: Path) -> None:
    said = cli(tmp_path, "run", PORT="abc", LOG_LEVEL="loud", LOG_FORMAT="xml").sentence
    assert all(name in said for name in ("PORT", "LOG_LEVEL", "LOG_FORMAT", ".env"))


def test_a_file_of_settings_is_read_and_its_mistakes_are_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_FORMAT=xml\nSOMETHING_ELSE=1\n")
    assert "LOG_FORMAT can't be used" in cli(tmp_path, "run").sentence
    (tmp_path / ".env").write_bytes(b"PORT=\xff\xfe")
    assert cli(tmp_path, "run").sentence == (
        "The file .env can't be read because of this: it is not UTF-8 text; correct it."
    )


@pytest.mark.parametrize("host", ["nonsense.invalid", "a..b", "300.1.1.1", "127.0.0.1:80"])
def test_a_host_that_is_none_is_told(host: str, tmp_path: Path) -> None:
    said = cli(tmp_path, "run", HOST=host, PORT="0", ROOM_KEY="k").sentence
    assert said.startswith(f"Nobody can listen on {host} port 0")
    assert said.endswith("set HOST to an address of this computer, such as 127.0.0.1.")


def test_a_port_in_use_is_told_before_the_database_is_touched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = cli(tmp_path, "run", PORT=str(port)).sentence
    assert said == (
        f"Nobody can listen on 127.0.0.1 port {port} because of this: address already in use; "
        "set PORT to another one, or to 0 for any that is free."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_second_process_on_the_same_file_is_told(sqlite_url: str, tmp_path: Path) -> None:
    with bot(tmp_path, sqlite_url):
        for words in (["run"], ["chat"], ["demo"], ["db", "upgrade"]):
            said = cli(tmp_path, *words, DATABASE_URL=sqlite_url, PORT="0").sentence
            assert said.startswith("mastermind.db is in use by another Mastermind")


def test_a_database_that_is_newer_is_left_alone(store_url: str, tmp_path: Path) -> None:
    engine = create_engine(address(store_url))
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = contents(store_url)
    for words in (["run"], ["recap"], ["chat"], ["demo"], ["db", "upgrade"]):
        ended = cli(tmp_path, *words, DATABASE_URL=store_url, PORT="0")
        assert "was written by a newer version of Mastermind; update" in ended.sentence
    assert contents(store_url) == before


def test_a_folder_that_cant_be_written_to_is_told(open_folder: Path) -> None:
    cli(open_folder, "db", "upgrade", DATABASE_URL="sqlite:///preloaded.db")
    open_folder.chmod(0o755)
    with nobody():
        ended = cli(open_folder, "run", DATABASE_URL="sqlite:///mastermind.db", PORT="0")
    assert "give the user who runs Mastermind write permission for its folder" in ended.sentence


def test_a_file_that_cant_be_written_to_is_told(open_folder: Path) -> None:
    url = f"sqlite:///{open_folder / 'mastermind.db'}"
    cli(open_folder, "db", "upgrade", DATABASE_URL=url)
    (open_folder / "mastermind.db").chmod(0o444)
    (open_folder / "mastermind.db.lock").chmod(0o666)
    with nobody():
        ended = cli(open_folder, "run", DATABASE_URL=url, PORT="0")
    assert "can't be written to because it is read-only" in ended.sentence


def test_a_process_says_it_the_same_way(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", PORT="abc")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"mastermind: {cli(tmp_path, 'run', PORT='abc').sentence}\n"
