"""Events that a bug of ours broke: kept as they were, listed without a word of it, and replayed."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore, open_store
from bot.events import Actor, Command, Event, Press, Pressed, Said, Submitted
from tests.process import cli
from tests.shell import AT, answered, broken, founded, group_of, plant, running, typed

BAD = "local:main:bad"
SECRET = "Our margin is nine percent"
ANN = Actor("ann", "Europe/Berlin")


def park(store: SqlStore, *events: Event) -> None:
    """Let these events meet a document that has gone bad, which then is mended."""
    plant(store, broken(BAD))
    with running(store) as engine:
        assert answered(engine, *events) == [None] * len(events)
    plant(store, founded(BAD))


@pytest.mark.parametrize(
    "event",
    [
        Command("e1", BAD, ANN, "next", SECRET),
        Pressed("e1", BAD, ANN, Press("next", rev="1.1")),
        Submitted("e1", BAD, ANN, "item", {"text": SECRET}),
        Said("e1", BAD, ANN, SECRET),
    ],
    ids=lambda event: type(event).__name__.lower(),
)
def test_an_event_is_kept_as_it_was(store: SqlStore, event: Event) -> None:
    with store.transaction() as tx:
        tx.park([(BAD, event)], AT)
        tx.park([(BAD, event)], AT)
    (kept,) = store.reader.parked()
    assert (kept.event, kept.state, kept.at) == (event, BAD, AT)


def test_what_breaks_is_parked_and_what_does_not_is_not(store: SqlStore) -> None:
    plant(store, broken(BAD))
    with running(store) as engine:
        answered(engine, typed("e1", "ann", "next", BAD), typed("e2", "ann", "ping", BAD))
    assert [kept.event.id for kept in store.reader.parked()] == ["e1"]


def test_it_is_done_once_more_and_no_longer_parked(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Path
) -> None:
    park(sqlite_store, typed("e1", "dan", f"join {SECRET}", BAD))
    sqlite_store.close()
    listed = cli(tmp_path, "events", "parked", DATABASE_URL=sqlite_url)
    assert listed.lines[0].startswith("e1  ")
    assert f"command in {BAD}" in listed.out
    assert SECRET not in listed.out
    sick = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, PORT="0")
    assert "WRONG events: 1 parked by a bug, the oldest from 2026-03-02" in sick.out
    assert cli(tmp_path, "events", "replay", "e1", DATABASE_URL=sqlite_url).lines == ["e1 is done"]
    assert cli(tmp_path, "events", "parked", DATABASE_URL=sqlite_url).out == ""
    with open_store(sqlite_url) as store:
        assert "dan" in group_of(store, BAD).ids


def test_what_breaks_again_stays_parked(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Path
) -> None:
    park(sqlite_store, typed("e1", "ann", "next", BAD))
    plant(sqlite_store, broken(BAD))
    sqlite_store.close()
    ended = cli(tmp_path, "events", "replay", "e1", DATABASE_URL=sqlite_url)
    assert (ended.code, ended.lines) == (1, ["e1 broke again"])
    ended = cli(tmp_path, "events", "replay", "e9", DATABASE_URL=sqlite_url)
    assert ended.sentence == "No event e9 is parked; `mastermind events parked` lists them."


def test_what_nobody_replays_is_dropped_after_a_month(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.park([(BAD, Said("old", BAD, ANN, SECRET))], AT)
        tx.park([(BAD, Said("new", BAD, ANN, SECRET))], AT + timedelta(days=31))
    assert [kept.event.id for kept in store.reader.parked()] == ["new"]
