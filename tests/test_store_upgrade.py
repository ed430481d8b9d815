"""Databases of earlier versions, with a meeting running in them: each opens, and the meeting goes
on.
"""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from adapters.store import open_store, version
from adapters.store.engines import address, writing
from bot.group import Group

FOLDER = Path(__file__).parent / "databases"
KEPT = sorted(FOLDER.glob("*.sql"))
LOBBY = "local:main:lobby"
HERE = ("ben", "ann", "cat")
COLUMNS = "id, platform, tenant, kind, wake_at, doc"


def restored(file: Path, folder: Path) -> str:
    """The address of a SQLite database as an earlier version left it."""
    path = folder / "mastermind.db"
    with sqlite3.connect(path) as conn:
        conn.executescript(file.read_text("utf-8"))
    return f"sqlite:///{path}"


@pytest.fixture(params=KEPT, ids=lambda file: file.stem)
def kept(request: pytest.FixtureRequest) -> Path:
    """The dump of one earlier version's database."""
    file: Path = request.param
    return file


def test_the_versions_that_are_known_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory(str(version.FOLDER))
    assert {script.revision for script in scripts.walk_revisions()} == version.known()
    assert scripts.get_heads() == [max(version.known())]


def test_the_present_schema_is_kept_for_the_next_version_to_open(sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as conn:
        (now,) = conn.execute("SELECT version_num FROM alembic_version").fetchone()
    assert KEPT[-1].stem == now, "keep a dump of one with a meeting running: docs/decisions/0008"


def test_an_earlier_database_opens_with_its_meeting(kept: Path, tmp_path: Path) -> None:
    with open_store(restored(kept, tmp_path)) as store:
        group = store.reader.state(LOBBY)
    assert isinstance(group, Group)
    assert group.meeting
    assert group.meeting.present == HERE


def test_its_meeting_goes_on_to_the_recap(kept: Path, tmp_path: Path) -> None:
    url = restored(kept, tmp_path)
    with open_store(url) as store:
        group = store.reader.state(LOBBY)
    assert isinstance(group, Group)
    assert group.meeting
    chat = [sys.executable, "-m", "bot", "chat", "--database-url", url]
    typed = "ben> [Done]\n... 90m\nann> /recap\n"
    at = ["--start", "2026-03-02T17:02:30Z"]
    done = subprocess.run([*chat, *at], input=typed, capture_output=True, text=True, check=True)
    assert f"Recap of meeting 1: {group.meeting.title}" in done.stdout
    assert "Present: @ann, @ben, @cat" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_meeting_in_postgres_comes_along_too(
    kept: Path, tmp_path: Path, postgres_url: str
) -> None:
    with sqlite3.connect(restored(kept, tmp_path).removeprefix("sqlite:///")) as conn:
        rows = conn.execute(f"SELECT {COLUMNS} FROM states").fetchall()
    engine = writing(address(postgres_url))
    put = text(f"INSERT INTO states ({COLUMNS}) VALUES (:a, :b, :c, :d, :e, :f)")
    with engine.begin() as conn:
        conn.execute(put, [dict(zip("abcdef", row, strict=True)) for row in rows])
        conn.execute(text("UPDATE alembic_version SET version_num = :was"), {"was": kept.stem})
    engine.dispose()
    with open_store(postgres_url) as store:
        group = store.reader.state(LOBBY)
    assert isinstance(group, Group)
    assert group.meeting
    assert group.meeting.present == HERE


def test_a_document_is_changed_only_where_it_must(tmp_path: Path) -> None:
    url = restored(FOLDER / "0001.sql", tmp_path)
    path = url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as conn:
        (doc,) = conn.execute("SELECT doc FROM states WHERE id = ?", (LOBBY,)).fetchone()
    open_store(url).close()
    with sqlite3.connect(path) as conn:
        (now,) = conn.execute("SELECT doc FROM states WHERE id = ?", (LOBBY,)).fetchone()
    was, is_ = json.loads(doc), json.loads(now)
    assert [seen["who"] for seen in is_["meeting"].pop("here")] == was["meeting"].pop("present")
    assert is_ == was
