"""The whole shell on a real store, in front of a room that has moods; it keeps what it promised."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.clock import HandClock
from adapters.store import SqlStore, open_store
from bot.cards import Card
from bot.effects import Outcome, Show, Whisper
from bot.engine import Job
from bot.events import Event
from bot.jobs import Jobs
from bot.parcels import Answer, Parcel, Rebuild, Rejected, Retry, Sent
from bot.ports import Clock, Store
from scheduler.hand import NoJobs, step
from scheduler.pump import Pump
from scheduler.ring import ring
from tests.moves import Dice
from tests.shell import Inline

ROUNDS = 200  # of ringing and carrying until all is at rest
PAUSE = timedelta(seconds=30)  # until what was not delivered is tried again
Spoken = tuple[str, str, str]  # a lane, whom it is for, the title


@dataclass(slots=True)
class Said:
    """What was decided to be shown, and what stands in the room."""

    whispers: Counter[Spoken] = field(default_factory=Counter)
    shown: dict[tuple[str, str], Card] = field(default_factory=dict)

    def add(self, lane: str, effect: object) -> None:
        """One card more. One that takes another's place counts as that one."""
        match effect:
            case Show(key=key):
                self.shown[lane, key] = effect.card
            case Whisper(to=to, key=""):
                self.whispers[lane, to, effect.card.title] += 1
            case Whisper(to=to, key=key):
                self.shown[lane, f"{key}@{to}"] = effect.card


class Told(Inline):
    """An engine that writes down what it decides."""

    def __init__(self, store: Store, clock: Clock, jobs: Jobs, decided: Said) -> None:
        super().__init__(store, clock, jobs)
        self.decided, self.bugs = decided, list[str]()

    def at_once(self, events: Sequence[Event]) -> None:
        """Several events in one transaction."""
        self._put([Job(Future(), event=event) for event in events])

    def _one(self, batch: Any, event: Event, now: datetime) -> Outcome[Any] | None:
        outcome = super()._one(batch, event, now)
        if outcome is None:
            self.bugs.append(f"{event} could not be decided")
        for parcel in batch.parcels[-len(outcome.effects) :] if outcome and outcome.effects else ():
            self.decided.add(parcel.lane, parcel.effect)
        return outcome


class Moody:
    """A room that now and then does not answer, loses its answer, forgets a message or wants it
    plain; it tells apart what is the same by its token. `texts` is what was shown since somebody
    looked last, `doubled` the cards that came a second time while the first one stood."""

    def __init__(self, dice: Dice) -> None:
        self._dice, self.here = dice, Said()
        self._receipts: dict[str, str] = {}  # by token
        self._standing: dict[tuple[str, str], str] = {}
        self.texts: list[tuple[str, Card]] = []
        self.doubled: list[str] = []

    async def post(self, parcel: Parcel) -> Answer:
        """A card that nobody has seen yet."""
        return self._answer(parcel)

    async def edit(self, parcel: Parcel) -> Answer:
        """A card in another one's place, which may be forgotten."""
        if self._dice.roll(60):
            return self._answer(parcel)
        self._standing = {where: m for where, m in self._standing.items() if m != parcel.receipt}
        return Rebuild()

    async def whisper(self, parcel: Parcel) -> Answer:
        """A card for one person."""
        return self._answer(parcel)

    async def book(self, parcel: Parcel) -> Answer:
        """A room without a calendar."""
        return Sent()

    def _answer(self, parcel: Parcel) -> Answer:
        mood = self._dice.roll(60)
        if mood == 0:
            return Retry(1.0)
        if mood == 1:
            raise OSError("the room is away")
        if mood == 2 and not parcel.plain:
            return Rejected("odd")
        receipt = self._taken(parcel)
        return Retry(1.0) if mood == 3 else Sent(receipt)

    def _taken(self, parcel: Parcel) -> str:
        effect, receipt = parcel.effect, parcel.receipt or self._receipts.get(parcel.token)
        assert isinstance(effect, Show | Whisper)
        if parcel.receipt or not receipt:  # an edit is done each time
            self.here.add(parcel.lane, effect)
            self.texts.append((parcel.lane, effect.card))
        if receipt:
            return receipt
        if effect.key:
            where = (parcel.lane, f"{effect.key}@{getattr(effect, 'to', '')}")
            if self._standing.setdefault(where, parcel.token) != parcel.token:
                self.doubled.append(f"{where} was posted while it stood")
        return self._receipts.setdefault(parcel.token, parcel.token)


class House:
    """A process that can be started again on the same database, at a time turned by hand."""

    def __init__(self, path: str, begin: datetime) -> None:
        self._path, self.clock = path, HandClock(begin)
        self.room, self.decided = Moody(Dice(1)), Said()
        self.bugs: list[str] = []
        self._runner = asyncio.Runner()
        self._open()

    def _open(self) -> None:
        self.store: SqlStore = open_store(f"sqlite:///{self._path}")
        self.engine = Told(self.store, self.clock, NoJobs(), self.decided)
        self.engine.bugs = self.bugs
        self.pump = Pump(self.engine, self.room, self.clock, "house")

    def close(self) -> None:
        """The end of the house."""
        self.store.close()
        self._runner.close()

    def restart(self) -> None:
        """The process ends and begins again; what it was carrying it takes up."""
        self.store.close()
        self._open()
        self._runner.run(self.pump.resume())

    def carry(self) -> None:
        """Carry what can be carried now."""
        self._runner.run(self.pump.settle())

    def wait(self, span: timedelta, late: timedelta) -> None:
        """Time passes; what falls due is rung for, as late as said."""
        self._runner.run(self._wait(self.clock.now() + span, late))

    async def _wait(self, until: datetime, late: timedelta) -> None:
        for _ in range(ROUNDS):
            at = await asyncio.to_thread(self.store.reader.soonest)
            if at is None or at + late > until:
                break
            self.clock.set(at + late)
            await ring(self.engine, self.clock.now())
        self.clock.set(until)
        await self.rest()

    async def rest(self) -> None:
        """Ring and carry until nothing is due and nothing is on its way."""
        for _ in range(ROUNDS):
            now = self.clock.now()
            while await ring(self.engine, now):
                pass
            await self.pump.settle()
            if not self.rows("outbox", "id") and not self.store.reader.due(now, 1):
                return
            await step(self.engine, self.pump, self.clock, now + PAUSE)
        self.bugs.append("it never comes to rest")

    def settle(self) -> None:
        """`rest`, from outside of the loop."""
        self._runner.run(self.rest())

    def rows(self, table: str, *columns: str) -> list[Any]:
        """The rows of a table as the database has them, past all code of ours."""
        with sqlite3.connect(self._path) as connection:
            return connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()

    def documents(self, tenant: str) -> Mapping[str, str]:
        """Every document of a tenant."""
        found = self.rows("states", "platform", "tenant", "id", "doc")
        return {id: doc for platform, name, id, doc in found if f"{platform}:{name}" == tenant}
