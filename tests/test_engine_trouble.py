"""What goes wrong in the engine goes wrong for one event alone, changes nothing, and is told."""

import json
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from adapters.clock import HandClock
from adapters.store import SqlStore, StoreTrouble, open_store
from adapters.store.engines import address
from bot import words
from bot.effects import Whisper
from bot.engine import REST, Engine, NotSaved
from bot.events import Event, Tick
from bot.house.logs import set_up
from bot.trouble import Trouble
from scheduler.hand import NoJobs
from scheduler.ring import ring, tick
from tests.process import logging_kept
from tests.shell import (
    AT,
    GROUP,
    Failing,
    Faulty,
    answered,
    broken,
    founded,
    one_step,
    plant,
    running,
    typed,
)
from tests.stores import contents

BAD = "local:main:bad"
SECRET = "Our margin is nine percent"


def told(store: SqlStore, lane: str) -> list[Any]:
    """What waits to be carried in a lane."""
    with store.transaction() as tx:
        return [parcel.effect for parcel in tx.claim(lane, "test", AT, AT)]


def test_an_event_whose_decision_breaks_leaves_the_others_untouched(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    plant(store, broken(BAD))
    good = [typed(f"g{n}", "ann", "join", f"local:main:{n}") for n in range(20)]
    engine = Engine(store, HandClock(AT), NoJobs())
    before = [engine.submit(event) for event in good[:10]]
    answer = engine.submit(typed("e666", "ann", f"next {SECRET}", BAD))
    after = [engine.submit(event) for event in good[10:]]
    engine.start()
    engine.stop()
    assert answer.result() is None
    outcomes = [waiting.result() for waiting in (*before, *after)]
    assert [outcome.state.ids for outcome in outcomes if outcome] == [("ann",)] * 20
    assert store.reader.state(BAD) == broken(BAD)
    (record,) = caplog.records
    assert record.getMessage() == f"a bug: event e666 on {BAD}"
    (sorry,) = told(store, BAD)
    assert sorry == Whisper("ann", sorry.card)
    assert sorry.card.blocks[0].spans == (words.BROKEN.format(id="e666"),)


def test_an_event_whose_decision_broke_is_tried_anew_when_it_comes_again(store: SqlStore) -> None:
    plant(store, broken(BAD))
    with running(store) as engine:
        assert answered(engine, typed("e1", "ann", "next", BAD)) == [None]
        plant(store, founded(BAD))  # somebody mended it
        (outcome,) = answered(engine, typed("e1", "ann", "next", BAD))
    assert outcome is not None


@pytest.mark.parametrize("format", ["console", "json"])
async def test_the_log_says_where_it_broke_but_not_what_was_said(
    sqlite_store: SqlStore, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def quote(tx: Any) -> None:
        raise LookupError(SECRET)

    plant(sqlite_store, broken(BAD))
    with logging_kept(), running(sqlite_store) as engine:
        set_up("INFO", format)
        answered(engine, typed("e666", "ann", f"next {SECRET}", BAD))
        with pytest.raises(NotSaved):
            await engine.call(quote)
    said = capsys.readouterr().err
    assert "e666" in said
    assert "IndexError" in said
    assert "LookupError" in said
    assert "facilitation.py" in said
    assert SECRET not in said
    if format == "json":
        assert all(json.loads(line) for line in said.splitlines())


async def test_a_tick_that_breaks_rings_no_more_and_is_parked(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    good = "local:main:good"
    plant(store, broken(BAD, due=AT), AT)
    plant(store, one_step(good, AT), AT)
    with running(store) as engine:
        assert await ring(engine, AT) == 2
        assert store.reader.wake_at(BAD) is None
        assert await ring(engine, AT + timedelta(days=365)) == 0
    assert store.reader.state(BAD) == broken(BAD, due=AT)
    (kept,) = store.reader.parked()
    assert (kept.state, kept.event) == (BAD, Tick(tick(BAD, AT).id, BAD))
    assert [r.getMessage() for r in caplog.records] == [f"a bug: event {kept.event.id} on {BAD}"]
    assert store.reader.latest("meeting", good)


async def test_a_state_that_cant_be_read_rings_no_bell_for_the_others(
    store: SqlStore, store_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    plant(store, founded(BAD), AT)
    plant(store, one_step(GROUP, AT), AT)
    spoil = create_engine(address(store_url))
    with spoil.begin() as conn:
        conn.execute(text("UPDATE states SET doc = '{' WHERE id = :id"), {"id": BAD})
    spoil.dispose()
    with running(store) as engine:
        await ring(engine, AT)
        assert await ring(engine, AT) == 0
        assert store.reader.latest("meeting", GROUP)
        bad, good = answered(
            engine, typed("e1", "ann", "next", BAD), typed("e2", "ann", "commit walk")
        )
    assert isinstance(bad, NotSaved)
    assert good.state.commitments
    assert "not saved: e1: a bug" in caplog.text


async def test_a_state_that_cant_even_be_laid_to_rest_stays_due(sqlite_store: SqlStore) -> None:
    def broken_store(point: str) -> None:
        if point in ("save", "rest"):
            raise RuntimeError

    plant(sqlite_store, one_step(GROUP, AT), AT)
    with running(Faulty(sqlite_store, broken_store)) as engine, pytest.raises(NotSaved):
        await ring(engine, AT)
    assert sqlite_store.reader.soonest() == AT


def test_an_event_of_no_group_fails_alone(store: SqlStore) -> None:
    engine = Engine(store, HandClock(AT), NoJobs())
    answers = [
        engine.submit(typed("e1", "ann", "join")),
        engine.submit(typed("e2", "ann", "join", "nonsense")),
        engine.submit(typed("e3", "ben", "join")),
    ]
    engine.start()
    engine.stop()
    assert [type(answer.exception()) for answer in answers] == [type(None), NotSaved, type(None)]


# -- the store fails -------------------------------------------------------------------------------


EVENTS = {
    "a command": typed("e1", "ann", "start"),
    "the clock": Tick("tick:1", GROUP),
    "a person": typed("e1", "ann", "me zone Asia/Kolkata"),
}
ERRORS = (Trouble("The disk is full; free some space."), RuntimeError("a bug in the store"))


@pytest.mark.parametrize("event", EVENTS.values(), ids=list(EVENTS))
@pytest.mark.parametrize("error", ERRORS, ids=["a trouble", "a bug"])
def test_a_store_that_fails_at_any_point_changes_nothing_and_the_retry_succeeds(
    store: SqlStore, store_url: str, event: Event, error: Exception
) -> None:
    planted = one_step(GROUP, AT) if isinstance(event, Tick) else founded()
    plant(store, planted, AT if isinstance(event, Tick) else None)
    before, failed = contents(store_url), []
    for number in count():
        failing = Failing(number, error)
        with running(Faulty(store, failing)) as engine:
            (answer,) = answered(engine, event)
            if failing.at in ("", "committed"):
                break
            failed.append(failing.at)
            rests = isinstance(event, Tick) and not isinstance(error, Trouble)
            if rests:
                assert answer is None
                assert store.reader.soonest() == AT + REST
                plant(store, planted, AT)
            else:
                assert isinstance(answer, NotSaved)
                assert answer.__cause__ is error
            assert contents(store_url) == before
    assert failed == ["begin", "load", "seen", "save", *failed[4:-1], "commit"]
    once_only(store, store_url, event)


def once_only(store: SqlStore, url: str, event: Event) -> None:
    """The commit went through and its answer was lost: the same event finds it done."""
    done = contents(url)
    assert len(done["journal"]) == 1
    with running(store) as engine:
        assert answered(engine, event) == [None]
    assert contents(url) == done


def test_a_store_that_is_away_is_not_asked_for_each_event_of_a_batch(
    sqlite_store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    def away(point: str) -> None:
        asked.append(point)
        raise Trouble("The database doesn't answer; check that it runs.")

    engine = Engine(Faulty(sqlite_store, away), HandClock(AT), NoJobs())
    answers = [engine.submit(typed(f"e{n}", "ann", "join", f"local:main:{n}")) for n in range(50)]
    engine.start()
    engine.stop()
    assert all(isinstance(answer.exception(), NotSaved) for answer in answers)
    assert asked == ["begin"]
    assert len(caplog.records) == 50
    assert "Traceback" not in caplog.text


def hung_up(url: str) -> None:
    """The database server drops all its connections, as in a restart."""
    engine = create_engine(address(url))
    # Every connection but this one, which would otherwise end before it has dropped the others.
    drop = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = :name AND pid <> pg_backend_pid()"
    )
    with engine.connect() as conn, suppress(OperationalError):
        conn.execute(text(drop), {"name": engine.url.database})
    engine.dispose()


def test_a_server_that_hangs_up_between_two_events_costs_nothing(postgres_url: str) -> None:
    with open_store(postgres_url) as store, running(store) as engine:
        answered(engine, typed("e1", "ann", "join"))
        hung_up(postgres_url)
        (outcome,) = answered(engine, typed("e2", "ben", "join"))
        assert outcome.state.ids == ("ann", "ben")


@pytest.mark.parametrize("point", ["load", "save", "post", "commit"])
def test_a_server_that_hangs_up_during_an_event_changes_nothing(
    postgres_url: str, point: str
) -> None:
    left = [point]

    def hang_up(at: str) -> None:
        if at in left:
            left.remove(at)
            hung_up(postgres_url)

    with open_store(postgres_url) as store, running(Faulty(store, hang_up)) as engine:
        (failure,) = answered(engine, typed("e1", "ann", "join"))
        assert isinstance(failure, NotSaved)
        assert isinstance(failure.__cause__, StoreTrouble)
        (outcome,) = answered(engine, typed("e1", "ann", "join"))
        assert outcome.state.ids == ("ann",)
