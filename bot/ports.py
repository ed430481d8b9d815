"""What the shell needs of the outside: a clock, a store, and a room."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.effects import Record
from bot.events import Event
from bot.group import Group
from bot.parcels import Answer, Parcel, Posting
from bot.person import Person

State = Group | Person


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Saved:
    """A state to be written: its id, its value, when it wants to be woken, and its members.

    `members` are the actor ids for the projection "my groups"; () for a person.
    """

    id: str
    state: State
    wake_at: datetime | None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a tenant of a platform let us in with, sealed by its adapter: the store can't read it.

    `version` is the one that was read, 0 for a new one; `renew_at` is when it wants to be renewed,
    None for never. `org` is the organisation through which the tenant is let in, whose installation
    then counts in place of this empty one.
    """

    platform: str
    tenant: str
    body: str
    version: int = 0
    renew_at: datetime | None = None
    org: str = ""


@dataclass(frozen=True, slots=True)
class Parked:
    """An event that a bug of ours broke, and when it came."""

    event: Event
    state: str
    at: datetime


class Room(Protocol):
    """A platform, to the pump. None of these raises for what a platform may answer."""

    async def post(self, parcel: Parcel) -> Answer:
        """Post a `Show` as a new message, once per `parcel.token`."""
        ...

    async def edit(self, parcel: Parcel) -> Answer:
        """Make the message `parcel.receipt` look like the `Show`'s card."""
        ...

    async def whisper(self, parcel: Parcel) -> Answer:
        """Tell one member privately, once per `parcel.token`; with a receipt, in place of that."""

    async def book(self, parcel: Parcel) -> Answer:
        """Enter a `Book` into the room's calendar, once per key; done where it has or may none."""


class Tx(Protocol):
    """One open transaction. Writes are kept together or not at all."""

    def seen(self, events: Sequence[str]) -> set[str]:
        """Which of these event ids the journal holds."""
        ...

    def load(self, states: Sequence[str]) -> Mapping[str, State]:
        """The states that exist, locked until the end of the transaction, in the order of their
        ids.
        """
        ...

    def save(self, rows: Sequence[Saved]) -> None:
        """Write states whole, with their `wake_at` and the projection of their members."""
        ...

    def rest(self, state: str, until: datetime | None) -> None:
        """Move a state's `wake_at`, or take it away, leaving its document (after a failed Tick)."""
        ...

    def journal(self, rows: Sequence[tuple[str, str]], at: datetime) -> None:
        """Remember (event id, state id) as acted on."""
        ...

    def park(self, events: Sequence[tuple[str, Event]], at: datetime) -> None:
        """Keep (state id, event) of events that a bug of ours broke, to be replayed; what was kept
        a month ago is dropped.
        """
        ...

    def unpark(self, events: Sequence[str]) -> None:
        """Forget parked events."""
        ...

    def post(self, parcels: Sequence[Parcel]) -> None:
        """Append parcels to the outbox, in this order; of the cards of one key only the newest, in
        the oldest one's place.
        """
        ...

    def archive(self, group: str, records: Sequence[Record], at: datetime) -> None:
        """Append records of a group to the archive; the same (kind, key) is replaced."""
        ...

    def claim(self, lane: str, owner: str, now: datetime, until: datetime) -> Sequence[Parcel]:
        """Take a lane's parcels under a lease that ends at `until`, in order; () while another
        holds it.

        Parcels whose time to retry has not come yet hold back the ones behind them. Between two
        cards of the same key that were never tried, the newer card takes the older's
        place and the newer row is dropped. Each parcel carries the receipt of its key and of its
        thread, if any; one whose thread is begun by an earlier one waits for that one's receipt.
        """
        ...

    def begin(self, parcel: Parcel, owner: str, until: datetime) -> bool:
        """Count a try before it is made, so that a crash in it is known, and hold the lane until
        then. False, and nothing is counted, where the lane is not this owner's any more.
        """
        ...

    def sent(self, parcel: Parcel, receipt: str) -> None:
        """Drop a delivered parcel and keep the receipt of a card's key."""
        ...

    def delay(self, parcel: Parcel, until: datetime) -> None:
        """Try again at `until`, and give the lane back."""
        ...

    def rebuild(self, parcel: Parcel) -> None:
        """Forget the receipt of a card's key; the parcel stays, as one never tried."""
        ...

    def simplify(self, parcel: Parcel) -> None:
        """Mark a rejected parcel `plain`; the next claim gives it out once more."""
        ...

    def drop(self, parcel: Parcel, why: str) -> None:
        """Give a parcel up for good."""
        ...

    def clear(self, lane: str) -> None:
        """Drop all parcels of a lane (its room is gone)."""
        ...

    def release(self, lane: str, owner: str) -> None:
        """Give a lane back."""
        ...

    def hang(self, posting: Posting) -> Posting:
        """Put a posting on the wall, or edit the one with this id; unchanged ones keep seq."""
        ...

    def key(self, name: str, fresh: str, anew: bool = False) -> str:
        """The value of this name; `fresh` becomes it where there is none yet, or `anew`."""

    def install(self, sealed: Sealed, at: datetime) -> None:
        """Keep this in place of what the tenant had, whatever its version."""
        ...

    def renew(self, sealed: Sealed, at: datetime) -> bool:
        """Replace the body of just this version; False, and nothing written, if it is no more."""
        ...

    def hold(self, sealed: Sealed, now: datetime, until: datetime) -> Sealed | None:
        """Take up the renewal of this version; None if it isn't due or another has it until then.

        What is held is the newest version then.
        """
        ...

    def uninstall(self, platform: str, tenant: str) -> None:
        """Delete what a tenant let us in with; an organisation's goes with all its tenants'."""
        ...

    def promise(self, state: str, now: datetime, expires: datetime) -> None:
        """Remember a one-shot state; those that have expired are forgotten."""
        ...

    def spend(self, state: str, now: datetime) -> bool:
        """Whether this state was promised, hasn't expired, and wasn't spent before."""
        ...

    def on_commit(self, call: Callable[[], None]) -> None:
        """Call this once the transaction is durable; never if it is rolled back."""
        ...

    def before_commit(self, call: Callable[[Any], None]) -> None:
        """Call this as the last thing in the transaction, with the driver's own connection, for a
        library that must write within it.
        """
        ...


