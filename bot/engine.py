"""The shell: events in, one transaction for whatever has queued up, effects to the outbox.

One writer thread owns all writing. It takes every event that waits, asks `decide` about each in
order, writes the results in one transaction (group commit), and only then answers. `decide` is
pure, so an event whose decision fails leaves nothing behind in the others' transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from bot import lookup, words
from bot.answers import Answer, give, wanted
from bot.around import blank, decision, needed, parcels_of, room_of, saved_of, sorry
from bot.asked import find_form, find_home
from bot.cards import Card
from bot.decide import target
from bot.effects import Outcome, Record
from bot.events import Actor, Event, Tick, actor_of, person_id
from bot.forms import Form
from bot.jobs import Jobs
from bot.parcels import Parcel
from bot.person import Person
from bot.ports import Clock, Reader, State, Store, Tx
from bot.trouble import Trouble

log = logging.getLogger(__name__)
T = TypeVar("T")
Then = Callable[[Tx, Outcome[Any]], object]
MOST = 256  # events and calls from which on a transaction takes no more
FULL = 4000  # turns of the loop that wait to be written: what comes then is refused, not piled up
REST = timedelta(minutes=5)  # how long a state sleeps whose Tick couldn't be read or written
TIMES = 3  # that it is then rung in a row, before its Tick is parked


class NotSaved(Trouble):
    """The store could not keep it; nothing has changed, and the same event may be sent again."""


@dataclass(slots=True)
class Job:
    """An event to act on, or a call to make, in the next transaction; `then` is called in it with
    what was decided."""

    answer: Answer
    event: Event | None = None
    call: Callable[[Tx], Any] | None = None
    then: Then | None = None


@dataclass(slots=True)
class Batch:
    """What a transaction will write."""

    states: dict[str, State]
    changed: dict[str, State] = field(default_factory=dict)
    journal: list[tuple[str, str]] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    records: list[tuple[str, Record]] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    parked: list[tuple[str, Event]] = field(default_factory=list)


class Engine:
    """Handles events, each once. Start it before use, stop it after."""

    def __init__(self, store: Store, clock: Clock, jobs: Jobs) -> None:
        self._store, self._clock, self._jobs = store, clock, jobs
        self._queue: SimpleQueue[Sequence[Job] | None] = SimpleQueue()
        self._coming: dict[asyncio.AbstractEventLoop, list[Job]] = {}
        self._door, self._over = Lock(), False
        self._broke: dict[str, tuple[int, datetime]] = {}  # how often, and when last, by state
        self._thread = Thread(target=self._work, name="writer", daemon=True)

    @property
    def reader(self) -> Reader:
        """Questions outside a transaction."""
        return self._store.reader

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write what has queued up, then end; what comes later is NotSaved. Safe to call twice."""
        with self._door:
            self._queue.put(None)
            self._over = True
        if self._thread.is_alive():
            self._thread.join()

    def submit(self, event: Event) -> "Future[Outcome[Any] | None]":
        """Act on an event; the answer comes after the commit, None for an id that was seen before.

        The answer raises NotSaved where the store failed, and nothing has changed then.
        """
        answer: Future[Any] = Future()
        self._put([Job(answer, event=event)])
        return answer

    async def handle(self, event: Event, then: Then | None = None) -> Outcome[Any] | None:
        """`submit`, awaited; what `then` writes is kept with the event or not at all."""
        answer: asyncio.Future[Outcome[Any] | None] = asyncio.get_running_loop().create_future()
        self._gather(Job(answer, event=event, then=then))
        return await answer

    async def call(self, function: Callable[[Tx], T]) -> T:
        """Run a function inside the next transaction; returns after the commit."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._gather(Job(answer, call=function))
        return await answer

    async def form(self, group: str, name: str, by: Actor) -> Form | None:
        """The form of this name for a member, as things stand now."""
        return await find_form(self.reader, group, name, by)

    async def home(self, person: str) -> tuple[Card, ...]:
        """The page of a person's own."""
        return await find_home(self.reader, person)

    def _gather(self, job: Job) -> None:
        """Queue it up with all that comes in this turn of the loop and those right after it:
        otherwise the first would have a transaction of its own, for which the others wait.
        """
        loop = asyncio.get_running_loop()
        coming = self._coming.setdefault(loop, [])
        coming.append(job)
        if len(coming) == 1:
            loop.call_soon(self._close, loop, 1)

    def _close(self, loop: asyncio.AbstractEventLoop, known: int) -> None:
        """Hand over what has come, as soon as a turn of the loop brings nothing more."""
        coming = len(self._coming[loop])
        if known < coming < MOST:
            loop.call_soon(self._close, loop, coming)
        else:
            self._put(self._coming.pop(loop))

    def _put(self, jobs: Sequence[Job]) -> None:
        with self._door:  # so that nothing queues up behind the end, where nobody would answer it
            full = self._queue.qsize() >= FULL
            refused = [job for job in jobs if self._over or (full and job.event)]
            if len(refused) < len(jobs):
                self._queue.put([job for job in jobs if job.call] if full else jobs)
        give((job.answer, NotSaved(words.NOT_SAVED)) for job in refused)

    # -- the writer thread -------------------------------------------------------------------------

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            jobs, over = [*first], False
            while len(jobs) < MOST and not over:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                over = more is None
                jobs += more or ()
            # Whoever gave up waiting gets nothing done: a cancelled answer can't be set.
            self._commit([job for job in jobs if wanted(job.answer)])
            if over:
                return

    def _commit(self, jobs: Sequence[Job]) -> None:
        try:
            with self._store.transaction() as tx:
                answers = self._answers(tx, jobs)
        except Exception as error:
            if len(jobs) > 1 and not isinstance(error, Trouble):
                for job in jobs:  # one is to blame: each alone, so that the others get through
                    self._commit([job])
                return
            for job in jobs:
                self._fail(job, error)
            return
        give(zip((job.answer for job in jobs), answers, strict=True))

    def _fail(self, job: Job, error: Exception) -> None:
        name = job.event.id if job.event else getattr(job.call, "__qualname__", "a call")
        known = isinstance(error, Trouble)
        why, trace = (error, None) if known else ("a bug", error)
        log.error("not saved: %s: %s", name, why, exc_info=trace)
        if isinstance(job.event, Tick) and not known and self._rested(job.event):
            give([(job.answer, None)])
            return
        failure = NotSaved(words.NOT_SAVED)
        failure.__cause__ = error
        give([(job.answer, failure)])

    def _rested(self, tick: Tick) -> bool:
        """Let a state sleep that can't even be read or written, and park its Tick if it stays so:
        it would ring for ever."""
        id, now = tick.state, self._clock.now()
        times, last = self._broke.get(id, (0, now))
        times = times + 1 if now - last <= 2 * REST else 1
        self._broke[id] = times, now
        try:
            with self._store.transaction() as tx:
                if times < TIMES:
                    tx.rest(id, now + REST)
                    self._jobs.wake(tx, id, now + REST)
                else:
                    tx.rest(id, None)
                    tx.park([(id, tick)], now)
        except Exception:
            log.exception("no rest for %s", id)
            return False
        return True

    def _answers(self, tx: Tx, jobs: Sequence[Job]) -> list[Any]:
        events = [job.event for job in jobs if job.event]
        outcomes = iter(self._decided(tx, events))
        answers = [job.call(tx) if job.call else next(outcomes) for job in jobs]
        for job, outcome in zip(jobs, answers, strict=True):
            if job.then and outcome is not None:
                job.then(tx, outcome)
        return answers

    def _decided(self, tx: Tx, events: Sequence[Event]) -> list[Outcome[Any] | None]:
        if not events:
            return []
        now = self._clock.now()
        batch = Batch(dict(tx.load(sorted({id for event in events for id in needed(event)}))))
        seen = tx.seen([event.id for event in events])  # after the lock, it is the last word
        outcomes: list[Outcome[Any] | None] = []
        for event in events:
            fresh = event.id not in seen
            outcomes.append(self._one(batch, event, now) if fresh else None)
            seen.add(event.id)
        self._write(tx, batch, now)
        return outcomes

    def _one(self, batch: Batch, event: Event, now: datetime) -> Outcome[Any] | None:
        id = target(event)
        was = batch.states.get(id) or blank(id)
        event = self._informed(batch, was, event)
        try:
            outcome = decision(was, event, now)
        except Exception:
            log.exception("a bug: event %s on %s", event.id, id)
            batch.silent |= {id} if isinstance(event, Tick) else set()
            batch.parked.append((id, event))
            batch.parcels += parcels_of(id, event, sorry(event), now)
            return None
        if outcome.state != was:
            batch.states[id] = batch.changed[id] = outcome.state
            batch.silent.discard(id)
        batch.journal.append((event.id, id))
        batch.parcels += parcels_of(id, event, outcome.effects, now)
        batch.records += [(id, effect) for effect in outcome.effects if isinstance(effect, Record)]
        return outcome

    def _informed(self, batch: Batch, state: State, event: Event) -> Event:
        """The event with what is known: the archive as this batch leaves it, or as it is kept."""
        if by := actor_of(event):
            event = lookup.zoned(event, batch.states.get(person_id(room_of(event), by.id)))
        if isinstance(state, Person):
            return event

        def read(kind: str, key: str) -> object | None:
            for id, record in reversed(batch.records):
                if (id, record.kind, record.key) == (state.id, kind, key):
                    return record.value
            return self.reader.record(kind, state.id, key)

        return lookup.informed(state, event, read)

    def _write(self, tx: Tx, batch: Batch, now: datetime) -> None:
        saved = [saved_of(id, state, now) for id, state in batch.changed.items()]
        tx.save(saved)
        for id in batch.silent:
            tx.rest(id, None)
        tx.park(batch.parked, now)
        tx.journal(batch.journal, now)
        tx.post(batch.parcels)
        for group in dict.fromkeys(id for id, _ in batch.records):
            tx.archive(group, [record for id, record in batch.records if id == group], now)
        for row in saved:
            if row.wake_at and row.id not in batch.silent:
                self._jobs.wake(tx, row.id, row.wake_at)
        for lane in dict.fromkeys(parcel.lane for parcel in batch.parcels):
            self._jobs.carry(tx, lane)
