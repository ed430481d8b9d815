"""What a store says of the health of a bot: how much there is, and what waits for how long."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select

from adapters.store.codec import instant
from adapters.store.tables import outbox, parked, states

# Alone of all, a running meeting is an object of this name in the document of a group.
RUNNING = '%"meeting":{%'
_LEASED = func.coalesce(func.max(outbox.c.lease_until), "")
_HEADS = (
    select(func.min(outbox.c.id).label("id"), _LEASED.label("leased"))
    .group_by(outbox.c.lane)
    .subquery()
)
_COULD = func.coalesce(outbox.c.next_at, outbox.c.at)
_SINCE = case((_HEADS.c.leased > _COULD, _HEADS.c.leased), else_=_COULD)
WAITS = select(func.min(_SINCE)).select_from(outbox.join(_HEADS, outbox.c.id == _HEADS.c.id))
NOW = select(
    select(func.count()).select_from(outbox).scalar_subquery().label("parcels"),
    WAITS.where(bindparam("now") >= _SINCE).scalar_subquery().label("waits"),
    select(func.min(states.c.wake_at)).scalar_subquery().label("due"),
)
COUNTS = select(
    func.count().label("groups"),
    func.coalesce(func.sum(case((states.c.doc.like(RUNNING), 1), else_=0)), 0).label("running"),
    select(func.count()).select_from(parked).scalar_subquery().label("parked"),
).where(states.c.kind == "group")


@dataclass(frozen=True, slots=True)
class Vitals:
    """Seconds are those since something could have happened; 0 where nothing waits."""

    parcels: int
    oldest_parcel_seconds: float
    oldest_due_seconds: float


@dataclass(frozen=True, slots=True)
class Size:
    """What is counted one by one, and so takes a while where there is much."""

    groups: int
    meetings_running: int
    parked_events: int


def vitals(row: Any, now: datetime) -> Vitals:
    """A row of NOW."""
    return Vitals(row.parcels, _since(row.waits, now), _since(row.due, now))


def _since(at: str | None, now: datetime) -> float:
    return max((now - instant(at)).total_seconds(), 0.0) if at else 0.0
