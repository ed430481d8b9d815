"""Whoever holds a lane, and what becomes of it once another does."""

from adapters.clock import HandClock
from adapters.store import open_store
from bot.engine import Engine
from bot.parcels import Parcel
from scheduler.hand import NoJobs
from scheduler.pump import LEASE, Pump
from tests.shell import AT, GROUP, Shelf, to_ann


async def test_whoever_lost_a_lane_begins_nothing_more_in_it(postgres_url: str) -> None:
    clock, shelf = HandClock(AT), Shelf()
    with open_store(postgres_url) as store, open_store(postgres_url) as other:
        leases = other.leases()

        def taken_over(parcel: Parcel) -> None:
            """What happens while the first one is frozen, with a parcel in its hands."""
            leases.take("replica:a", "a", 0.0)
            assert leases.bury("replica:a", "a") == (GROUP,)
            with other.transaction() as tx:
                (first, second) = tx.claim(GROUP, "b", AT, AT + LEASE)
                tx.sent(first, "")
                tx.begin(second, "b", AT + LEASE)

        shelf.says[GROUP] = taken_over
        with store.transaction() as tx:
            tx.post([to_ann("first"), to_ann("second")])
        engine = Engine(store, clock, NoJobs())
        engine.start()
        await Pump(engine, shelf, clock, "a").carry(GROUP)
        engine.stop()
    assert shelf.titles() == ["first"]


async def test_whoever_may_be_taken_for_dead_begins_nothing(postgres_url: str) -> None:
    clock, shelf, alive = HandClock(AT), Shelf(), [True]
    with open_store(postgres_url) as store:
        with store.transaction() as tx:
            tx.post([to_ann("first"), to_ann("second")])
        engine = Engine(store, clock, NoJobs())
        engine.start()
        shelf.says[GROUP] = lambda parcel: alive.__setitem__(0, False)
        await Pump(engine, shelf, clock, "a", lambda: alive[0]).carry(GROUP)
        assert shelf.titles() == ["first"]
        await Pump(engine, shelf, clock, "b").carry(GROUP)
        engine.stop()
    assert shelf.titles() == ["first", "second"]
