"""Outbox -> room: in order within a lane, lanes side by side, with retries and leases."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from weakref import WeakValueDictionary

from bot.effects import Book, Count, Nudge, Show, Whisper
from bot.engine import Engine
from bot.events import Counted, Gone, Nudged, is_person, person_id
from bot.parcels import Answer, Lost, Parcel, Rebuild, Rejected, Retry, Sent
from bot.ports import Clock, Room, Tx

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=120)  # longer than any room takes for what one claim gives
SIDE_BY_SIDE = 96  # lanes at once: a platform takes 0.1 s for a message, and may get 960 a second
OF_A_TENANT = 16  # of these, so that a workspace that hangs leaves room for the others
TRIES = 12
LONGEST = 15 * 60.0  # seconds between two tries


class Pump:
    """Carries parcels to the room. `owner` names this process in the leases; while it is not
    `alive`, as others might take it for dead, it begins nothing.
    """

    def __init__(
        self,
        engine: Engine,
        room: Room,
        clock: Clock,
        owner: str,
        alive: Callable[[], bool] = lambda: True,
    ) -> None:
        self._engine, self._room, self._clock, self._owner = engine, room, clock, owner
        self._alive, self._open = alive, True
        self._limit = asyncio.Semaphore(SIDE_BY_SIDE)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._limits: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def carry(self, lane: str) -> None:
        """Deliver what waits in a lane, in order, until nothing is left or something must wait."""
        lock = self._locks.setdefault(lane, asyncio.Lock())
        tenant = lane.rpartition(":")[0]
        limit = self._limits.setdefault(tenant, asyncio.Semaphore(OF_A_TENANT))
        async with lock, limit, self._limit:
            while self._may() and (parcels := await self._engine.call(self._claim(lane))):
                for parcel, following in zip(parcels, (*parcels[1:], None), strict=True):
                    if not await self._deliver(parcel, following):
                        break
            await self._engine.call(lambda tx: tx.release(lane, self._owner))

    def close(self) -> None:
        """Begin no other parcel; lanes are given back after the one that is on its way."""
        self._open = False

    async def settle(self) -> None:
        """Carry everything that can be carried now, and what follows from it, lane by lane; what
        is being carried already, for whomever, is waited for.
        """
        while lanes := [*await self._waiting(), *self._carried()]:
            for lane in lanes:
                await self.carry(lane)

    async def resume(self) -> None:
        """Carry what a process of this name held when it died: its leases are ours."""
        for lane in await self.left():
            await self.carry(lane)

    async def left(self) -> Sequence[str]:
        """The lanes that have something to carry now, or are leased to whomever."""
        return await asyncio.to_thread(self._engine.reader.lanes, self._clock.now() + LEASE)

    async def _waiting(self) -> Sequence[str]:
        return await asyncio.to_thread(self._engine.reader.lanes, self._clock.now())

    def _carried(self) -> Sequence[str]:
        return [lane for lane, lock in list(self._locks.items()) if lock.locked()]

    def _may(self) -> bool:
        return self._open and self._alive()

    def _claim(self, lane: str) -> Callable[[Tx], Sequence[Parcel]]:
        def claim(tx: Tx) -> Sequence[Parcel]:
            now = self._clock.now()
            parcels = tx.claim(lane, self._owner, now, now + LEASE)
            self._begin(tx, parcels[0] if parcels else None)
            return parcels

        return claim

    async def _deliver(self, parcel: Parcel, following: Parcel | None) -> bool:
        """Whether the following one may go; else the lane is claimed anew."""
        if not self._may():
            return False
        match await self._answer(parcel):
            case Sent(receipt):
                return await self._done(following, lambda tx: tx.sent(parcel, receipt))
            case Retry(after):
                return await self._again(parcel, following, after)
            case Rebuild() if parcel.receipt:
                return await self._anew(lambda tx: tx.rebuild(parcel))
            case Rebuild():  # there is no message that it could have forgotten
                return await self._again(parcel, following, 0)
            case Rejected(why) if not parcel.plain:
                log.warning("parcel %s of %s rejected: %s", parcel.id, parcel.lane, why)
                return await self._anew(lambda tx: tx.simplify(parcel))
            case Rejected(why):
                return await self._done(following, lambda tx: tx.drop(parcel, why))
            case Lost(why):
                return await self._lost(parcel, following, why)

    async def _answer(self, parcel: Parcel) -> Answer:
        try:
            match parcel.effect:
                case Nudge() as nudge:
                    return await self._nudge(parcel, nudge)
                case Count() as count:
                    return await self._count(parcel, count)
                case Whisper():
                    return await self._room.whisper(parcel)
                case Book():
                    return await self._room.book(parcel)
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

    async def _count(self, parcel: Parcel, count: Count) -> Answer:
        """What a person tells a group travels as an event of its own, once, and names nobody."""
        await self._engine.handle(Counted(f"count:{parcel.token}", count.group, count))
        return Sent()

    async def _done(self, following: Parcel | None, change: Callable[[Tx], None]) -> bool:
        """One parcel is through, and the following one begins, in one transaction."""

        def turn(tx: Tx) -> bool:
            change(tx)
            return self._begin(tx, following)

        return await self._engine.call(turn)

    def _begin(self, tx: Tx, parcel: Parcel | None) -> bool:
        """Count a try before it is made: a crash in it is known. Those behind it were not tried
        yet. False where the lane is another's meanwhile.
        """
        until = self._clock.now() + LEASE
        return parcel is None or tx.begin(parcel, self._owner, until)

    async def _anew(self, change: Callable[[Tx], None]) -> bool:
        await self._engine.call(change)
        return False

    async def _again(self, parcel: Parcel, following: Parcel | None, after: float) -> bool:
        if parcel.tries + 1 >= TRIES:
            log.error("parcel %s of %s given up after %s tries", parcel.id, parcel.lane, TRIES)
            return await self._done(following, lambda tx: tx.drop(parcel, "too many tries"))
        wait = max(after, min(LONGEST, 2.0**parcel.tries))
        until = self._clock.now() + timedelta(seconds=wait)
        return await self._anew(lambda tx: tx.delay(parcel, until))

    async def _lost(self, parcel: Parcel, following: Parcel | None, why: str) -> bool:
        log.warning("room of %s is gone: %s", parcel.lane, why)
        if is_person(parcel.lane):
            return await self._done(following, lambda tx: tx.drop(parcel, why))
        # In this order: after a crash in between, the same is found and told once more.
        await self._engine.handle(Gone(f"gone:{parcel.token}", parcel.lane, why))
        return await self._anew(lambda tx: tx.clear(parcel.lane))
