"""Outbox -> room: in order within a lane, lanes side by side, with retries and leases."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
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
        self._later: datetime | None = None

    async def carry(self, lane: str) -> None:
        """Deliver what waits in a lane, in order, until nothing is left or something must wait."""
        lock = self._locks.setdefault(lane, asyncio.Lock())
        tenant = lane.rpartition(":")[0]
        limit = self._limits.setdefault(tenant, asyncio.Semaphore(OF_A_TENANT))
        async with lock, limit, self._limit:
            left = await self._engine.call(self._next(lane))
            while left:
                left = await self._deliver(left)

    def put_off(self) -> datetime | None:
        """The soonest instant at which something is to be tried again, of all that was put off
        since this was asked last.
        """
        soonest, self._later = self._later, None
        return soonest

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

    def _next(self, lane: str, rest: Sequence[Parcel] = ()) -> Callable[[Tx], Sequence[Parcel]]:
        """What comes next in a lane, the `rest` of what was claimed or what is claimed now; its
        first one begins. Where nothing may begin the lane is given back.
        """
        may = self._may()

        def begun(tx: Tx) -> Sequence[Parcel]:
            if not may:
                tx.release(lane, self._owner)
                return ()
            until = (now := self._clock.now()) + LEASE
            parcels = rest or tx.claim(lane, self._owner, now, until)
            # A try is counted before it is made: a crash in it is known. Those behind it were not
            # tried yet. What can't begin is another's meanwhile.
            return parcels if parcels and tx.begin(parcels[0], self._owner, until) else ()

        return begun

    async def _deliver(self, parcels: Sequence[Parcel]) -> Sequence[Parcel]:
        """Deliver the first one; what comes next is the rest, or what is claimed anew."""
        parcel, rest = parcels[0], parcels[1:]
        if not self._may():
            return await self._engine.call(self._next(parcel.lane))
        match await self._answer(parcel):
            case Sent(receipt):
                return await self._done(parcel, rest, lambda tx: tx.sent(parcel, receipt))
            case Retry(after):
                return await self._again(parcel, rest, after)
            case Rebuild() if parcel.receipt:
                return await self._done(parcel, (), lambda tx: tx.rebuild(parcel))
            case Rebuild():  # there is no message that it could have forgotten
                return await self._again(parcel, rest, 0)
            case Rejected(why) if not parcel.plain:
                log.warning("parcel %s of %s rejected: %s", parcel.id, parcel.lane, why)
                return await self._done(parcel, (), lambda tx: tx.simplify(parcel))
            case Rejected(why):
                return await self._done(parcel, rest, lambda tx: tx.drop(parcel, why))
            case Lost(why):
                return await self._lost(parcel, rest, why)

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

    async def _done(
        self, parcel: Parcel, rest: Sequence[Parcel], change: Callable[[Tx], None]
    ) -> Sequence[Parcel]:
        """Note what came of one, and begin with what comes next, in one transaction."""
        begin = self._next(parcel.lane, rest)

        def turn(tx: Tx) -> Sequence[Parcel]:
            change(tx)
            return begin(tx)

        return await self._engine.call(turn)

    async def _again(
        self, parcel: Parcel, rest: Sequence[Parcel], after: float
    ) -> Sequence[Parcel]:
        if parcel.tries + 1 >= TRIES:
            log.error("parcel %s of %s given up after %s tries", parcel.id, parcel.lane, TRIES)
            return await self._done(parcel, rest, lambda tx: tx.drop(parcel, "too many tries"))
        wait = max(after, min(LONGEST, 2.0**parcel.tries))
        until = self._clock.now() + timedelta(seconds=wait)
        left = await self._done(parcel, (), lambda tx: tx.delay(parcel, until))
        self._later = min(self._later or until, until)
        return left

    async def _lost(self, parcel: Parcel, rest: Sequence[Parcel], why: str) -> Sequence[Parcel]:
        log.warning("room of %s is gone: %s", parcel.lane, why)
        if is_person(parcel.lane):
            return await self._done(parcel, rest, lambda tx: tx.drop(parcel, why))
        # In this order: after a crash in between, the same is found and told once more.
        await self._engine.handle(Gone(f"gone:{parcel.token}", parcel.lane, why))
        return await self._done(parcel, (), lambda tx: tx.clear(parcel.lane))