class Reader(Protocol):
    """Questions to the store, from any thread; each sees what was committed when it was asked."""

    def state(self, state: str) -> State | None:
        """One group or person."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[tuple[str, datetime]]:
        """(state id, wake_at) of those whose time has come, soonest first."""
        ...

    def soonest(self) -> datetime | None:
        """The next `wake_at` of all."""
        ...

    def wake_at(self, state: str) -> datetime | None:
        """When one state wants to be woken."""
        ...

    def ready_at(self, lane: str) -> datetime | None:
        """When one lane can be carried: long ago for at once, None where it has nothing."""
        ...

    def lanes(self, now: datetime) -> Sequence[str]:
        """Lanes that have something to carry now (not leased, not waiting for a retry), oldest
        first.
        """
        ...

    def next_retry(self, now: datetime) -> datetime | None:
        """When the next waiting or leased parcel becomes due, if any."""
        ...

    def parked(self) -> Sequence[Parked]:
        """The events that wait to be replayed, the oldest first."""
        ...

    def record(self, kind: str, group: str, key: str) -> object | None:
        """One value of the archive."""
        ...

    def latest(self, kind: str, group: str = "") -> tuple[str, str, object] | None:
        """The newest record of a kind, of a group or of all: (group, key, value)."""
        ...

    def wall(self, group: str, reader: str | None, after: int, limit: int) -> Sequence[Posting]:
        """Postings of a local room with seq > `after` that `reader` may see, by seq.

        Direct messages to the reader are included. None is every reader: the terminal is everybody.
        """
        ...

    def groups(self, person: str) -> Sequence[str]:
        """The ids of the groups that a person is a member of."""

    def rooms(self, platform: str, tenant: str) -> Sequence[str]:
        """The ids of a tenant's groups."""
        ...

    def installation(self, platform: str, tenant: str) -> Sealed | None:
        """What a tenant let us in with."""
        ...

    def installations(self, platform: str) -> Sequence[Sealed]:
        """All of a platform, by tenant."""
        ...

    def renewable(self, platform: str, now: datetime) -> Sequence[str]:
        """The tenants whose installation wants to be renewed by now, the longest due first."""
        ...


class Store(Protocol):
    """Where everything is kept."""

    def transaction(self) -> AbstractContextManager[Tx]:
        """A write transaction; only the engine's writer thread opens one."""
        ...

    @property
    def reader(self) -> Reader:
        """Questions outside a transaction."""
        ...
