"""How many lanes the pump carries at once, and of whom."""

import asyncio

from adapters.clock import HandClock
from adapters.store import SqlStore
from bot.parcels import Answer, Parcel
from scheduler.pump import SIDE_BY_SIDE, Pump
from tests.process import PATIENCE
from tests.shell import AT, Shelf, running, to_ann


async def test_a_workspace_that_hangs_blocks_no_other(sqlite_store: SqlStore) -> None:
    hangs, other = asyncio.Event(), "slack:T2:C1"
    dead = [f"slack:T1:C{n}" for n in range(2 * SIDE_BY_SIDE)]

    class Room(Shelf):
        async def whisper(self, parcel: Parcel) -> Answer:
            if parcel.lane != other:
                await hangs.wait()
            return await Shelf.whisper(self, parcel)

    shelf, clock = Room(), HandClock(AT)
    with running(sqlite_store, clock) as engine:
        pump = Pump(engine, shelf, clock, "alone")
        for lane in (*dead, other):
            with sqlite_store.transaction() as tx:
                tx.post([to_ann("Hi", lane)])
        hanging = [asyncio.create_task(pump.carry(lane)) for lane in dead]
        await asyncio.sleep(0)
        await asyncio.wait_for(pump.carry(other), PATIENCE)
        assert shelf.titles(other) == ["Hi"]
        hangs.set()
        await asyncio.gather(*hanging)
    assert all(shelf.titles(lane) == ["Hi"] for lane in dead)
