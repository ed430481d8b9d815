"""A world in memory: the pure core with a dictionary for a store, so that a conversation costs
nothing.

It stands where the engine stands, and the local room can't tell the difference.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from adapters.clock import HandClock
from adapters.local.room import LocalRoom
from adapters.local.terminal import Terminal
from bot import lookup
from bot.decide import alarm, decide, decide_person, form, target
from bot.effects import Count, Nudge, Outcome, Record, Show, Whisper
from bot.events import (
    Actor,
    Command,
    Counted,
    Event,
    Nudged,
    Pressed,
    Said,
    Submitted,
    Tick,
    is_person,
    person_id,
)
from bot.forms import Form
from bot.group import Group
from bot.parcels import Parcel, Posting
from bot.person import Person
from bot.ports import State

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
GROUP = "local:main:lobby"


@dataclass(slots=True)
class World:
    """States, a wall and an archive. `handle` acts at once and carries everything to the wall."""

    clock: HandClock = field(default_factory=lambda: HandClock(START))
    states: dict[str, State] = field(default_factory=dict)
    alarms: dict[str, datetime | None] = field(default_factory=dict)
    postings: list[Posting] = field(default_factory=list)
    records: dict[tuple[str, str, str], object] = field(default_factory=dict)
    journal: set[str] = field(default_factory=set)
    waiting: list[tuple[str, Event, Any]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    room: Any = None

    def __post_init__(self) -> None:
        self.room = LocalRoom(self, self.clock)  # type: ignore[arg-type]

    @property
    def reader(self) -> "World":
        return self

    @property
    def group(self) -> Group:
        state = self.states.get(GROUP, Group(GROUP))
        assert isinstance(state, Group)
        return state

    def act(self, event: Event) -> Outcome[Any] | None:
        """One event, decided; its effects wait to be carried."""
        if event.id in self.journal:
            return None
        self.journal.add(event.id)
        id, now = target(event), self.clock.now()
        was = self.states.get(id) or (Person(id) if is_person(id) else Group(id))
        decided = decide_person if isinstance(was, Person) else decide
        outcome: Outcome[Any] = decided(was, self._informed(event), now)  # type: ignore[arg-type]
        if outcome.state != was:
            self.states[id] = outcome.state
            self.alarms[id] = alarm(outcome.state, now)
        for effect in outcome.effects:
            if isinstance(effect, Record):
                self.records[id, effect.kind, effect.key] = effect.value
        self.waiting += [(id, event, effect) for effect in outcome.effects]
        return outcome

    async def handle(
        self, event: Event, then: Callable[[Any, Outcome[Any]], object] | None = None
    ) -> Outcome[Any] | None:
        outcome = self.act(event)
        if then and outcome is not None:
            then(self, outcome)
        return outcome

    async def form(self, group: str, name: str, by: Actor) -> Form | None:
        own = person_id(group, by.id)
        state = self.states.get(own, Person(own)) if name == "me" else self.states.get(group)
        if not isinstance(state, Group):
            return form(state, name, self._told(group, by)) if state else None
        found = lookup.of_form(state, name, partial(self.read, group))
        return form(state, name, self._told(group, by), found)

    def read(self, group: str, kind: str, key: str) -> object | None:
        """A record of the archive."""
        return self.records.get((group, kind, key))

    async def call(self, function: Callable[[Any], Any]) -> Any:
        return function(self)

    def hang(self, posting: Posting) -> Posting:
        old = next((p for p in self.postings if p.id == posting.id), None)
        if old and old.card == posting.card:
            return old
        self.postings = [p for p in self.postings if p.id != posting.id]
        seq = next(self.numbers)
        self.postings.append(replace(posting, seq=seq, place=old.place if old else seq))
        return self.postings[-1]

    def wall(self, group: str, reader: str | None, after: int, limit: int) -> Sequence[Posting]:
        new = (p for p in self.postings if p.seq > after and p.group in (group, ""))
        return [p for p in new if reader is None or p.to in ("", reader)][:limit]

    async def settle(self) -> None:
        """Carry what waits; a nudge becomes an event of the person."""
        while self.waiting:
            waiting, self.waiting = merged(self.waiting), []
            for number, (id, event, effect) in enumerate(waiting):
                await self._carry(id, event, effect, f"{id}/{event.id}/{number}")

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Let time pass, stopping at every alarm on the way."""
        until = self.clock.now() + span
        await self.settle()
        while due := self._due(until):
            at, id = due[0]
            self.clock.set(at)
            self.act(Tick(f"tick:{id}:{at.isoformat()}", id))
            await self.settle()
            await seen()
        self.clock.set(until)
        return ""

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """The clock jumps; what is due by then happens late, all at once."""
        self.clock.jump(span)
        while due := self._due(self.clock.now()):
            for at, id in sorted(due, key=lambda one: one[1]):
                self.act(Tick(f"tick:{id}:{at.isoformat()}", id))
            await self.settle()
            await seen()
        return ""

    async def restart(self) -> None:
        """There is nothing to forget."""

    def _due(self, until: datetime) -> list[tuple[datetime, str]]:
        """Which alarms ring until an instant, the soonest first."""
        return sorted((at, id) for id, at in self.alarms.items() if at and at <= until)

    async def _carry(self, id: str, event: Event, effect: Any, token: str) -> None:
        room = id if not is_person(id) else getattr(event, "group", "") * hasattr(event, "by")
        room *= not getattr(event, "direct", False)
        match effect:
            case Nudge():
                self.act(Nudged(f"nudge:{token}", id, person_id(id, effect.to), effect))
            case Count():
                self.act(Counted(f"count:{token}", effect.group, effect))
            case Whisper():
                shown = f"{id}/{effect.key}@{effect.to}" if effect.key else token
                posting = self.room._posting(Parcel(id, effect, self.clock.now(), room), shown)
                self.hang(posting)
            case Show():
                shown = f"{id}/{effect.key}"
                known = any(posting.id == shown for posting in self.postings)
                parcel = Parcel(id, effect, self.clock.now(), room, receipt=shown)
                posting = self.room._posting(parcel, shown)
                self.hang(replace(posting, edited=known))

    def _informed(self, event: Event) -> Event:
        if isinstance(event, Command | Pressed | Submitted | Said):
            event = replace(event, by=self._told(event.group, event.by))
            return lookup.informed(self._of(event.group), event, partial(self.read, event.group))
        return event

    def _of(self, id: str) -> Group:
        state = self.states.get(id, Group(id))
        assert isinstance(state, Group)
        return state

    def _told(self, group: str, by: Actor) -> Actor:
        person = self.states.get(person_id(group, by.id))
        return lookup.known(by, person)


def merged(waiting: list[tuple[str, Event, Any]]) -> list[tuple[str, Event, Any]]:
    """Of several cards for one message the newest, where the oldest stood, as in the outbox."""
    newest = {(id, _key(e)): e for id, _, e in waiting}
    out: dict[object, tuple[str, Event, Any]] = {}
    for number, (id, event, effect) in enumerate(waiting):
        if key := _key(effect):
            out.setdefault((id, key), (id, event, newest[id, key]))
        else:
            out[number] = (id, event, effect)
    return list(out.values())


def _key(effect: Any) -> str:
    """The key of a card that is edited from its second time on; "" for anything else."""
    match effect:
        case Show(key):
            return key
        case Whisper(to, _, key) if key:
            return f"{key}@{to}"
        case _:
            return ""


def terminal(world: World) -> Terminal:
    """A terminal in the world's one room."""
    return Terminal(world, GROUP, (f"event:{n}" for n in count()))
