"""Parcels between the decision and the room: in order per lane, under a lease, once."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, literal_column, null, select, true, update

from adapters.store.codec import SENDABLE, decode, encode, instant, stamp
from adapters.store.locks import Space, try_lock
from adapters.store.tables import outbox, owned, receipts
from adapters.store.wire import Among, Part, Replacing, inserting
from bot.effects import Book, Count, Nudge, Show, Whisper
from bot.parcels import Parcel

LOG = logging.getLogger(__name__)


class Row(NamedTuple):
    """A row of the outbox as it is read."""

    id: int
    room: str
    event: str
    kind: str
    key: str
    body: str
    at: str
    tries: int
    plain: bool
    next_at: str | None
    owner: str | None
    lease_until: str | None


_LANE = outbox.c.lane == bindparam("of_lane")
_THIS = (outbox.c.id == bindparam("this"), _LANE)

INSERT = inserting(outbox, "id", "next_at", "owner", "lease_until")
READ_LANE = select(*(outbox.c[name] for name in Row._fields)).where(_LANE).order_by(outbox.c.id)
LEASE = (
    update(outbox)
    .where(_LANE, outbox.c.id <= bindparam("last"))
    .values(owner=bindparam("new_owner"), lease_until=bindparam("until"))
)
CONTENT = ("room", "event", "body", "at", "plain")
MERGE = update(outbox).where(*_THIS).values({name: bindparam(f"new_{name}") for name in CONTENT})
BEGIN = (
    update(outbox)
    .where(*_THIS, outbox.c.owner == bindparam("of_owner"))
    .values(tries=outbox.c.tries + literal_column("1"), lease_until=bindparam("until"))
    .returning(outbox.c.id)
)
DELAY = update(outbox).where(*_THIS).values(next_at=bindparam("until"))
AFRESH = update(outbox).where(*_THIS).values(tries=literal_column("0"), next_at=null())
PLAIN = update(outbox).where(*_THIS).values(plain=true())
DELETE = delete(outbox).where(*_THIS)
TAKE_AWAY = DELETE.returning(outbox.c.id)
CLEAR = delete(outbox).where(_LANE)
_OWNER = select(outbox.c.owner).where(*_THIS).scalar_subquery()
_FREE = update(outbox).values(owner=null(), lease_until=null())
HAND_BACK = _FREE.where(_LANE, outbox.c.owner == _OWNER)
RELEASE = _FREE.where(_LANE, outbox.c.owner == bindparam("of_owner"))

KEEP_RECEIPT = Replacing(receipts, ("receipt",))
FORGET_RECEIPT = delete(receipts).where(
    receipts.c.lane == bindparam("of_lane"), receipts.c.key == bindparam("of_key")
)
READ_RECEIPTS = select(receipts.c.key, receipts.c.receipt).where(
    receipts.c.lane == bindparam("of_lane"), Among(receipts.c.key, "keys")
)

Places = Mapping[int, Row]
"""The id of a place in the lane -> the row whose content stands there, in their order."""


class Outbox(Part):
    """The part of `ports.Tx` that carries parcels."""

    def post(self, parcels: Sequence[Parcel]) -> None:
        """Append parcels to the outbox, in this order; see `ports.Tx.post`."""
        self._wire.run_all(INSERT, [_row(parcel) for parcel in _newest(parcels)])

    def claim(self, lane: str, owner: str, now: datetime, until: datetime) -> Sequence[Parcel]:
        """Take a lane's parcels under a lease; see `ports.Tx.claim`.

        A second card of a key is left for the next claim, which knows the first one's receipt.
        """
        if not try_lock(self._wire, Space.LANES, lane):
            return ()
        rows = [Row(*row) for row in self._wire.rows(READ_LANE, {"of_lane": lane})]
        if any(_is_held(row, owner, stamp(now)) for row in rows):
            return ()
        places = _ready(rows, self._merge(lane, rows), stamp(now))
        if not places:
            return ()
        lease = {"of_lane": lane, "last": max(places), "new_owner": owner, "until": stamp(until)}
        self._wire.run(LEASE, lease)
        parcels = [_parcel(lane, place, row) for place, row in places.items()]
        return tuple(_addressed(parcels, self._receipts(lane, parcels)))

    def begin(self, parcel: Parcel, owner: str, until: datetime) -> bool:
        """Count a try before it is made, if the lane is still ours; see `ports.Tx.begin`."""
        asked = _this(parcel) | {"of_owner": owner, "until": stamp(until)}
        return bool(self._wire.rows(BEGIN, asked))

    def sent(self, parcel: Parcel, receipt: str) -> None:
        """Drop a delivered parcel and keep the receipt of a card's key.

        One that is gone was delivered by whoever took the lane over, whose receipt counts.
        """
        ours = self._wire.rows(TAKE_AWAY, _this(parcel))
        if ours and (key := _key(parcel.effect)) and receipt:
            kept = {"lane": parcel.lane, "key": key, "receipt": receipt}
            self._wire.run(KEEP_RECEIPT, kept | owned(parcel.lane))

    def delay(self, parcel: Parcel, until: datetime) -> None:
        """Try again at `until`, and give the lane back."""
        self._wire.run(DELAY, _this(parcel) | {"until": stamp(until)})
        self._wire.run(HAND_BACK, _this(parcel))

    def rebuild(self, parcel: Parcel) -> None:
        """Forget the receipt of a card's key; the parcel stays, as one never tried."""
        if key := _key(parcel.effect):
            self._wire.run(FORGET_RECEIPT, {"of_lane": parcel.lane, "of_key": key})
        self._wire.run(AFRESH, _this(parcel))

    def simplify(self, parcel: Parcel) -> None:
        """Mark a rejected parcel `plain`; the next claim gives it out once more."""
        self._wire.run(PLAIN, _this(parcel))

    def drop(self, parcel: Parcel, why: str) -> None:
        """Give a parcel up for good, and say so in the log."""
        self._wire.run(DELETE, _this(parcel))
        LOG.warning("parcel %s is given up: %s", parcel.token, why)

    def clear(self, lane: str) -> None:
        """Drop all parcels of a lane."""
        self._wire.run(CLEAR, {"of_lane": lane})

    def release(self, lane: str, owner: str) -> None:
        """Give a lane back."""
        self._wire.run(RELEASE, {"of_lane": lane, "of_owner": owner})

    def _merge(self, lane: str, rows: Sequence[Row]) -> Places:
        """Keep of the cards never tried only the newest of each key, in the oldest one's place."""
        places = _places(rows)
        moved = [_moved(lane, place, row) for place, row in places.items() if row.id != place]
        gone = [{"this": row.id, "of_lane": lane} for row in rows if row.id not in places]
        self._wire.run_all(MERGE, moved)
        self._wire.run_all(DELETE, gone)
        return places

    def _receipts(self, lane: str, parcels: Sequence[Parcel]) -> Mapping[str, str]:
        keys = {key for parcel in parcels for key in (_edits(parcel), _thread(parcel)) if key}
        if not keys:
            return {}
        asked = {"of_lane": lane, "keys": self._wire.listed(sorted(keys))}
        return dict(self._wire.rows(READ_RECEIPTS, asked))


