"""The wall of the local room: everyone sees what they may see, in order, and nothing twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

from adapters.store import SqlStore
from bot.cards import note
from bot.parcels import Posting

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
ROOM = "local:T1:writers"


def hang(store: SqlStore, *postings: Posting) -> list[Posting]:
    with store.transaction() as tx:
        return [tx.hang(posting) for posting in postings]


def said(id: str, text: str = "Hi", group: str = ROOM, to: str = "") -> Posting:
    return Posting(id, "T1", group, AT, to=to, by="ann", text=text)


def seen(store: SqlStore, reader: str | None, group: str = ROOM, after: int = 0) -> list[str]:
    return [posting.id for posting in store.reader.wall(group, reader, after, 99)]


def test_a_posting_comes_back_as_it_was_hung(store: SqlStore) -> None:
    card = Posting("p1", "T1", ROOM, AT, key="board:1", card=note("Board"))
    hung = hang(store, card, said("e1"))
    assert hung == [replace(p, seq=p.seq, place=p.seq) for p in hung]
    assert replace(hung[0], seq=0, place=0) == card
    assert store.reader.wall(ROOM, "ann", 0, 9) == tuple(hung)


def test_an_edit_is_news_and_keeps_its_place(store: SqlStore) -> None:
    first, second = hang(store, said("e1"), said("e2"))
    (edited,) = hang(store, said("e1", "Hello"))
    assert (edited.place, edited.edited) == (first.place, True)
    assert edited.seq > second.seq
    assert seen(store, "ann", after=second.seq) == ["e1"]
    (again,) = hang(store, said("e1", "Hello again"))
    assert (again.place, again.seq > edited.seq) == (first.place, True)
    assert seen(store, "ann") == ["e2", "e1"]


def test_what_is_unchanged_is_no_news(store: SqlStore) -> None:
    (first,) = hang(store, said("e1"))
    later = replace(said("e1"), at=AT + timedelta(hours=1))
    assert hang(store, later) == [first]
    assert seen(store, "ann", after=first.seq) == []


def test_a_whisper_is_for_its_reader_only(store: SqlStore) -> None:
    hang(store, said("all"), said("ann", to="ann"), said("ben", to="ben"))
    assert seen(store, "ann") == ["all", "ann"]
    assert seen(store, "ben") == ["all", "ben"]
    assert seen(store, "") == ["all"]


def test_a_direct_message_follows_its_reader_into_every_room(store: SqlStore) -> None:
    other = "local:T1:readers"
    hang(store, said("dm", group="", to="ann"), said("there", group=other))
    assert seen(store, "ann") == ["dm"]
    assert seen(store, "ann", other) == ["dm", "there"]
    assert seen(store, "ben") == []


def test_a_direct_message_to_nobody_is_seen_by_nobody(store: SqlStore) -> None:
    hang(store, said("lost", group=""))
    assert seen(store, "ann") == seen(store, "") == seen(store, None) == []


def test_everybody_sees_every_whisper_of_the_tenant(store: SqlStore) -> None:
    hang(store, said("all"), said("ann", to="ann"), said("dm", group="", to="ben"))
    hang(store, said("there", group="local:T1:readers"), Posting("x", "T2", "", AT, to="ann"))
    assert seen(store, None) == ["all", "ann", "dm"]


def test_two_tenants_with_the_same_room_see_nothing_of_each_other(store: SqlStore) -> None:
    twin = "local:T2:writers"
    theirs = [
        Posting("e1", "T2", twin, AT, text="theirs"),
        Posting("e2", "T2", "", AT, to="ann", text="theirs"),
    ]
    hang(store, said("e1"), said("e2", group="", to="ann"), *theirs)
    assert [p.text for p in store.reader.wall(ROOM, "ann", 0, 9)] == ["Hi", "Hi"]
    assert [p.text for p in store.reader.wall(twin, "ann", 0, 9)] == ["theirs", "theirs"]


def test_a_wall_is_read_in_portions(store: SqlStore) -> None:
    hung = hang(store, *(said(f"e{n}") for n in range(5)))
    first = store.reader.wall(ROOM, "ann", 0, 2)
    rest = store.reader.wall(ROOM, "ann", first[-1].seq, 9)
    assert (*first, *rest) == tuple(hung)


def test_a_number_is_never_given_twice(store: SqlStore) -> None:
    (first,) = hang(store, said("e1"))
    (second,) = hang(store, said("e1", "2"))
    (third,) = hang(store, said("e1", "3"))
    assert first.seq < second.seq < third.seq


def test_a_reader_who_has_seen_a_number_has_seen_all_the_smaller_ones(
    postgres_store: SqlStore,
) -> None:
    hung: list[Posting] = []
    with postgres_store.transaction() as tx:
        hung.append(tx.hang(said("slow")))
        other = Thread(target=lambda: hung.extend(hang(postgres_store, said("quick"))))
        other.start()
        other.join(0.2)  # time enough to overtake, were there no lock
        visible: Sequence[str] = seen(postgres_store, "ann")
    other.join()
    assert visible == []
    assert [posting.id for posting in sorted(hung, key=lambda p: p.seq)] == ["slow", "quick"]
