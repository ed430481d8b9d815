"""The engine acts on every event once, however often and by whomever it is delivered, and answers
after the commit.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier, Thread
from threading import Event as EventFlag
from typing import Any

import pytest

from adapters.clock import HandClock
from adapters.store import SqlStore, open_store
from bot import words
from bot.cards import note
from bot.engine import MOST, Engine, NotSaved
from bot.events import Actor, Event, Submitted
from bot.group import Group
from bot.meetings import board
from bot.person import Person
from bot.ports import Tx
from scheduler.hand import NoJobs
from tests.process import PATIENCE
from tests.shell import (
    AT,
    GROUP,
    Faulty,
    answered,
    founded,
    group_of,
    plant,
    pressed,
    running,
    typed,
)
from tests.stores import contents

MANY = 8  # threads


def together(*calls: Callable[[], Any]) -> None:
    """Make these calls at the same moment, each in a thread of its own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> None:
        start.wait()
        call()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def submitted(*deliveries: tuple[Engine, Event]) -> list[Any]:
    """The answers to events that are submitted at the same moment."""
    answers: list[Future[Any]] = []

    def submitting(engine: Engine, event: Event) -> Callable[[], None]:
        return lambda: answers.append(engine.submit(event))

    together(*(submitting(*delivery) for delivery in deliveries))
    return [answer.result() for answer in answers]


def test_an_event_delivered_twice_is_acted_on_once(store: SqlStore, store_url: str) -> None:
    with running(store) as engine:
        (first,) = answered(engine, typed("e1", "ann", "join"))
        assert first.state.ids == ("ann",)
        after = contents(store_url)
        assert answered(engine, typed("e1", "ann", "join")) == [None]
        assert contents(store_url) == after


def test_an_event_delivered_twice_in_one_batch_is_acted_on_once(store: SqlStore) -> None:
    engine = Engine(store, HandClock(AT), NoJobs())
    answers = [engine.submit(typed("e1", "ann", "join")) for _ in range(3)]
    engine.start()
    engine.stop()
    assert [answer.result() is None for answer in answers] == [False, True, True]


def test_an_event_delivered_by_many_threads_is_acted_on_once(store: SqlStore) -> None:
    with running(store) as engine:
        for n in range(20):
            event = typed(f"e{n}", "ann", "join", f"local:main:{n}")
            outcomes = submitted(*[(engine, event)] * MANY)
            assert sum(outcome is not None for outcome in outcomes) == 1


def test_an_event_that_two_processes_get_is_acted_on_once(postgres_url: str) -> None:
    with open_store(postgres_url) as one, open_store(postgres_url) as two:
        with running(one) as first, running(two) as second:
            for n in range(20):
                event = typed(f"e{n}", "ann", "join", f"local:main:{n}")
                outcomes = submitted((first, event), (second, event))
                assert sum(outcome is not None for outcome in outcomes) == 1
        assert len(one.reader.rooms("local", "main")) == 20


def test_two_people_who_press_the_same_next_advance_once(store: SqlStore) -> None:
    plant(store, founded())
    with running(store) as engine:
        answered(engine, typed("e0", "ann", "start"))
        for n in range(6):
            meeting = group_of(store).meeting
            assert meeting
            rev = board.rev(meeting)
            presses = [pressed(f"{who}{n}", who, "next", rev) for who in ("ann", "ben")]
            outcomes = submitted(*((engine, press) for press in presses))
            after = group_of(store).meeting
            assert after
            assert after.rev == meeting.rev + 1
            told = [effect for outcome in outcomes for effect in outcome.effects]
            assert [e for e in told if getattr(e, "card", None) == note("", words.MOVED_ON)]


def test_two_hundred_events_are_answered_after_their_commit(store: SqlStore) -> None:
    points: list[str] = []
    kept: list[bool] = []

    def look(answer: "Future[Any]") -> None:
        kept.append(store.reader.state(answer.result().state.id) == answer.result().state)

    engine = Engine(Faulty(store, points.append), HandClock(AT), NoJobs())
    for n in range(200):
        engine.submit(typed(f"e{n}", "ann", "join", f"local:main:{n}")).add_done_callback(look)
    assert not kept
    engine.start()
    engine.stop()
    assert kept == [True] * 200
    assert points.count("committed") == 1


def test_more_than_one_batch_can_wait(sqlite_store: SqlStore) -> None:
    engine = Engine(sqlite_store, HandClock(AT), NoJobs())
    answers = [
        engine.submit(typed(f"e{n}", "ann", "join", f"local:main:{n}")) for n in range(MOST + 1)
    ]
    engine.start()
    engine.stop()
    assert all(answer.result() for answer in answers)


def test_the_events_of_a_group_are_decided_in_the_order_they_came(store: SqlStore) -> None:
    engine = Engine(store, HandClock(AT), NoJobs())
    people = [f"p{n}" for n in range(12)]
    for who in people:
        engine.submit(typed(who, who, "join"))
    engine.start()
    engine.stop()
    assert list(group_of(store).ids) == people


