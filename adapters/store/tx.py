"""One open transaction: what is written in it is kept together or not at all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from adapters.store.codec import State, decode_state, encode, encode_state, stamp
from adapters.store.installations import Installations
from adapters.store.locks import Space, lock
from adapters.store.outbox import Outbox
from adapters.store.tables import journal, keys, memberships, owned, parked, records, states
from adapters.store.trouble import once_only
from adapters.store.wall import Wall
from adapters.store.wire import Among, Replacing, Wire, inserting
from bot.archive import RECORDS
from bot.effects import Record
from bot.events import Event, is_person, person_id
from bot.group import Group
from bot.ports import Saved

SEEN = select(journal.c.event_id).where(Among(journal.c.event_id, "events"))
JOURNAL = inserting(journal)
LOAD = (
    select(states.c.id, states.c.doc)
    .where(Among(states.c.id, "ids"))
    .order_by(states.c.id)
    .with_for_update()
)
SAVE = Replacing(states, ("wake_at", "doc"))
REST = update(states).where(states.c.id == bindparam("this")).values(wake_at=bindparam("until"))
ARCHIVE = Replacing(records, ("at", "value"))
MEMBERS = select(memberships.c.group_id, memberships.c.person).where(
    Among(memberships.c.group_id, "groups")
)
STAY = timedelta(days=30)  # what members said in a parked event stays no longer
STALE = delete(parked).where(parked.c.at < bindparam("before"))
PARK = Replacing(parked, ("at", "body"))
UNPARK = delete(parked).where(parked.c.event_id == bindparam("this"))
KEY = select(keys.c.value).where(keys.c.name == bindparam("this"))
OLD_KEY = delete(keys).where(keys.c.name == bindparam("this"))
NEW_KEY = inserting(keys)
ENROL = inserting(memberships)
LEAVE = delete(memberships).where(
    memberships.c.person == bindparam("who"), memberships.c.group_id == bindparam("left")
)


class SqlTx(Outbox, Wall, Installations):
    """`ports.Tx` over the wire."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self.calls: list[Callable[[], None]] = []
        self.endings: list[Callable[[Any], None]] = []
        self._members: dict[str, tuple[str, ...]] = {}  # of groups: who is enrolled already

    def seen(self, events: Sequence[str]) -> set[str]:
        """Which of these event ids the journal holds; asked after `load`, it is the last word."""
        rows = self._wire.rows(SEEN, {"events": self._wire.listed(events)}) if events else []
        return {id for (id,) in rows}

    def load(self, states: Sequence[str]) -> Mapping[str, State]:
        """The states that exist, locked until the transaction ends, in the order of their ids.

        An id without a state is locked too, so that of two processes only one creates it.
        """
        if not states:
            return {}
        lock(self._wire, Space.STATES, states)
        rows = self._wire.rows(LOAD, {"ids": self._wire.listed(states)})
        found = {id: decode_state(id, doc) for id, doc in rows}
        self._members |= {id: group.ids for id, group in found.items() if isinstance(group, Group)}
        return found

    def save(self, rows: Sequence[Saved]) -> None:
        """Write states whole, with their `wake_at` and the projection of their members."""
        self._wire.run_all(SAVE, [_state_row(row) for row in rows])
        groups = {row.id: row.members for row in rows if not is_person(row.id)}
        self._enrol({id: ids for id, ids in groups.items() if ids != self._members.get(id)})

    def rest(self, state: str, until: datetime | None) -> None:
        """Move a state's `wake_at`, or take it away, without touching its document."""
        self._wire.run(REST, {"this": state, "until": stamp(until) if until else None})

    def journal(self, rows: Sequence[tuple[str, str]], at: datetime) -> None:
        """Remember (event id, state id) as acted on; `AlreadyDone` if another process was first."""
        when = stamp(at)
        values = [{"event_id": e, "state_id": s, "at": when} | owned(s) for e, s in rows]
        with once_only():
            self._wire.run_all(JOURNAL, values)

    def park(self, events: Sequence[tuple[str, Event]], at: datetime) -> None:
        """Keep events that a bug of ours broke; see `ports.Tx.park`."""
        if events:
            self._wire.run(STALE, {"before": stamp(at - STAY)})
            self._wire.run_all(PARK, [_parked_row(state, event, at) for state, event in events])

    def unpark(self, events: Sequence[str]) -> None:
        """Forget parked events."""
        self._wire.run_all(UNPARK, [{"this": id} for id in events])

    def archive(self, group: str, records: Sequence[Record], at: datetime) -> None:
        """Append records of a group to the archive; the same (kind, key) is replaced."""
        self._wire.run_all(ARCHIVE, [_record_row(group, record, at) for record in records])

    def key(self, name: str, fresh: str, anew: bool = False) -> str:
        """The value of this name; `fresh` becomes it where there is none yet, or `anew`."""
        lock(self._wire, Space.SCHEMA, [f"key {name}"])
        if anew:
            self._wire.run(OLD_KEY, {"this": name})
        elif found := list(self._wire.rows(KEY, {"this": name})):
            return str(found[0][0])
        self._wire.run(NEW_KEY, {"name": name, "value": fresh})
        return fresh

    def on_commit(self, call: Callable[[], None]) -> None:
        """Call this once the transaction is durable; never if it is rolled back."""
        self.calls.append(call)

    def before_commit(self, call: Callable[[Any], None]) -> None:
        """Call this as the last thing, with the driver's own connection."""
        self.endings.append(call)

    def _enrol(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        """Make the memberships of these groups so; those that are right already aren't written."""
        if not groups:
            return
        wanted = {(g, person_id(g, who)) for g, members in groups.items() for who in members}
        kept = set(self._wire.rows(MEMBERS, {"groups": self._wire.listed(list(groups))}))
        gone = [{"left": g, "who": p} for g, p in kept - wanted]
        new = [{"group_id": g, "person": p} | owned(g) for g, p in wanted - kept]
        self._wire.run_all(LEAVE, gone)
        self._wire.run_all(ENROL, new)
        self._members |= groups


def _state_row(row: Saved) -> Mapping[str, object]:
    return owned(row.id) | {
        "id": row.id,
        "kind": "person" if is_person(row.id) else "group",
        "wake_at": stamp(row.wake_at) if row.wake_at else None,
        "doc": encode_state(row.id, row.state),
    }


def _parked_row(state: str, event: Event, at: datetime) -> Mapping[str, object]:
    told = {"event_id": event.id, "state_id": state, "at": stamp(at)}
    return owned(state) | told | {"body": encode(event, Event)}


def _record_row(group: str, record: Record, at: datetime) -> Mapping[str, object]:
    return owned(group) | {
        "kind": record.kind,
        "group_id": group,
        "key": record.key,
        "at": stamp(at),
        "value": encode(record.value, RECORDS[record.kind]),
    }