def _newest(parcels: Sequence[Parcel]) -> Iterable[Parcel]:
    """The parcels as the next claim would merge them, so that no card is written for nothing."""
    places: dict[object, Parcel] = {}
    for number, parcel in enumerate(parcels):
        key = _edits(parcel)
        places[(parcel.lane, key) if key else number] = parcel
    return places.values()


def _row(parcel: Parcel) -> dict[str, Any]:
    effect = parcel.effect
    return owned(parcel.lane) | {
        "lane": parcel.lane,
        "room": parcel.room,
        "event": parcel.event,
        "kind": type(effect).__name__.lower(),
        "key": _key(effect),
        "body": encode(effect, SENDABLE),
        "at": stamp(parcel.at),
        "tries": parcel.tries,
        "plain": parcel.plain,
    }


def _parcel(lane: str, place: int, row: Row) -> Parcel:
    return Parcel(
        lane,
        decode(SENDABLE, row.body),
        instant(row.at),
        row.room,
        row.event,
        place,
        row.tries,
        bool(row.plain),
    )


def _addressed(parcels: Sequence[Parcel], known: Mapping[str, str]) -> Iterator[Parcel]:
    """The parcels with the receipts that they need, up to one that needs an earlier one's."""
    begun: set[str] = set()
    for parcel in parcels:
        key, thread = _edits(parcel), _thread(parcel)
        if thread in begun:
            return
        yield replace(parcel, receipt=known.get(key, ""), under=known.get(thread, ""))
        begun |= {key} if key and key not in known else set()


def _edits(parcel: Parcel) -> str:
    return "" if isinstance(parcel.effect, Nudge | Count) else _key(parcel.effect)


def _thread(parcel: Parcel) -> str:
    return parcel.effect.thread if isinstance(parcel.effect, Show) else ""


def _key(effect: Show | Whisper | Nudge | Count | Book) -> str:
    """Under which key a parcel stands: a whisper's is its reader's own; "" where it has none."""
    if isinstance(effect, Count):
        return ""
    if isinstance(effect, Whisper):
        return f"{effect.key}@{effect.to}" if effect.key else ""
    return effect.key


def _is_edited(row: Row) -> bool:
    """Whether a card is posted once and edited from then on."""
    return row.kind != "nudge" and row.key != ""


def _this(parcel: Parcel) -> dict[str, object]:
    return {"this": parcel.id, "of_lane": parcel.lane}


def _moved(lane: str, place: int, row: Row) -> dict[str, object]:
    content = {f"new_{name}": getattr(row, name) for name in CONTENT}
    return content | {"this": place, "of_lane": lane}


def _is_held(row: Row, owner: str, now: str) -> bool:
    return row.lease_until is not None and row.lease_until > now and row.owner != owner


def _places(rows: Sequence[Row]) -> Places:
    places: dict[int, Row] = {}
    first: dict[str, int] = {}
    for row in rows:
        is_free = _is_edited(row) and not row.tries
        place = first.setdefault(row.key, row.id) if is_free else row.id
        places[place] = row
    return places


def _ready(rows: Sequence[Row], places: Places, now: str) -> Places:
    """The places up to the first that waits for its retry, or for an earlier card of its key."""
    waiting = {row.id for row in rows if row.next_at is not None and row.next_at > now}
    ready: dict[int, Row] = {}
    shown: set[str] = set()
    for place, row in places.items():
        if place in waiting or (_is_edited(row) and row.key in shown):
            break
        ready[place] = row
        shown |= {row.key} if _is_edited(row) else set()
    return ready
