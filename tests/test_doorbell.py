"""The doorbell rings and carries by itself, on the computer's own clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import sleep
from typing import Any

import pytest

import scheduler.carrier
import scheduler.doorbell
from adapters.clock import SystemClock
from adapters.store import SqlStore
from bot.cards import note
from bot.effects import Whisper
from bot.engine import Engine
from bot.parcels import Answer, Parcel, Retry
from bot.ports import Store
from bot.trouble import Trouble
from scheduler.doorbell import Doorbell
from scheduler.pump import LEASE, Pump
from scheduler.ring import AT_ONCE, MOST, ring
from tests.shell import (
    GROUP,
    Faulty,
    Shelf,
    answered,
    broken,
    meeting_in,
    one_step,
    plant,
    running,
    typed,
)

CLOCK = SystemClock()
SOON = timedelta(seconds=0.3)
HOUR = timedelta(hours=1)
FAR = LEASE + HOUR  # any lease has ended by then, also one that begins just now
PATIENCE = 60  # seconds; only a test that fails takes so long
OTHER = "local:main:other"
THE_END = "Recap of meeting 1: Hot seat"


class Slow(Shelf):
    """A room that takes its time."""

    async def post(self, parcel: Parcel) -> Answer:
        answer = await super().post(parcel)
        await asyncio.sleep(0.2)
        return answer


class Deaf(Shelf):
    """A room that never answers."""

    async def whisper(self, parcel: Parcel) -> Answer:
        self.asked.append(parcel)
        await asyncio.Event().wait()
        return await super().whisper(parcel)

    post = whisper


@asynccontextmanager
async def at_work(store: Store, shelf: Shelf) -> AsyncIterator[Engine]:
    """An engine with a doorbell; afterwards no task of it is left."""
    doorbell = Doorbell(CLOCK)
    with running(store, CLOCK, doorbell) as engine:
        await doorbell.start(engine, Pump(engine, shelf, CLOCK, "alone"))
        try:
            yield engine
        finally:
            await doorbell.stop()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def until(true: Callable[[], object]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.02)


def ends_at(store: Store, at: datetime, group: str = GROUP) -> None:
    """Plant a group whose meeting ends at this instant."""
    plant(store, one_step(group, at), at)


def whisper(store: Store, text: str, group: str = GROUP) -> None:
    """Put a parcel into the outbox, of which nobody is told."""
    with store.transaction() as tx:
        tx.post([Parcel(group, Whisper("ann", note(text)), CLOCK.now(), group, "e1")])


async def test_what_becomes_due_is_rung_without_anybody_pressing_anything(store: SqlStore) -> None:
    ends_at(store, CLOCK.now() + SOON)
    shelf = Shelf()
    async with at_work(store, shelf):
        assert shelf.titles() == []
        await until(lambda: THE_END in shelf.titles())
    assert store.reader.soonest() is None


async def test_what_became_due_while_nobody_listened_is_rung_at_the_start(store: SqlStore) -> None:
    ends_at(store, CLOCK.now() - SOON)
    whisper(store, "left over")
    shelf = Shelf()
    async with at_work(store, shelf):
        await until(lambda: THE_END in shelf.titles())
    assert shelf.titles()[0] == "left over"


async def test_more_than_a_round_is_rung_in_one_go(store: SqlStore) -> None:
    due = [f"local:main:den{n}" for n in range(MOST + 2)]
    for group in due:
        ends_at(store, CLOCK.now() - SOON, group)
    async with at_work(store, Shelf()):
        assert store.reader.due(CLOCK.now(), 1) == ()


async def test_whoever_writes_while_many_alarms_ring_is_answered_in_between(
    store: SqlStore,
) -> None:
    for n in range(4 * AT_ONCE):
        ends_at(store, CLOCK.now() - SOON, f"local:main:den{n}")
    written, answers = list[bool](), list[Future[Any]]()

    def count(point: str) -> None:
        if point == "commit":
            written.append(any(answer.done() for answer in answers))
            if not answers:
                answers.append(engine.submit(typed("e1", "ann", "join", OTHER)))

    with running(Faulty(store, count), CLOCK) as engine:
        await ring(engine, CLOCK.now())
        assert answers[0].result().state.ids == ("ann",)
    assert written[:2] == [False, False]
    assert all(written[2:])
    assert len(written) >= 4  # it did not wait for all of them


async def test_an_alarm_that_is_earlier_than_the_others_comes_first(store: SqlStore) -> None:
    ends_at(store, CLOCK.now() + HOUR)
    plant(store, meeting_in(OTHER, (7200, 1), CLOCK.now() + HOUR * 2), CLOCK.now() + HOUR * 2)
    shelf = Shelf()
    async with at_work(store, shelf) as engine:
        answered(engine, typed("e1", "ann", "next", OTHER))  # to a step of one second
        await until(lambda: THE_END in shelf.titles(OTHER))
    assert shelf.titles() == []
    assert store.reader.soonest()


async def test_many_alarms_ring_one_after_the_other(store: SqlStore) -> None:
    groups = [f"local:main:{n}" for n in range(8)]
    for n, group in enumerate(groups):
        ends_at(store, CLOCK.now() + n * SOON / 4, group)
    shelf = Shelf()
    async with at_work(store, shelf):
        await until(lambda: all(THE_END in shelf.titles(group) for group in groups))


async def test_a_lane_that_must_wait_is_carried_when_its_time_comes(store: SqlStore) -> None:
    left = [Retry(0.5)]
    shelf = Shelf(says={GROUP: lambda _: left.pop() if left else None})
    async with at_work(store, shelf) as engine:
        answered(engine, typed("e1", "ann", "join"), typed("e2", "ann", "join", OTHER))
        await until(lambda: shelf.titles() == ["Welcome"])
    assert shelf.told[0][0] == OTHER


async def test_a_lane_that_could_not_be_carried_is_swept_up(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(scheduler.doorbell, "SWEEP", 0.3)
    left = ["sent"]

    def fail_once(point: str) -> None:
        if point in left:
            left.remove(point)
            raise RuntimeError

    shelf = Shelf()
    async with at_work(Faulty(store, fail_once), shelf) as engine:
        answered(engine, typed("e1", "ann", "join"))
        await until(lambda: not store.reader.lanes(CLOCK.now() + FAR))
    assert shelf.titles() == ["Welcome"]
    assert len(shelf.asked) == 2
    assert f"lane {GROUP} could not be carried" in caplog.text


async def test_a_lane_that_got_more_while_it_was_carried_is_carried_on(store: SqlStore) -> None:
    shelf = Shelf()
    async with at_work(store, shelf) as engine:
        for n in range(30):
            await engine.handle(typed(f"e{n}", f"p{n}", "help"))
        await until(lambda: len(shelf.told) == 30)
    assert len(set(shelf.tokens)) == 30


async def test_a_ring_that_fails_is_followed_by_another(
    sqlite_store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    left = ["save"] * 2

    def fail_twice(point: str) -> None:
        if point in left:
            left.remove(point)
            raise Trouble("The disk is full; free some space.")

    ends_at(sqlite_store, CLOCK.now() - SOON)
    shelf = Shelf()
    async with at_work(Faulty(sqlite_store, fail_twice), shelf):
        await until(lambda: THE_END in shelf.titles())
    assert caplog.text.count("not saved: tick:") == 2


async def test_a_tick_that_breaks_keeps_no_other_from_ringing(sqlite_store: SqlStore) -> None:
    due = CLOCK.now() + SOON
    plant(sqlite_store, broken(OTHER, due), due)
    ends_at(sqlite_store, due + SOON)
    shelf = Shelf()
    async with at_work(sqlite_store, shelf):
        await until(lambda: THE_END in shelf.titles())


async def test_the_end_waits_for_the_message_on_its_way_and_leaves_the_others_to_the_next_start(
    sqlite_store: SqlStore,
) -> None:
    slow = Slow()
    async with at_work(sqlite_store, slow) as engine:
        answered(engine, *(typed(f"e{n}", f"p{n}", "join") for n in range(20)))
        await until(lambda: slow.asked)
    assert len(slow.told) == len(slow.asked) < 20
    shelf = Shelf(told=slow.told, tokens=slow.tokens)
    async with at_work(sqlite_store, shelf):
        await until(lambda: not sqlite_store.reader.lanes(CLOCK.now() + FAR))
    assert len(shelf.told) == len(set(shelf.tokens)) == 20


async def test_a_room_that_never_answers_does_not_hold_up_the_end(
    sqlite_store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(scheduler.carrier, "LAST", 0.1)
    deaf = Deaf()
    async with asyncio.timeout(PATIENCE), at_work(sqlite_store, deaf) as engine:
        answered(engine, typed("e1", "ann", "join"))
        await until(lambda: deaf.asked)
    assert "is left to the next start" in caplog.text
    shelf = Shelf()
    async with at_work(sqlite_store, shelf):
        await until(lambda: shelf.titles() == ["Welcome"])


async def test_an_end_in_the_middle_of_a_ring_leaves_nothing_running(
    sqlite_store: SqlStore,
) -> None:
    points: list[str] = []

    def slowly(point: str) -> None:
        points.append(point)
        sleep(0.2 * (point == "save"))

    for group in (GROUP, OTHER):
        ends_at(sqlite_store, CLOCK.now() + SOON, group)
    async with at_work(Faulty(sqlite_store, slowly), Shelf()):
        await until(lambda: "save" in points)
    assert points[-1] == "committed"


async def test_a_doorbell_that_never_rang_can_be_stopped_twice() -> None:
    doorbell = Doorbell(CLOCK)
    await doorbell.stop()
    await doorbell.stop()
