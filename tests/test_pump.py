"""The pump delivers each parcel once and in order, and one stuck lane blocks no other."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from adapters.clock import HandClock
from adapters.store import SqlStore
from bot.archive import Past
from bot.cards import note
from bot.effects import Count, Nudge, Show, Whisper
from bot.engine import Engine, NotSaved
from bot.events import person_id
from bot.parcels import Answer, Lost, Parcel, Rebuild, Rejected, Retry
from scheduler.pump import LEASE, LONGEST, TRIES, Pump
from scheduler.ring import ring
from tests.shell import AT, GROUP, Failing, Faulty, Shelf, founded, group_of, plant, running
from tests.stores import contents

OTHER = "local:main:other"
DAY, YEAR = timedelta(days=1), timedelta(days=365)


def show(key: str, title: str) -> Show:
    return Show(key, note(title))


def whisper(title: str) -> Whisper:
    return Whisper("ann", note(title))


def send(store: SqlStore, *effects: Show | Whisper | Nudge | Count, lane: str = GROUP) -> None:
    """Put parcels into a lane's outbox."""
    with store.transaction() as tx:
        tx.post([Parcel(lane, effect, AT, lane, "e1") for effect in effects])


def saying(*answers: Answer | None) -> Callable[[Parcel], Answer | None]:
    """A room's answers, one after the other; the parcels that follow are taken."""
    left = list(answers)
    return lambda _: left.pop(0) if left else None


def pumping(engine: Engine, shelf: Shelf, clock: HandClock, owner: str = "alone") -> Pump:
    return Pump(engine, shelf, clock, owner)


async def carried(store: SqlStore, shelf: Shelf, clock: HandClock | None = None) -> None:
    """Carry all that can be carried now."""
    clock = clock or HandClock(AT)
    with running(store, clock) as engine:
        await ring(engine, clock.now())
        await pumping(engine, shelf, clock).settle()


async def test_a_lane_keeps_its_order_whoever_carries_it(store: SqlStore) -> None:
    lanes = [f"local:main:{n}" for n in range(5)]
    shelf, clock = Shelf(), HandClock(AT)
    with running(store) as engine:
        pumps = [pumping(engine, shelf, clock, owner) for owner in ("a", "b")]
        for round in range(4):
            for lane in lanes:
                titles = [str(round * 5 + n) for n in range(5)]
                send(store, *(whisper(title) for title in titles), lane=lane)
            await asyncio.gather(*(pump.carry(lane) for lane in lanes for pump in pumps * 3))
        for pump in pumps:
            await pump.settle()
    for lane in lanes:
        assert shelf.titles(lane) == [str(n) for n in range(20)]
    assert max(Counter(parcel.token for parcel in shelf.asked).values()) == 1


async def test_a_stuck_group_blocks_no_other(store: SqlStore) -> None:
    shelf, clock = Shelf(says={GROUP: lambda _: Retry(1.0)}), HandClock(AT)
    with running(store, clock) as engine:
        pump = pumping(engine, shelf, clock)
        for minute in range(60):
            clock.set(AT + timedelta(minutes=minute))
            send(store, whisper(f"{minute}"), lane=GROUP)
            send(store, whisper(f"{minute}"), lane=OTHER)
            await pump.settle()
    assert shelf.titles(OTHER) == [str(minute) for minute in range(60)]
    assert shelf.titles(GROUP) == []


async def test_what_must_wait_holds_back_what_is_behind_it(store: SqlStore) -> None:
    shelf, clock = Shelf(says={GROUP: saying(Retry(90.0))}), HandClock(AT)
    send(store, whisper("first"), whisper("second"))
    await carried(store, shelf, clock)
    assert shelf.titles() == []
    assert store.reader.next_retry(AT) == AT + timedelta(seconds=90)
    clock.set(AT + timedelta(seconds=89))
    await carried(store, shelf, clock)
    assert shelf.titles() == []
    clock.set(AT + timedelta(seconds=90))
    await carried(store, shelf, clock)
    assert shelf.titles() == ["first", "second"]
    assert len({parcel.token for parcel in shelf.asked}) == 2


