"""`mastermind db copy`: everything from a SQLite file into an empty PostgreSQL database."""

from pathlib import Path

from adapters.store import SqlStore, open_store
from bot.cards import note
from bot.effects import Whisper
from bot.parcels import Parcel
from tests.process import cli
from tests.shell import AT, GROUP, group_of, running, typed
from tests.stores import contents


def lively(url: str) -> None:
    """A group with a plan, a wall, and a parcel that was never carried."""
    with open_store(url) as store, running(store) as engine:
        for who in ("ann", "ben", "cat"):
            engine.submit(typed(who, who, "join")).result()
        engine.submit(typed("plan", "ann", "schedule yes monday 18:00 Europe/Berlin")).result()
        with store.transaction() as tx:
            tx.key("links", "a secret")


def test_all_that_was_there_is_there(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    lively(sqlite_url)
    was = contents(sqlite_url)
    told = cli(tmp_path, "db", "copy", sqlite_url, postgres_url)
    assert told.code == 0, told
    assert told.lines[-1] == "All is copied; set DATABASE_URL to the new database."
    assert contents(postgres_url) == was == contents(sqlite_url)
    with open_store(postgres_url) as store:
        assert group_of(store).ids == ("ann", "ben", "cat")
        last = max(parcel.id for parcel in _all(store))
        with store.transaction() as tx:
            tx.post([Parcel("local:main:other", Whisper("ann", note("Hi")), AT)])
            (fresh,) = tx.claim("local:main:other", "a", AT, AT)
    assert fresh.id > last


def _all(store: SqlStore) -> list[Parcel]:
    with store.transaction() as tx:
        return [*tx.claim(GROUP, "a", AT, AT)]


def test_what_is_not_empty_is_left_alone(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    lively(sqlite_url)
    assert cli(tmp_path, "db", "copy", sqlite_url, postgres_url).code == 0
    was = contents(postgres_url)
    again = cli(tmp_path, "db", "copy", sqlite_url, postgres_url)
    assert "has something in it already" in again.sentence
    assert contents(postgres_url) == was


def test_a_bot_that_runs_on_either_side_is_not_copied_under(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    with open_store(sqlite_url):
        ended = cli(tmp_path, "db", "copy", sqlite_url, postgres_url)
        assert "is in use by another Mastermind" in ended.sentence
    with open_store(postgres_url) as store:
        store.stand(together=True)
        ended = cli(tmp_path, "db", "copy", sqlite_url, postgres_url)
        assert "is in use by another Mastermind" in ended.sentence


def test_it_goes_one_way(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    said = "`db copy` takes a SQLite address first, then a PostgreSQL address."
    assert cli(tmp_path, "db", "copy", postgres_url, sqlite_url).sentence == said
    ended = cli(tmp_path, "db", "copy", f"{sqlite_url}x", postgres_url)
    assert ended.sentence.endswith("to copy; correct the first address.")