async def test_what_comes_together_is_kept_together(sqlite_store: SqlStore) -> None:
    counted = Counting(sqlite_store)
    with running(counted) as engine:
        comes = (engine.handle(typed(who, who, "join")) for who in map(str, range(16)))
        assert all(await asyncio.gather(*comes))
    assert counted.transactions == 1
    assert len(group_of(sqlite_store).ids) == 16


class Counting:
    """A store that counts its transactions."""

    def __init__(self, store: SqlStore) -> None:
        self.reader, self._store, self.transactions = store.reader, store, 0

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        self.transactions += 1
        with self._store.transaction() as tx:
            yield tx


async def test_who_gives_up_waiting_stops_nobody_else(sqlite_store: SqlStore) -> None:
    engine = Engine(sqlite_store, HandClock(AT), NoJobs())
    given_up = asyncio.create_task(engine.handle(typed("e1", "ann", "join")))
    waiting = asyncio.create_task(engine.handle(typed("e2", "ben", "join")))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.sleep(0)
    engine.start()
    assert (await waiting) is not None
    assert group_of(sqlite_store).ids == ("ben",)
    assert await engine.handle(typed("e1", "ann", "join"))  # it may come again
    engine.stop()


async def test_what_comes_after_the_end_is_refused_at_once(sqlite_store: SqlStore) -> None:
    with running(sqlite_store) as engine:
        pass
    with pytest.raises(NotSaved, match="nothing changed"):
        await engine.handle(typed("e1", "ann", "join"))
    with pytest.raises(NotSaved):
        await engine.call(lambda tx: tx.seen(()))
    engine.stop()
    assert sqlite_store.reader.state(GROUP) is None


def test_what_comes_when_too_much_waits_is_refused_and_not_piled_up(
    sqlite_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.engine.FULL", 3)
    begun, held = EventFlag(), EventFlag()

    def slowly(point: str) -> None:
        begun.set()
        held.wait(PATIENCE)

    with running(Faulty(sqlite_store, slowly)) as engine:
        first = engine.submit(typed("e0", "ann", "join"))
        assert begun.wait(PATIENCE)
        waiting = [engine.submit(typed(f"e{n}", f"p{n}", "join")) for n in range(1, 5)]
        assert isinstance(waiting[-1].exception(PATIENCE), NotSaved)
        held.set()
        assert all(answer.result(PATIENCE) for answer in (first, *waiting[:-1]))
        assert engine.submit(typed("e4", "p4", "join")).result(PATIENCE)


async def test_a_call_is_made_in_a_transaction_and_a_bad_one_fails_alone(store: SqlStore) -> None:
    def spoil(tx: Any) -> None:
        tx.journal([("spoilt", GROUP)], AT)
        raise KeyError("a bug of whoever called")

    engine = Engine(store, HandClock(AT), NoJobs())
    good = engine.submit(typed("e1", "ann", "join"))
    bad = asyncio.create_task(engine.call(spoil))
    also = asyncio.create_task(engine.call(lambda tx: tx.seen(["e1", "spoilt"])))
    await asyncio.sleep(0)
    engine.start()
    with pytest.raises(NotSaved):
        await bad
    assert await also == {"e1"}
    assert good.result()
    engine.stop()


async def test_a_form_is_in_the_zone_that_the_person_named(sqlite_store: SqlStore) -> None:
    ann = Person("local:main:@ann", zone="Asia/Kolkata")
    plant(sqlite_store, ann)
    with running(sqlite_store) as engine:
        mine = await engine.form(GROUP, "me", Actor("ann", "Europe/London"))
        theirs = await engine.form(GROUP, "me", Actor("ben", "Europe/London"))
        assert mine
        assert theirs
        assert (mine.fields[0].value, theirs.fields[0].value) == ("Asia/Kolkata", "Europe/London")
        assert await engine.form(GROUP, "commit", Actor("ann")) is None
        plant(sqlite_store, founded())
        assert await engine.form(GROUP, "commit", Actor("ann"))


def test_a_zone_that_a_person_named_counts_more_than_the_rooms(sqlite_store: SqlStore) -> None:
    plant(sqlite_store, replace(founded(), name="Circle"))
    ann = Actor("ann", "Europe/London")
    with running(sqlite_store) as engine:
        answered(engine, Submitted("e1", GROUP, ann, "me", {"zone": "Asia/Kolkata"}))
        answered(engine, replace(typed("e2", "ann", "schedule yes tuesday 18:00"), by=ann))
    cadence = group_of(sqlite_store).cadence
    assert cadence
    assert cadence.zone == "Asia/Kolkata"


def test_a_group_that_nothing_happened_to_is_not_written(sqlite_store: SqlStore) -> None:
    with running(sqlite_store) as engine:
        (outcome,) = answered(engine, typed("e1", "ann", "help"))
        assert outcome.state == Group(GROUP)
    assert sqlite_store.reader.state(GROUP) is None
