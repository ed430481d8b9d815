"""Many processes: PgQueuer on PostgreSQL rings and carries.

Whoever commits an event carries its lanes themselves, at once: they may hold the interaction that
the answer belongs in. The job that stands behind it comes a moment later, to whichever process is
free, and finds nothing left to do, unless that one died meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from pgqueuer import Job, RetryRequested

from bot.engine import Engine
from bot.ports import Clock, Tx
from scheduler.carrier import Carrier
from scheduler.presence import Presence
from scheduler.pump import Pump
from scheduler.queue import Queue, Wish, install, put_within
from scheduler.ring import tick

log = logging.getLogger(__name__)
WAKE, CARRY = "wake", "carry"
BACKED = timedelta(seconds=2)  # after which somebody else looks whether a lane was carried
SHORTLY = timedelta(milliseconds=50)  # a transaction is as old as its beginning, and may last
SWEEP = 30.0  # seconds between two looks for what a lost job would cost
AHEAD = timedelta(seconds=90)  # a job that was lost is back before its time
MOST_AHEAD = 5000  # of the soonest
PRUNE = 3600.0  # seconds between two rounds of forgetting


def alarm(state: str, at: datetime, now: datetime) -> Wish:
    """The job that rings for a state at an instant."""
    after = at - now + SHORTLY
    return Wish(WAKE, f"{at.isoformat()} {state}", after, f"wake:{state}:{at.isoformat()}")


class Cluster:
    """The Jobs of one process among many."""

    def __init__(self, clock: Clock, address: str, owner: UUID) -> None:
        self._clock, self._address = clock, address
        self.beat: datetime | None = None
        self._queue = Queue(address, owner, {WAKE: self._ring, CARRY: self._carry})
        self._tx: Tx | None = None
        self._wishes: list[Wish] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._chores: list[asyncio.Task[None]] = []
        self._dead: set[UUID] = set()

    def wake(self, tx: Tx, state: str, at: datetime) -> None:
        """Put in an alarm. One that is superseded rings for nothing; the same one is there once."""
        self._wish(tx, alarm(state, at, self._clock.now()))

    def carry(self, tx: Tx, lane: str) -> None:
        """Carry this lane once the transaction is durable; a job stands behind it."""
        self._wish(tx, Wish(CARRY, lane, BACKED, f"carry:{lane}"))
        tx.on_commit(lambda: self._soon(lambda: self._carrier.carry(lane)))

    async def prepare(self) -> None:
        """Make the tables that jobs are put in; before the first event."""
        await install(self._address)

    async def start(self, engine: Engine, pump: Pump, presence: Presence) -> None:
        """Begin to live, and to work."""
        self._engine, self._pump, self._presence = engine, pump, presence
        self._carrier = Carrier(pump)
        self._loop = asyncio.get_running_loop()
        await self._queue.start()
        await self._presence.start(self._inherit)
        await self._sweep()
        self._chores = [
            asyncio.create_task(self._every(SWEEP, self._sweep), name="sweep"),
            asyncio.create_task(self._every(PRUNE, self._queue.prune), name="prune"),
            asyncio.create_task(self._every(1.0, self._try_again), name="again"),
        ]

    async def stop(self) -> None:
        """Take no more work, finish what was begun, and leave the rest to the others."""
        if self._loop is None:
            return
        self._loop = None
        self._pump.close()
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        await self._queue.stop()
        await self._carrier.end()
        await self._presence.stop()

    # -- within the writer's thread ----------------------------------------------------------------

    def _wish(self, tx: Tx, wish: Wish) -> None:
        """All wishes of a transaction go in together, as the last thing in it."""
        if self._tx is not tx:
            self._tx, self._wishes = tx, []
            wishes = self._wishes
            tx.before_commit(lambda connection: put_within(connection, wishes))
        self._wishes.append(wish)

    def _soon(self, call: Callable[[], None]) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(call)

    # -- work --------------------------------------------------------------------------------------

    async def _ring(self, job: Job) -> None:
        said, _, state = (job.payload or b"").decode().partition(" ")
        await self._queue.unkeyed(job)
        due = await asyncio.to_thread(self._engine.reader.wake_at, state)
        if due is None:
            return
        early = due - self._clock.now()
        if early <= timedelta(0):
            await self._engine.handle(tick(state, due))
        elif due == datetime.fromisoformat(said):  # the database's clock runs ahead of ours
            raise RetryRequested(early)

    async def _carry(self, job: Job) -> None:
        lane = (job.payload or b"").decode()
        await self._queue.unkeyed(job)
        await self._carrier.carried(lane)
        at = await asyncio.to_thread(self._engine.reader.ready_at, lane)
        if at is not None:
            after = max(at - self._clock.now(), BACKED)
            await self._queue.put(Wish(CARRY, lane, after, f"carry:{lane}:{at}"))

    async def _inherit(self, owner: str, lanes: Sequence[str]) -> None:
        """Take over from one that is gone: what it had taken is free, and what it held. It is told
        to us once, so what can't be done now is done as soon as it can.
        """
        for lane in lanes:
            self._carrier.carry(lane)
        self._dead.add(UUID(owner))
        await self._revive()

    async def _revive(self) -> None:
        for owner in tuple(self._dead):
            await self._queue.revive(owner)
            self._dead.discard(owner)

    async def _sweep(self) -> None:
        """Whatever rings or waits has a job, also where one was lost, or was never put in: by a bot
        that ran alone here before, or by a command beside us.
        """
        now, reader = self._clock.now(), self._engine.reader
        coming = await asyncio.to_thread(reader.due, now + AHEAD, MOST_AHEAD)
        await self._queue.put(*(alarm(state, at, now) for state, at in coming))
        for lane in await asyncio.to_thread(reader.lanes, now):
            self._carrier.carry(lane)
        self.beat = self._clock.now()

    async def _try_again(self) -> None:
        for lane in self._carrier.failed():
            self._carrier.carry(lane)
        await self._revive()

    async def _every(self, seconds: float, chore: Callable[[], object]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await chore()  # type: ignore[misc]
            except Exception as error:
                log.warning("a chore is put off because of this: %s", type(error).__name__)
