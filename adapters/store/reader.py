"""Questions to the store, from any thread; each is one statement on a connection of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, bindparam, case, func, select

from adapters.store.codec import State, decode, decode_state, instant, stamp
from adapters.store.installations import ALL, ONE, sealed_of
from adapters.store.installations import DUE as RENEWABLE
from adapters.store.tables import memberships, outbox, parked, postings, records, states, tenant_of
from adapters.store.trouble import explained
from adapters.store.vitals import COUNTS, NOW, Size, Vitals, vitals
from adapters.store.wall import HUNG, OF_TENANT, posting_of
from bot.archive import RECORDS
from bot.events import Event
from bot.parcels import Posting
from bot.ports import Parked, Sealed

STATE = select(states.c.doc).where(states.c.id == bindparam("this"))
DUE = (
    select(states.c.id, states.c.wake_at)
    .where(states.c.wake_at <= bindparam("now"))
    .order_by(states.c.wake_at, states.c.id)
    .limit(bindparam("most"))
)
WAKE_AT = select(states.c.wake_at).where(states.c.id == bindparam("this"))
SOONEST = select(func.min(states.c.wake_at))
ROOMS = (
    select(states.c.id)
    .where(
        states.c.platform == bindparam("of_platform"),
        states.c.tenant == bindparam("of_tenant"),
        states.c.kind == "group",
    )
    .order_by(states.c.id)
)
GROUPS = (
    select(memberships.c.group_id)
    .where(memberships.c.person == bindparam("who"))
    .order_by(memberships.c.group_id)
)
PARKED = select(parked).order_by(parked.c.at, parked.c.event_id)
RECORD = select(records.c.value).where(
    records.c.kind == bindparam("of_kind"),
    records.c.group_id == bindparam("of_group"),
    records.c.key == bindparam("of_key"),
)
# Keys are numbers as text: of the same instant, the longer is the newer.
LATEST = (
    select(records.c.group_id, records.c.key, records.c.value)
    .where(records.c.kind == bindparam("of_kind"))
    .order_by(records.c.at.desc(), func.length(records.c.key).desc(), records.c.key.desc())
    .limit(1)
)
LATEST_OF = LATEST.where(records.c.group_id == bindparam("of_group"))

EVERYBODYS = (
    HUNG.where(
        *OF_TENANT,
        postings.c.group_id.in_([bindparam("of_group"), ""]),
        # A direct message to nobody is nobody's.
        (postings.c.group_id != "") | (postings.c.reader != ""),
        postings.c.seq > bindparam("after"),
    )
    .order_by(postings.c.seq)
    .limit(bindparam("most"))
)
ONES = EVERYBODYS.where(postings.c.reader.in_([bindparam("of_reader"), ""]))

# A lane is ready when its first parcel may be tried and nobody holds any of it.
_HEADS = (
    select(
        func.min(outbox.c.id).label("id"),
        func.coalesce(func.max(outbox.c.lease_until), "").label("leased"),
    )
    .group_by(outbox.c.lane)
    .subquery()
)
_NEXT = func.coalesce(outbox.c.next_at, "")
_READY = case((_HEADS.c.leased > _NEXT, _HEADS.c.leased), else_=_NEXT)
_LANES = outbox.join(_HEADS, outbox.c.id == _HEADS.c.id)
LANES = (
    select(outbox.c.lane)
    .select_from(_LANES)
    .where(bindparam("now") >= _READY)
    .order_by(outbox.c.id)
)
OF_LANE = (
    select(outbox.c.next_at, outbox.c.lease_until)
    .where(outbox.c.lane == bindparam("of_lane"))
    .order_by(outbox.c.id)
)
NEXT_RETRY = select(func.min(_READY)).select_from(_LANES).where(bindparam("now") < _READY)


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class SqlReader:
    """`ports.Reader`; `name` is the database, as people know it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def state(self, state: str) -> State | None:
        """One group or person."""
        doc = self._one(STATE, this=state)
        return decode_state(state, doc) if doc is not None else None

    def due(self, now: datetime, limit: int) -> Sequence[tuple[str, datetime]]:
        """(state id, wake_at) of those whose time has come, soonest first."""
        rows = self._all(DUE, now=stamp(now), most=limit)
        return tuple((row.id, instant(row.wake_at)) for row in rows)

    def soonest(self) -> datetime | None:
        """The next `wake_at` of all."""
        return _instant(self._one(SOONEST))

    def wake_at(self, state: str) -> datetime | None:
        """When one state wants to be woken."""
        return _instant(self._one(WAKE_AT, this=state))

    def ready_at(self, lane: str) -> datetime | None:
        """When one lane can be carried; None where it has nothing."""
        rows = self._all(OF_LANE, of_lane=lane)
        held = [rows[0].next_at, *(row.lease_until for row in rows)] if rows else []
        at = max((text for text in held if text), default="")
        return instant(at) if at else LONG_AGO if rows else None

    def lanes(self, now: datetime) -> Sequence[str]:
        """Lanes that have something to carry now, the one with the oldest parcel first."""
        return tuple(row.lane for row in self._all(LANES, now=stamp(now)))

    def next_retry(self, now: datetime) -> datetime | None:
        """When the next lane that waits or is leased becomes free, if any."""
        return _instant(self._one(NEXT_RETRY, now=stamp(now)))

    def vitals(self, now: datetime) -> Vitals:
        """What waits, and for how long."""
        return vitals(self._all(NOW, now=stamp(now))[0], now)

    def size(self) -> Size:
        """How much there is."""
        return Size(*self._all(COUNTS)[0])

    def parked(self) -> Sequence[Parked]:
        """The events that wait to be replayed, the oldest first."""
        return tuple(
            Parked(_event(row.body), row.state_id, instant(row.at)) for row in self._all(PARKED)
        )

    def record(self, kind: str, group: str, key: str) -> object | None:
        """One value of the archive."""
        value = self._one(RECORD, of_kind=kind, of_group=group, of_key=key)
        return decode(RECORDS[kind], value) if value is not None else None

    def latest(self, kind: str, group: str = "") -> tuple[str, str, object] | None:
        """The newest record of a kind, of a group or of all: (group, key, value)."""
        if group:
            rows = self._all(LATEST_OF, of_kind=kind, of_group=group)
        else:
            rows = self._all(LATEST, of_kind=kind)
        if not rows:
            return None
        value: object = decode(RECORDS[kind], rows[0].value)
        return rows[0].group_id, rows[0].key, value

    def wall(self, group: str, reader: str | None, after: int, limit: int) -> Sequence[Posting]:
        """Postings of a local room with seq > `after` that `reader` may see (None: all), by seq."""
        platform, tenant = tenant_of(group)
        asked: dict[str, object] = {"of_platform": platform, "of_tenant": tenant}
        asked |= {"of_group": group, "after": after, "most": limit}
        if reader is None:
            rows = self._all(EVERYBODYS, **asked)
        else:
            rows = self._all(ONES, of_reader=reader, **asked)
        return tuple(posting_of(*row) for row in rows)

    def rooms(self, platform: str, tenant: str) -> Sequence[str]:
        """The ids of a tenant's groups."""
        rows = self._all(ROOMS, of_platform=platform, of_tenant=tenant)
        return tuple(row.id for row in rows)

    def groups(self, person: str) -> Sequence[str]:
        """The ids of the groups that a person (by id) is a member of."""
        return tuple(row.group_id for row in self._all(GROUPS, who=person))

    def installation(self, platform: str, tenant: str) -> Sealed | None:
        """What a tenant let us in with."""
        rows = self._all(ONE, of_platform=platform, of_tenant=tenant)
        return sealed_of(rows[0]) if rows else None

    def installations(self, platform: str) -> Sequence[Sealed]:
        """All of a platform, by tenant."""
        return tuple(sealed_of(row) for row in self._all(ALL, of_platform=platform))

    def renewable(self, platform: str, now: datetime) -> Sequence[str]:
        """The tenants whose installation wants to be renewed by now, the longest due first."""
        rows = self._all(RENEWABLE, of_platform=platform, now=stamp(now))
        return tuple(row.tenant for row in rows)

    def _all(self, statement: Any, **params: object) -> Sequence[Any]:
        with explained(self._name), self._engine.connect() as conn:
            return conn.execute(statement, params).all()

    def _one(self, statement: Any, **params: object) -> Any:
        with explained(self._name), self._engine.connect() as conn:
            return conn.scalar(statement, params)


def _event(text: str) -> Event:
    kind: Any = Event
    event: Event = decode(kind, text)
    return event


def _instant(text: str | None) -> datetime | None:
    return instant(text) if text else None
