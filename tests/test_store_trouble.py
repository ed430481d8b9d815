"""Opening a store: its schema is brought up to date, and what is wrong is said in one sentence."""

import os
import socket
import sqlite3
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError

from adapters.store import SqlStore, StoreTrouble, open_store
from adapters.store.engines import address, reading, writing
from adapters.store.tables import METADATA
from bot.group import Group
from bot.ports import Saved

ID = "slack:T1:C42"
NOBODY = 65534


def trouble(url: str, lock: bool = True) -> str:
    """What is said when this store is opened."""
    with pytest.raises(StoreTrouble) as caught:
        open_store(url, lock)
    sentence = str(caught.value)
    assert sentence.count(". ") == 0
    return sentence


def save(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.save([Saved(ID, Group(ID), None)])


def execute(url: str, statement: str) -> None:
    """Change a database behind the store's back."""
    engine = writing(address(url))
    with engine.begin() as conn:
        conn.execute(text(statement))
    engine.dispose()


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
def anybodys_folder() -> Iterator[Path]:
    """A folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_migrations_make_just_the_tables_of_the_code(store_url: str) -> None:
    engine = reading(address(store_url))
    with engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), METADATA) == []
    engine.dispose()


def test_a_new_file_is_made_where_the_process_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///mastermind.db") as store:
        save(store)
    assert (tmp_path / "mastermind.db").exists()


def test_an_empty_file_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "old.db").touch()
    with open_store(f"sqlite:///{tmp_path / 'old.db'}") as store:
        save(store)
        assert store.reader.state(ID) == Group(ID)


def test_an_empty_postgres_is_brought_up_to_date(postgres_url: str) -> None:
    execute(postgres_url, "DROP SCHEMA public CASCADE")
    execute(postgres_url, "CREATE SCHEMA public")
    for _ in range(2):
        with open_store(postgres_url) as store:
            save(store)


def test_what_was_written_is_there_after_a_restart(store_url: str) -> None:
    with open_store(store_url) as store:
        save(store)
    with open_store(store_url) as store:
        assert store.reader.state(ID) == Group(ID)


def test_a_file_is_safe_against_power_cuts(sqlite_url: str) -> None:
    engine = writing(address(sqlite_url))
    with engine.connect() as conn:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        said = [conn.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    engine.dispose()
    assert said == ["wal", 2, 1, 5000]  # 2 is FULL


def test_a_second_process_is_kept_off_a_file(sqlite_url: str) -> None:
    with open_store(sqlite_url):
        assert trouble(sqlite_url) == (
            "mastermind.db is in use by another Mastermind, and a SQLite file serves only one; "
            "stop it or choose another DATABASE_URL."
        )
    with open_store(sqlite_url):
        pass


def test_a_link_to_a_file_is_the_same_file(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "mastermind.db")
    with open_store(sqlite_url):
        assert "in use" in trouble(f"sqlite:///{tmp_path / 'link.db'}")


def test_a_running_bot_can_be_read_but_not_written_to(store_url: str) -> None:
    with open_store(store_url) as bot, open_store(store_url, lock=False) as other:
        save(bot)
        assert other.reader.state(ID) == Group(ID)
        with pytest.raises(StoreTrouble, match="only for reading"):
            save(other)


def test_who_only_reads_cannot_write(store_url: str) -> None:
    engine = reading(address(store_url))
    with engine.connect() as conn, pytest.raises(DBAPIError):
        conn.execute(text("DELETE FROM states"))
    engine.dispose()


def test_reading_makes_no_database(tmp_path: Path) -> None:
    assert "start the bot once" in trouble(f"sqlite:///{tmp_path / 'none.db'}", lock=False)
    assert list(tmp_path.iterdir()) == []


def test_reading_brings_nothing_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.touch()
    assert "start the bot once" in trouble(f"sqlite:///{old}", lock=False)
    assert old.read_bytes() == b""


@pytest.mark.parametrize("lock", [True, False])
def test_a_database_of_a_newer_version_is_left_alone(sqlite_url: str, lock: bool) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE alembic_version SET version_num = 'tomorrow'")
    conn.close()
    before = path.read_bytes()
    assert "newer version of Mastermind; update Mastermind" in trouble(sqlite_url, lock)
    assert path.read_bytes() == before


def test_a_postgres_of_a_newer_version_is_left_alone(postgres_url: str) -> None:
    execute(postgres_url, "DROP TABLE postings")
    execute(postgres_url, "UPDATE alembic_version SET version_num = 'tomorrow'")
    assert "newer version" in trouble(postgres_url)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 100)
    assert "is not a database; move it away" in trouble(f"sqlite:///{path}")
    assert path.read_bytes() == b"Dear Sir or Madam, " * 100


def test_a_damaged_file_is_told_from_a_bug(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "mastermind.db"
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 4096 * 20)
    assert "is damaged; restore a backup" in trouble(sqlite_url)


def test_a_locked_file_is_told_after_a_while(sqlite_url: str) -> None:
    hasty = f"{sqlite_url}?timeout=0.05"
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    with open_store(hasty) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreTrouble, match="is locked because another program"):
            save(store)
        other.execute("ROLLBACK")
        save(store)
    other.execute("BEGIN IMMEDIATE")
    assert "is locked" in trouble(hasty)
    other.close()


def test_a_file_that_is_read_only_is_told_at_once(
    sqlite_template: Path, anybodys_folder: Path
) -> None:
    path = anybodys_folder / "mastermind.db"
    path.write_bytes(sqlite_template.read_bytes())
    path.chmod(0o444)
    with nobody():
        assert "can't be written to because it is read-only" in trouble(f"sqlite:///{path}")


def test_a_folder_that_is_read_only_is_told_at_once(anybodys_folder: Path) -> None:
    anybodys_folder.chmod(0o555)
    with nobody():
        assert "permission for its folder" in trouble(f"sqlite:///{anybodys_folder / 'new.db'}")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "is no address"),
        ("mastermind.db", "is no address"),
        ("postgresql://bot:pass@host:port/x", "is no address"),
        ("mysql://bot:pass@host/x", "doesn't know 'mysql'"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///bot.db?mode=ro", "has no option 'mode'"),
        ("sqlite:///no/such/folder/bot.db", "create the folder"),
        ("postgresql://bot:pass@127.0.0.1:1/x?colour=red", "doesn't know one of its options"),
        ("postgresql://bot:pass@127.0.0.1:1/x", "check that it runs"),
    ],
)
def test_an_address_that_leads_nowhere_is_explained(url: str, why: str) -> None:
    sentence = trouble(url)
    assert why in sentence
    assert "pass" not in sentence.replace("user:password@", "")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    sentence = trouble(f"sqlite:///{tmp_path / 'no' / 'bot.db'}")
    assert f"there is no folder {tmp_path / 'no'}; create the folder" in sentence


def test_a_missing_library_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install" in trouble("postgresql://bot:pass@127.0.0.1:1/x")


def test_a_missing_database_is_told(postgres_server: URL) -> None:
    url = postgres_server.set(database="nowhere").render_as_string(hide_password=False)
    assert "has no such database; create it" in trouble(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_the_address_of_a_postgres_will_do(
    postgres_url: str, scheme: str
) -> None:
    with open_store(postgres_url.replace("postgresql+psycopg", scheme)) as store:
        save(store)


def refuse(server: socket.socket) -> None:
    """Speak PostgreSQL's protocol just as far as to refuse a password."""
    fields = b'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "bot"\0\0'
    while True:
        try:
            conn, _ = server.accept()
        except OSError:
            return
        with conn:
            while struct.unpack("!II", conn.recv(4096)[:8])[1] in (80877103, 80877104):
                conn.sendall(b"N")  # neither TLS nor GSSAPI here
            conn.sendall(b"E" + struct.pack("!I", len(fields) + 4) + fields)


def test_a_wrong_password_is_told_and_not_repeated() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=refuse, args=(server,), daemon=True).start()
        sentence = trouble(f"postgresql://bot:secret@127.0.0.1:{server.getsockname()[1]}/x")
        server.shutdown(socket.SHUT_RDWR)
    assert "the user or the password is wrong" in sentence
    assert "secret" not in sentence
