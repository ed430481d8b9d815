"""Events that a bug of ours broke: kept as they were, listed without a word of it, and replayed."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from adapters.clock import HandClock
from adapters.store import SqlStore, open_store
from adapters.store.engines import address
from bot.engine import TIMES
from bot.events import Actor, Command, Event, Press, Pressed, Said, Submitted, Tick
from scheduler.ring import ring, tick
from tests.process import cli
from tests.shell import (
    AT,
    answered,
    broken,
    founded,
    group_of,
    one_step,
    plant,
    running,
    typed,
)

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


def test_what_mends_a_group_has_it_ring_again(store: SqlStore) -> None:
    plant(store, replace(broken(BAD, due=AT), next_at=AT + timedelta(days=7)), AT)
    with running(store) as engine:
        answered(engine, tick(BAD, AT), typed("e1", "ann", "end", BAD))
    assert store.reader.wake_at(BAD) == AT + timedelta(microseconds=1)
    assert [kept.event for kept in store.reader.parked()] == [tick(BAD, AT)]


async def test_a_state_that_stays_unreadable_is_parked_after_a_few_rings(
    store: SqlStore, store_url: str
) -> None:
    clock = HandClock(AT)
    plant(store, founded(BAD), AT)
    spoil = create_engine(address(store_url))
    with spoil.begin() as conn:
        conn.execute(text("UPDATE states SET doc = '{' WHERE id = :id"), {"id": BAD})
    spoil.dispose()
    rings = 0
    with running(store, clock) as engine:
        while due := store.reader.soonest():
            clock.set(due)
            rings += await ring(engine, due)
    assert rings == TIMES
    (kept,) = store.reader.parked()
    assert kept.state == BAD
    assert isinstance(kept.event, Tick)


def test_an_alarm_that_broke_is_replayed_and_the_meeting_goes_on(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Path
) -> None:
    plant(sqlite_store, broken(BAD, due=AT), AT)
    with running(sqlite_store) as engine:
        asyncio.run(ring(engine, AT))
    listed = cli(tmp_path, "events", "parked", DATABASE_URL=sqlite_url)
    assert listed.lines == [f"{tick(BAD, AT).id}  2026-03-02 17:00Z  tick in {BAD}"]
    plant(sqlite_store, one_step(BAD, AT))
    sqlite_store.close()
    sick = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, PORT="0")
    assert "WRONG events: 1 parked by a bug" in sick.out
    ended = cli(tmp_path, "events", "replay", "--all", DATABASE_URL=sqlite_url)
    assert ended.lines == [f"{tick(BAD, AT).id} is done"]
    with open_store(sqlite_url) as store:
        assert store.reader.latest("meeting", BAD)
        assert not store.reader.parked()


def test_a_replay_of_nothing_says_so(sqlite_url: str, tmp_path: Path) -> None:
    ended = cli(tmp_path, "events", "replay", DATABASE_URL=sqlite_url)
    assert ended.sentence == "Name the events, or say --all; `mastermind events parked` lists them."
    assert cli(tmp_path, "events", "replay", "--all", DATABASE_URL=sqlite_url).out == ""


def test_what_nobody_replays_is_dropped_after_a_month(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.park([(BAD, Said("old", BAD, ANN, SECRET))], AT)
        tx.park([(BAD, Said("new", BAD, ANN, SECRET))], AT + timedelta(days=31))
    assert [kept.event.id for kept in store.reader.parked()] == ["new"]