async def test_a_room_that_fails_is_asked_again(
    sqlite_store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Parcel) -> Answer:
        raise OSError("the network is away")

    shelf, clock = Shelf(says={GROUP: fail}), HandClock(AT)
    send(sqlite_store, whisper("hello"))
    await carried(sqlite_store, shelf, clock)
    assert "the room failed" in caplog.text
    del shelf.says[GROUP]
    clock.set(AT + timedelta(seconds=1))
    await carried(sqlite_store, shelf, clock)
    assert shelf.titles() == ["hello"]


async def test_an_edit_goes_to_the_message_that_was_posted(store: SqlStore) -> None:
    shelf = Shelf()
    send(store, show("board:1", "step 1"))
    await carried(store, shelf)
    send(store, show("board:1", "step 2"), show("board:1", "step 3"), show("recap:1", "recap"))
    await carried(store, shelf)
    assert [what for _, what, _ in shelf.told] == ["post", "edit m1", "post"]
    assert shelf.titles() == ["step 1", "step 3", "recap"]


async def test_cards_that_pile_up_behind_a_retry_are_one_edit(store: SqlStore) -> None:
    shelf, clock = Shelf(says={GROUP: saying(*[Retry(60.0)] * 5)}), HandClock(AT)
    send(store, whisper("first"))
    for minute in range(6):
        clock.set(AT + timedelta(minutes=minute))
        send(store, show("board:1", f"step {minute}"))
        await carried(store, shelf, clock)
    assert shelf.titles() == ["first", "step 5"]


async def test_a_message_that_is_no_more_is_posted_afresh_at_once(store: SqlStore) -> None:
    shelf = Shelf()
    send(store, show("board:1", "step 1"))
    await carried(store, shelf)
    shelf.says[GROUP] = saying(Rebuild())
    send(store, show("board:1", "step 2"), whisper("behind"))
    with running(store) as engine:
        await pumping(engine, shelf, HandClock(AT)).carry(GROUP)
    assert [what for _, what, _ in shelf.told] == ["post", "post", "whisper"]
    send(store, show("board:1", "step 3"))
    await carried(store, shelf)
    assert shelf.told[-1] == (GROUP, "edit m2", "step 3")


async def test_a_room_that_forgets_what_was_never_posted_is_not_asked_all_the_time(
    sqlite_store: SqlStore,
) -> None:
    shelf = Shelf(says={GROUP: lambda _: Rebuild()})
    send(sqlite_store, show("board:1", "step 1"))
    await carried(sqlite_store, shelf)
    assert len(shelf.asked) == 1


