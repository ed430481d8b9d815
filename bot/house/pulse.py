"""How the bot is, for whoever asks: whether it can do its work, and in figures what it did."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.store.reader import SqlReader
from adapters.store.vitals import Size, Vitals
from adapters.web.health import State
from bot.engine import Engine
from bot.house.figures import Figures
from bot.jobs import Jobs
from bot.ports import Clock
from bot.trouble import Trouble

SILENT = 120.0  # seconds without a look for what is due, of which there is one every thirty
LATE = 120.0  # seconds that an alarm may be due: they ring within the same second
STUCK = 600.0  # seconds that a parcel may lie for nothing: they go at once
OLD = timedelta(minutes=1)  # how long what is counted one by one is good for
NOT_BEGUN = "The bot has not begun yet to ring for meetings; wait a moment."
NOBODY_RINGS = "Nobody has looked for {seconds:.0f} s what is due; restart the bot."
RINGS_LATE = "An alarm has been due for {seconds:.0f} s; the log says what holds it up."
NOT_CARRIED = "A parcel could have gone out {seconds:.0f} s ago; the log says what holds it up."


@dataclass(slots=True)
class Pulse:
    """Of the bot whose engine and jobs these are."""

    reader: SqlReader
    engine: Engine
    clock: Clock
    jobs: Jobs
    figures: Figures
    _counted: tuple[datetime, Size] | None = None

    async def ready(self) -> State:
        """Whether it can do its work, and if not, why."""
        try:
            await self.engine.call(lambda tx: tx.seen(()))
            vitals = await asyncio.to_thread(self.reader.vitals, self.clock.now())
        except Trouble as trouble:
            return State(str(trouble), self._silence())
        return State(
            self._why(vitals),
            self._silence(),
            vitals.oldest_due_seconds,
            vitals.oldest_parcel_seconds,
        )

    async def metrics(self) -> bytes:
        """Everything that is counted, as Prometheus reads it. Raises Trouble."""
        now = self.clock.now()
        if self._counted is None or now - self._counted[0] >= OLD:
            self._counted = now, await asyncio.to_thread(self.reader.size)
        vitals = await asyncio.to_thread(self.reader.vitals, now)
        return self.figures.page(vitals, self._counted[1], self._silence())

    def _silence(self) -> float:
        """Seconds since the last look for what is due."""
        beat = self.jobs.beat
        return max((self.clock.now() - beat).total_seconds(), 0.0) if beat else 0.0

    def _why(self, vitals: Vitals) -> str:
        if self.jobs.beat is None:
            return NOT_BEGUN
        if (silence := self._silence()) > SILENT:
            return NOBODY_RINGS.format(seconds=silence)
        if (late := vitals.oldest_due_seconds) > LATE:
            return RINGS_LATE.format(seconds=late)
        if (stuck := vitals.oldest_parcel_seconds) > STUCK:
            return NOT_CARRIED.format(seconds=stuck)
        return ""
