"""The wall of the local room: what was posted there, to whom, in which order."""

from dataclasses import replace

from sqlalchemy import bindparam, delete, select

from adapters.store.codec import decode, encode, stamp
from adapters.store.locks import Space, lock
from adapters.store.tables import postings
from adapters.store.wire import Part, inserting
from bot.parcels import Posting

PLATFORM = "local"  # the only platform that has no wall of its own

OF_TENANT = (
    postings.c.platform == bindparam("of_platform"),
    postings.c.tenant == bindparam("of_tenant"),
)
_THIS = (*OF_TENANT, postings.c.id == bindparam("this"))
HUNG = select(postings.c.seq, postings.c.place, postings.c.body)
READ = HUNG.where(*_THIS)
DELETE = delete(postings).where(*_THIS)
INSERT = inserting(postings, "seq").returning(postings.c.seq)


class Wall(Part):
    """The part of `ports.Tx` that hangs postings."""

    def hang(self, posting: Posting) -> Posting:
        """Put a posting on the wall, or edit the one of this id; unchanged, it keeps its seq."""
        # One at a time in a tenant: a reader who has seen a number has seen all the smaller ones.
        lock(self._wire, Space.WALL, [posting.tenant])
        key = {"of_platform": PLATFORM, "of_tenant": posting.tenant, "this": posting.id}
        rows = self._wire.rows(READ, key)
        if not rows:
            return self._insert(posting, None)
        before = posting_of(*rows[0])
        if _bare(before) == _bare(posting):
            return before
        self._wire.run(DELETE, key)
        return self._insert(replace(posting, edited=True), before.place)

    def _insert(self, posting: Posting, place: int | None) -> Posting:
        ((seq,),) = self._wire.rows(INSERT, _row(posting, place))
        return replace(posting, seq=seq, place=place or seq)


def posting_of(seq: int, place: int | None, body: str) -> Posting:
    """The posting that a row of the wall holds; its place is its own seq unless it was edited."""
    return replace(decode(Posting, body), seq=seq, place=place or seq)


def _row(posting: Posting, place: int | None) -> dict[str, object]:
    return {
        "place": place,
        "id": posting.id,
        "platform": PLATFORM,
        "tenant": posting.tenant,
        "group_id": posting.group,
        "reader": posting.to,
        "at": stamp(posting.at),
        "body": encode(posting),
    }


def _bare(posting: Posting) -> Posting:
    """A posting without what may differ between two tellings of the same."""
    return replace(posting, at=None, edited=False, seq=0, place=0)  # type: ignore[arg-type]
