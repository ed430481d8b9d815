"""One process: APScheduler rings for whatever is due, and wakes the pump; the database is the
queue.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.engine import Engine, NotSaved
from bot.ports import Clock, Tx
from scheduler.carrier import Carrier
from scheduler.pump import Pump
from scheduler.ring import MOST, ring

SWEEP = 30  # seconds: the most that a lost or early ring can cost
ROUNDS = 100  # in one go, where more are due than one round takes
SHORTLY = timedelta(seconds=1)


class Doorbell:
    """The Jobs of a single process: a date job for the soonest `wake_at`, and a sweep."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.beat: datetime | None = None
        self._soonest: datetime | None = None
        self._carrier: Carrier | None = None
        self._retry: datetime | None = None  # when something is tried again, as far as is known
        self._loop: asyncio.AbstractEventLoop | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def wake(self, tx: Tx, state: str, at: datetime) -> None:
        """Ring at this instant, once the transaction is durable."""
        tx.on_commit(lambda: self._soon(lambda: self._arm(at)))

    def carry(self, tx: Tx, lane: str) -> None:
        """Carry this lane, once the transaction is durable."""
        tx.on_commit(lambda: self._soon(lambda: self._carry(lane)))

    async def start(self, engine: Engine, pump: Pump) -> None:
        """Ring for what fell due while nobody listened, carry what was left, then go on."""
        self._engine, self._pump = engine, pump
        self._carrier = Carrier(pump, self._look)
        self._loop = asyncio.get_running_loop()
        self._scheduler.start()
        self._scheduler.add_job(self._job, "interval", [self._sweep], seconds=SWEEP, id="sweep")
        for lane in await pump.left():
            self._carry(lane)
        await self._seek(self._clock.now())
        await self._ring()

    async def stop(self) -> None:
        """Stop ringing; the messages that are on their way are finished, and what waits behind them
        is carried after the next start."""
        self._loop = None
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._carrier:
            await self._carrier.end()

    def _soon(self, call: Callable[[], None]) -> None:
        """From the writer thread into the loop; the sweep finds what came before the start."""
        if self._loop:
            self._loop.call_soon_threadsafe(call)

    async def _job(self, work: Callable[[], Awaitable[None]]) -> None:
        """What APScheduler runs: its shutdown cancels without waiting, so that `stop` must."""
        self._track(asyncio.current_task())
        await work()

    async def _sweep(self) -> None:
        now = self._clock.now()
        ready = await asyncio.to_thread(self._engine.reader.lanes, now)
        failed = self._carrier.failed() if self._carrier else ()
        for lane in dict.fromkeys((*ready, *failed)):
            self._carry(lane)
        await self._seek(now)
        await self._ring()

    async def _ring(self) -> None:
        try:
            with contextlib.suppress(NotSaved):  # the engine said so, and it stays due
                for _ in range(ROUNDS):
                    if await ring(self._engine, self._clock.now()) < MOST or not self._loop:
                        break
            self.beat = self._clock.now()
        finally:
            self._soonest = None
            now = self._clock.now()
            if soonest := await asyncio.to_thread(self._engine.reader.soonest):
                self._arm(soonest if soonest > now else now + SHORTLY)

    def _arm(self, at: datetime) -> None:
        if self._loop is None or (self._soonest and self._soonest <= at):
            return
        self._soonest = at
        self._scheduler.add_job(
            self._job, "date", [self._ring], run_date=at, id="soonest", replace_existing=True
        )

    def _carry(self, lane: str) -> None:
        if self._loop and self._carrier:
            self._carrier.carry(lane)

    def _track(self, task: asyncio.Task[Any] | None) -> None:
        if self._carrier:
            self._carrier.track(task)

    def _look(self) -> None:
        """After each lane: it may have put something off."""
        if at := self._pump.put_off():
            self._try_again(at)

    async def _seek(self, now: datetime) -> None:
        """Look what was put off beyond an instant, in the whole outbox."""
        self._retry = None
        if at := await asyncio.to_thread(self._engine.reader.next_retry, now):
            self._try_again(at)

    def _try_again(self, at: datetime) -> None:
        if self._loop is None or (self._retry and self._retry <= at):
            return
        self._retry = at
        self._scheduler.add_job(
            self._job, "date", [self._sweep], run_date=at, id="retry", replace_existing=True
        )
