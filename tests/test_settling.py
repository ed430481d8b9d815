"""Whoever settles has all that was under way behind them, whoever carried it."""

import asyncio

from adapters.clock import HandClock
from adapters.store import SqlStore
from bot.cards import note
from bot.effects import Whisper
from bot.parcels import Answer, Parcel
from scheduler.pump import Pump
from tests.shell import AT, GROUP, Shelf, running

LONG = 0.2  # seconds in which settling would be over, if it did not wait


class Shut(Shelf):
    """A room that keeps whoever carries something to it waiting until it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.opened = asyncio.Event(), asyncio.Event()

    async def whisper(self, parcel: Parcel) -> Answer:
        self.reached.set()
        await self.opened.wait()
        return await super().whisper(parcel)


async def test_what_is_being_carried_already_is_waited_for(store: SqlStore) -> None:
    shut = Shut()
    with store.transaction() as tx:
        tx.post([Parcel(GROUP, Whisper("ann", note("an answer")), AT, GROUP, "e1")])
    with running(store) as engine:
        pump = Pump(engine, shut, HandClock(AT), "alone")
        carrying = asyncio.create_task(pump.carry(GROUP))
        await shut.reached.wait()
        settling = asyncio.create_task(pump.settle())
        await asyncio.wait({settling}, timeout=LONG)
        shut.opened.set()
        await settling
        assert shut.titles() == ["an answer"]
        assert carrying.done()
