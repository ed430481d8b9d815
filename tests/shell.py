"""The shell as tests need it: an engine on a store, a room in memory, and stores that fail."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.clock import HandClock
from bot.cards import note
from bot.effects import Book, Count, Show, Whisper
from bot.engine import Engine, Job
from bot.events import Actor, Command, Event, Press, Pressed
from bot.formats.format import Step
from bot.group import Group, Member
from bot.jobs import Jobs
from bot.live import Meeting, Position, Presence
from bot.parcels import Answer, Parcel, Sent
from bot.ports import Clock, Saved, State, Store, Tx
from scheduler.hand import NoJobs

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
GROUP = "local:main:lobby"
PEOPLE = ("ann", "ben", "cat")
Say = Callable[[Parcel], Answer | None]


def typed(id: str, who: str, line: str, group: str = GROUP) -> Command:
    """A command as a member types it, without the slash."""
    name, _, args = line.partition(" ")
    return Command(id, group, Actor(who), name, args)


def pressed(id: str, who: str, verb: str, rev: str, group: str = GROUP) -> Pressed:
    """A button of the Board pressed."""
    return Pressed(id, group, Actor(who), Press(verb, rev=rev))


def founded(group: str = GROUP) -> Group:
    """A group of three, in which nothing has happened yet; ann is its organiser."""
    ann, *others = (Member(who, AT) for who in PEOPLE)
    return Group(group, members=(replace(ann, role="organiser"), *others))


def broken(group: str = GROUP, due: datetime | None = None) -> Group:
    """A group whose document has gone bad: its meeting stands in a step that isn't there."""
    at = Position(7, AT, (60,), due=due)
    meeting = Meeting(1, "hot_seat", "Hot seat", (), AT, AT + timedelta(hours=1), at)
    return replace(founded(group), meeting=meeting)


def one_step(group: str, due: datetime) -> Group:
    """A group in the last step of a meeting, which is over at `due`."""
    return meeting_in(group, (60,), due)


def meeting_in(group: str, spans: tuple[int, ...], due: datetime) -> Group:
    """A group in the first of steps of so many seconds, which is over at `due`."""
    steps = tuple(Step(f"s{n}", f"Step {n}", "Talk.", span, span) for n, span in enumerate(spans))
    at = Position(0, due - timedelta(seconds=spans[0]), spans, due=due)
    here = tuple(Presence(who, at.opened, at.opened) for who in PEOPLE)
    # A format that is no more: its agenda stays as it was copied.
    meeting = Meeting(1, "gone", "Hot seat", steps, at.opened, due, at, here=here)
    return replace(founded(group), meeting=meeting)


def plant(store: Store, state: State, wake_at: datetime | None = None) -> None:
    """Put a state into the store, whatever it is."""
    members = state.ids if isinstance(state, Group) else ()
    with store.transaction() as tx:
        tx.save([Saved(state.id, state, wake_at, members)])


def group_of(store: Store, id: str = GROUP) -> Group:
    """The group as it is kept."""
    state = store.reader.state(id)
    assert isinstance(state, Group)
    return state


def to_ann(title: str, lane: str = GROUP) -> Parcel:
    """A parcel that only ann sees."""
    return Parcel(lane, Whisper("ann", note(title)), AT)


@contextmanager
def running(store: Store, clock: Clock | None = None, jobs: Jobs | None = None) -> Iterator[Engine]:
    """An engine at work."""
    engine = Engine(store, clock or HandClock(AT), jobs or NoJobs())
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def answered(engine: Engine, *events: Event) -> list[Any]:
    """The answers to events that are submitted at once; a failure stands for itself."""
    answers = [engine.submit(event) for event in events]
    return [answer.exception() or answer.result() for answer in answers]


@dataclass(slots=True)
class Shelf:
    """A room in memory, which tells apart what is the same: one message per token.

    `told` is what arrived as (lane, what, title), in order; `says` may answer for a lane instead,
    or say None to take the parcel after all.
    """

    told: list[tuple[str, str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    asked: list[Parcel] = field(default_factory=list)
    says: dict[str, Say] = field(default_factory=dict)

    async def post(self, parcel: Parcel) -> Answer:
        return await self._take(parcel, "post")

    async def edit(self, parcel: Parcel) -> Answer:
        return await self._take(parcel, f"edit {parcel.receipt}")

    async def whisper(self, parcel: Parcel) -> Answer:
        return await self._take(parcel, "whisper")

    async def book(self, parcel: Parcel) -> Answer:
        return Sent()

    def titles(self, lane: str = GROUP) -> list[str]:
        """What arrived in a lane, in order."""
        return [title for where, _, title in self.told if where == lane]

    async def _take(self, parcel: Parcel, what: str) -> Answer:
        self.asked.append(parcel)
        await asyncio.sleep(0)  # others get their turn meanwhile
        say = self.says.get(parcel.lane)
        if say and (answer := say(parcel)):
            return answer
        if parcel.token not in self.tokens:
            self.tokens.append(parcel.token)
            assert not isinstance(parcel.effect, Count | Book)
            self.told.append((parcel.lane, what, parcel.effect.card.title))
        return Sent(f"m{len(self.tokens)}" if isinstance(parcel.effect, Show) else "")


class Faulty:
    """A store in which `at` is called at every point: before the beginning of a transaction, before
    each call in it, before its commit and after it. `at` gets the point's name and may raise."""

    def __init__(self, store: Store, at: Callable[[str], None]) -> None:
        self._store, self._at = store, at

    @property
    def reader(self) -> Any:
        return self._store.reader

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        self._at("begin")
        with self._store.transaction() as tx:
            yield FaultyTx(tx, self._at)
            self._at("commit")
        self._at("committed")


class FaultyTx:
    """Its transaction."""

    def __init__(self, tx: Tx, at: Callable[[str], None]) -> None:
        self._tx, self._at = tx, at

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call: Callable[..., Any] = getattr(self._tx, name)

        def run(*args: Any) -> Any:
            self._at(name)
            return call(*args)

        return run


class Failing:
    """Fails a `Faulty` store once: raises `error` at the point of this number (0 is the first)."""

    def __init__(self, number: int, error: Exception) -> None:
        self.left, self.error, self.at = number, error, ""

    def __call__(self, point: str) -> None:
        self.left -= 1
        if self.left == -1:
            self.at = point
            raise self.error


class Inline(Engine):
    """An engine that writes at once and in the caller's thread, so that a crash ends them both."""

    def _gather(self, job: Job) -> None:
        self._put([job])

    def _put(self, jobs: Sequence[Job]) -> None:
        self._queue.put(jobs)
        self._queue.put(None)
        self._work()