async def test_what_is_rejected_goes_plain_once_and_is_dropped_then(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(says={GROUP: saying(Rejected("too long"), Rejected("still too long"))})
    send(store, whisper("bad"), whisper("good"))
    with running(store) as engine:
        await pumping(engine, shelf, HandClock(AT)).carry(GROUP)
    assert [parcel.plain for parcel in shelf.asked] == [False, True, False]
    assert shelf.titles() == ["good"]
    assert "rejected: too long" in caplog.text
    assert "is given up: still too long" in caplog.text


async def test_what_is_rejected_may_do_in_its_plain_form(store: SqlStore) -> None:
    shelf = Shelf(says={GROUP: saying(Rejected("too long"))})
    send(store, whisper("bad"))
    await carried(store, shelf)
    assert [parcel.plain for parcel in shelf.asked] == [False, True]
    assert shelf.titles() == ["bad"]


async def test_a_lost_room_is_told_to_its_group_and_its_lane_is_cleared(store: SqlStore) -> None:
    plant(store, replace(founded(), next_at=AT + DAY), AT)
    shelf = Shelf(says={GROUP: saying(Lost("it was archived"))})
    send(store, whisper("first"), whisper("second"))
    send(store, whisper("other"), lane=OTHER)
    await carried(store, shelf)
    assert group_of(store).gone == "it was archived"
    assert store.reader.soonest() is None
    assert store.reader.lanes(AT + DAY) == ()
    assert shelf.told == [(OTHER, "whisper", "other")]


async def test_a_room_is_lost_wholly_or_found_lost_again(store: SqlStore, store_url: str) -> None:
    shelf = Shelf(says={GROUP: lambda _: Lost("it was archived")})
    clock = HandClock(AT)
    for number in count():
        plant(store, founded())
        send(store, whisper("first"))
        failing = Failing(number, RuntimeError())
        with running(Faulty(store, failing), clock) as engine, suppress(NotSaved):
            await pumping(engine, shelf, clock).resume()
        clock.set(clock.now() + LEASE)
        await carried(store, shelf, clock)
        assert group_of(store).gone == "it was archived"
        assert contents(store_url)["outbox"] == []
        if not failing.at:
            break
    assert number > 10


async def test_a_person_who_cant_be_reached_loses_that_message_only(store: SqlStore) -> None:
    ann = person_id(GROUP, "ann")
    shelf = Shelf(says={ann: saying(Lost("their messages are closed"))})
    send(store, whisper("first"), whisper("second"), lane=ann)
    await carried(store, shelf)
    assert shelf.titles(ann) == ["second"]


async def test_after_too_many_tries_a_parcel_is_dropped_and_the_next_has_its_own(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    clock = HandClock(AT)
    shelf = Shelf(says={GROUP: saying(*[Retry(1.0)] * (2 * TRIES - 1))})
    send(store, whisper("first"), whisper("second"))
    waits: list[float] = []
    await carried(store, shelf, clock)
    while retry := store.reader.next_retry(clock.now()):
        waits.append((retry - clock.now()).total_seconds())
        clock.set(retry)
        await carried(store, shelf, clock)
    first, second = (parcel.token for parcel in (shelf.asked[0], shelf.asked[-1]))
    assert Counter(parcel.token for parcel in shelf.asked) == {first: TRIES, second: TRIES}
    assert shelf.titles() == ["second"]
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert max(waits) == LONGEST
    assert f"given up after {TRIES} tries" in caplog.text


async def test_a_nudge_travels_to_its_person_once(store: SqlStore, store_url: str) -> None:
    """Whatever call to the store fails on the way."""
    shelf, clock = Shelf(), HandClock(AT)
    for number in count():
        who, failing = f"ann{number}", Failing(number, RuntimeError())
        send(store, Nudge(who, "meeting", note("Tomorrow"), AT + YEAR))
        with running(Faulty(store, failing), clock) as engine, suppress(NotSaved):
            await pumping(engine, shelf, clock).resume()
        clock.set(clock.now() + LEASE)
        await carried(store, shelf, clock)
        clock.set(clock.now() + LEASE)  # for what else comes, it waits a little
        await carried(store, shelf, clock)
        assert shelf.titles(person_id(GROUP, who)) == ["Tomorrow"]
        if not failing.at:
            break
    assert number > 15
    assert len(contents(store_url)["journal"]) == 2 * (number + 1)  # heard, and told


async def test_what_a_person_tells_a_group_is_counted_once(store: SqlStore) -> None:
    """Whatever call to the store fails on the way."""
    sat = Past(1, AT, ("ann",), ("ann",), picked=1)
    clock = HandClock(AT)
    for number in count():
        plant(store, replace(founded(), past=(sat,)))
        failing = Failing(number, RuntimeError())
        send(store, Count(GROUP, "helped:1.14", "helped"), lane=person_id(GROUP, "ann"))
        with running(Faulty(store, failing), clock) as engine, suppress(NotSaved):
            await pumping(engine, Shelf(), clock).resume()
        clock.set(clock.now() + LEASE)
        await carried(store, Shelf(), clock)
        assert group_of(store).outlooks == (("14.helped", 1),)
        if not failing.at:
            break
    assert number > 10


async def test_what_a_dead_process_held_goes_on_at_once(store: SqlStore) -> None:
    send(store, whisper("first"), whisper("second"))
    with store.transaction() as tx:
        (first, _) = tx.claim(GROUP, "alone", AT, AT + LEASE)
        tx.begin(first, "alone", AT + LEASE)
    shelf, clock = Shelf(), HandClock(AT)
    with running(store) as engine:
        await pumping(engine, shelf, clock, "another").resume()
        assert shelf.titles() == []
        await pumping(engine, shelf, clock, "alone").resume()
    assert shelf.titles() == ["first", "second"]
    assert shelf.asked[0].tries == 1
