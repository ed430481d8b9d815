"""Outbox -> room: in order within a lane, lanes side by side, with retries and leases."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from weakref import WeakValueDictionary

from bot.effects import Nudge, Show, Whisper
from bot.engine import Engine
from bot.events import Gone, Nudged, is_person, person_id
from bot.ports import Answer, Clock, Lost, Parcel, Rebuild, Rejected, Retry, Room, Sent, Tx

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=120)  # longer than any room takes for what one claim gives
SIDE_BY_SIDE = 16  # lanes at once
TRIES = 12
LONGEST = 15 * 60.0  # seconds between two tries


class Pump:
    """Carries parcels to the room. `owner` names this process in the leases."""

    def __init__(self, engine: Engine, room: Room, clock: Clock, owner: str) -> None:
        self._engine, self._room, self._clock, self._owner = engine, room, clock, owner
        self._limit = asyncio.Semaphore(SIDE_BY_SIDE)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def carry(self, lane: str) -> None:
        """Deliver what waits in a lane, in order, until nothing is left or something must wait."""
        lock = self._locks.setdefault(lane, asyncio.Lock())
        async with lock, self._limit:
            while parcels := await self._engine.call(self._claim(lane)):
                for parcel in parcels:
                    if not await self._deliver(parcel):
                        return
            await self._engine.call(lambda tx: tx.release(lane, self._owner))

    async def settle(self) -> None:
        """Carry everything that can be carried now, and what follows from it, lane by lane."""
        while lanes := await asyncio.to_thread(self._engine.reader.lanes, self._clock.now()):
            for lane in lanes:
                await self.carry(lane)

    def _claim(self, lane: str) -> Callable[[Tx], Sequence[Parcel]]:
        def claim(tx: Tx) -> Sequence[Parcel]:
            now = self._clock.now()
            parcels = tx.claim(lane, self._owner, now, now + LEASE)
            for parcel in parcels:  # begun before they are sent: a crash in between is known
                tx.begin(parcel)
            return parcels

        return claim

    async def _deliver(self, parcel: Parcel) -> bool:
        """Whether the lane may go on. A parcel whose room forgot its message is claimed anew."""
        match await self._answer(parcel):
            case Sent(receipt):
                await self._engine.call(lambda tx: tx.sent(parcel, receipt))
                return True
            case Retry(after):
                return await self._again(parcel, after)
            case Rebuild():
                return await self._give_back(parcel, lambda tx: tx.rebuild(parcel))
            case Rejected(why):
                return await self._rejected(parcel, why)
            case Lost(why):
                return await self._lost(parcel, why)

    async def _answer(self, parcel: Parcel) -> Answer:
        try:
            match parcel.effect:
                case Nudge() as nudge:
                    return await self._nudge(parcel, nudge)
                case Whisper():
                    return await self._room.whisper(parcel)
                case Show() if parcel.receipt:
                    return await self._room.edit(parcel)
                case Show():
                    return await self._room.post(parcel)
        except Exception:
            log.exception("parcel %s of %s: the room failed", parcel.id, parcel.lane)
            return Retry(1.0)

    async def _nudge(self, parcel: Parcel, nudge: Nudge) -> Answer:
        """What a group tells a person travels as an event of theirs, once."""
        person = person_id(parcel.lane, nudge.to)
        await self._engine.handle(Nudged(f"nudge:{parcel.token}", parcel.lane, person, nudge))
        return Sent()

    async def _again(self, parcel: Parcel, after: float) -> bool:
        if parcel.tries + 1 >= TRIES:
            log.error("parcel %s of %s given up after %s tries", parcel.id, parcel.lane, TRIES)
            await self._engine.call(lambda tx: tx.drop(parcel, "too many tries"))
            return True
        wait = max(after, min(LONGEST, 2.0**parcel.tries))
        until = self._clock.now() + timedelta(seconds=wait)
        await self._engine.call(lambda tx: tx.delay(parcel, until))
        return False

    async def _rejected(self, parcel: Parcel, why: str) -> bool:
        log.warning("parcel %s of %s rejected: %s", parcel.id, parcel.lane, why)
        if parcel.plain:
            await self._engine.call(lambda tx: tx.drop(parcel, why))
            return True
        return await self._give_back(parcel, lambda tx: tx.simplify(parcel))

    async def _lost(self, parcel: Parcel, why: str) -> bool:
        log.warning("room of %s is gone: %s", parcel.lane, why)
        if is_person(parcel.lane):
            await self._engine.call(lambda tx: tx.drop(parcel, why))
            return True
        await self._engine.call(lambda tx: tx.clear(parcel.lane))
        await self._engine.handle(Gone(f"gone:{parcel.token}", parcel.lane, why))
        return False

    async def _give_back(self, parcel: Parcel, change: Callable[[Tx], None]) -> bool:
        def give(tx: Tx) -> None:
            change(tx)
            tx.release(parcel.lane, self._owner)

        await self._engine.call(give)
        return False
