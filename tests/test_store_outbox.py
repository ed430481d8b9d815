"""Parcels in the outbox: in order, under a lease, the newest card only, and with their receipts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from adapters.store import SqlStore
from bot.cards import Card, note
from bot.effects import Book, Count, Nudge, Show, Whisper, sketch
from bot.parcels import Parcel

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
LEASE = timedelta(seconds=60)
LANE = "slack:T1:C42"
OTHER = "slack:T2:C42"


def show(key: str, title: str, lane: str = LANE, event: str = "e1") -> Parcel:
    return Parcel(lane, Show(key, note(title)), AT, lane, event)


def whisper(title: str, lane: str = LANE) -> Parcel:
    return Parcel(lane, Whisper("U1", note(title)), AT, lane, "e1")


def post(store: SqlStore, *parcels: Parcel) -> None:
    with store.transaction() as tx:
        tx.post(parcels)


def claim(
    store: SqlStore, owner: str = "a", now: datetime = AT, lane: str = LANE
) -> Sequence[Parcel]:
    with store.transaction() as tx:
        return tx.claim(lane, owner, now, now + LEASE)


def begin(store: SqlStore, parcel: Parcel) -> None:
    with store.transaction() as tx:
        assert tx.begin(parcel, "a", AT + LEASE)


def send(store: SqlStore, parcel: Parcel, receipt: str = "") -> None:
    with store.transaction() as tx:
        tx.begin(parcel, "a", AT + LEASE)
        tx.sent(parcel, receipt)


def titles(parcels: Sequence[Parcel]) -> list[str]:
    return [p.effect.card.title for p in parcels if not isinstance(p.effect, Count | Book)]


def test_parcels_of_a_lane_come_in_the_order_they_were_posted(store: SqlStore) -> None:
    post(store, whisper("1"), whisper("x", OTHER), show("board:1", "2"))
    post(store, whisper("3"))
    parcels = claim(store)
    assert titles(parcels) == ["1", "2", "3"]
    ids = [parcel.id for parcel in parcels]
    assert ids == sorted(ids)
    assert titles(claim(store, lane=OTHER)) == ["x"]


def test_a_parcel_comes_out_as_it_went_in(store: SqlStore) -> None:
    until = AT + timedelta(days=1)
    nudge = Parcel(LANE, Nudge("U1", "due:3", note("Hi"), until, "Europe/Berlin"), AT, LANE, "e9")
    post(store, nudge)
    (parcel,) = claim(store)
    assert parcel == Parcel(LANE, nudge.effect, AT, LANE, "e9", parcel.id)
    assert parcel.token == f"{LANE}/{parcel.id}"


def test_a_lease_keeps_others_out_until_it_ends(store: SqlStore) -> None:
    post(store, whisper("1"))
    assert titles(claim(store, "a")) == ["1"]
    assert claim(store, "b", AT + LEASE / 2) == ()
    assert titles(claim(store, "a", AT + LEASE / 2)) == ["1"]
    assert titles(claim(store, "b", AT + LEASE * 2)) == ["1"]
    assert claim(store, "a", AT + LEASE * 2) == ()


def test_a_lease_covers_what_is_posted_meanwhile(store: SqlStore) -> None:
    post(store, whisper("1"))
    claim(store, "a")
    post(store, whisper("2"))
    assert claim(store, "b") == ()


def test_a_lane_given_back_can_be_taken_at_once(store: SqlStore) -> None:
    post(store, whisper("1"))
    claim(store, "a")
    with store.transaction() as tx:
        tx.release(LANE, "b")
    assert claim(store, "b") == ()
    with store.transaction() as tx:
        tx.release(LANE, "a")
    assert titles(claim(store, "b")) == ["1"]


def test_fifty_clicks_are_one_edit(store: SqlStore) -> None:
    post(store, *(show("board:1", str(n)) for n in range(50)))
    (parcel,) = claim(store)
    assert parcel.effect == show("board:1", "49").effect
    send(store, parcel)
    assert claim(store) == ()


def test_a_card_that_a_newer_one_supersedes_at_once_is_not_even_drawn(store: SqlStore) -> None:
    drawn: list[str] = []

    def draw(title: str) -> Card:
        drawn.append(title)
        return note(title)

    def sketched(key: str, title: str) -> Parcel:
        return Parcel(LANE, Show(key, sketch(draw, title)), AT, LANE, "e1")

    post(store, sketched("board:1", "1"), whisper("between"), sketched("board:2", "other"))
    post(store, sketched("board:1", "2"), show("board:1", "3", OTHER), sketched("board:1", "4"))
    assert titles(claim(store)) == ["4", "between", "other"]
    assert titles(claim(store, lane=OTHER)) == ["3"]
    assert drawn == ["1", "other", "4"]


def test_a_newer_card_takes_the_place_of_the_older(store: SqlStore) -> None:
    post(store, show("board:1", "old"), whisper("between"), show("board:2", "other"))
    post(store, show("board:1", "new", event="e2"))
    parcels = claim(store)
    assert titles(parcels) == ["new", "between", "other"]
    assert [parcel.event for parcel in parcels] == ["e2", "e1", "e1"]
    assert [parcel.id for parcel in parcels] == sorted(parcel.id for parcel in parcels)
    assert titles(claim(store)) == ["new", "between", "other"]


def test_a_whisper_with_a_key_is_edited_for_its_one_reader(store: SqlStore) -> None:
    def desk(to: str, title: str) -> Parcel:
        return Parcel(LANE, Whisper(to, note(title), "desk:1"), AT, LANE, "e1")

    post(store, desk("U1", "old"), desk("U2", "other"), desk("U1", "new"))
    first, second = claim(store)
    assert titles([first, second]) == ["new", "other"]
    for parcel in (first, second):
        send(store, parcel, f"m{parcel.id}")
    post(store, desk("U1", "newer"))
    (parcel,) = claim(store)
    assert parcel.receipt == f"m{first.id}"


def test_a_reply_knows_the_message_that_it_belongs_under(store: SqlStore) -> None:
    reply = Parcel(LANE, Show("items:1:3", note("reply"), thread="board:1"), AT, LANE, "e1")
    post(store, whisper("first"), show("board:1", "board"), reply, whisper("last"))
    first, board = claim(store)  # the reply waits until the board has a receipt
    send(store, first)
    send(store, board, "m1")
    under, last = claim(store)
    assert (under.receipt, under.under) == ("", "m1")
    assert titles([last]) == ["last"]


def test_whispers_and_nudges_are_never_merged(store: SqlStore) -> None:
    nudge = Parcel(LANE, Nudge("U1", "due:3", note("n"), AT), AT)
    post(store, whisper("same"), whisper("same"), nudge, nudge)
    assert titles(claim(store)) == ["same", "same", "n", "n"]


def test_a_card_that_was_tried_is_never_merged_away(store: SqlStore) -> None:
    post(store, show("board:1", "old"))
    (old,) = claim(store)
    begin(store, old)
    post(store, show("board:1", "newer"), show("board:1", "newest"))
    (again,) = claim(store, "b", AT + LEASE * 2)  # what comes next waits for this one's receipt
    assert (again.id, again.tries, titles([again])) == (old.id, 1, ["old"])
    send(store, again, "m1")
    (newest,) = claim(store, "b", AT + LEASE * 2)
    assert (titles([newest]), newest.tries, newest.receipt) == (["newest"], 0, "m1")


def test_the_receipt_of_a_card_comes_with_the_next_one_of_its_key(store: SqlStore) -> None:
    post(store, show("board:1", "1"), show("board:1", "1", OTHER))
    (first,) = claim(store)
    assert first.receipt == ""
    send(store, first, "m1")
    post(store, show("board:1", "2"), show("board:2", "3"), whisper("4"))
    assert [parcel.receipt for parcel in claim(store)] == ["m1", "", ""]
    assert [parcel.receipt for parcel in claim(store, lane=OTHER)] == [""]


def test_an_edit_without_a_receipt_keeps_the_first(store: SqlStore) -> None:
    for before, receipt in (("", "m1"), ("m1", ""), ("m1", "m2"), ("m2", "")):
        post(store, show("board:1", "Hi"))
        (parcel,) = claim(store)
        assert parcel.receipt == before
        send(store, parcel, receipt)


def test_a_try_is_counted_before_it_is_made(store: SqlStore) -> None:
    post(store, whisper("1"))
    for tries in range(3):
        (parcel,) = claim(store)
        assert parcel.tries == tries
        begin(store, parcel)


def test_a_parcel_that_waits_holds_back_those_behind_it(store: SqlStore) -> None:
    post(store, whisper("1"), whisper("2"), whisper("3"))
    first, second, _ = claim(store)
    send(store, first)
    retry = AT + timedelta(seconds=30)
    begin(store, second)
    with store.transaction() as tx:
        tx.delay(second, retry)
    assert claim(store, "b") == ()
    assert store.reader.lanes(AT) == ()
    assert store.reader.next_retry(AT) == retry
    assert store.reader.lanes(retry) == (LANE,)
    assert store.reader.next_retry(retry) is None
    assert titles(claim(store, "b", retry)) == ["2", "3"]  # the lane was given back


def test_a_message_that_is_no_more_is_posted_afresh(store: SqlStore) -> None:
    post(store, show("board:1", "1"))
    send(store, claim(store)[0], "m1")
    post(store, show("board:1", "2"))
    (edit,) = claim(store)
    begin(store, edit)
    with store.transaction() as tx:
        tx.rebuild(edit)
    (afresh,) = claim(store)
    assert (afresh.id, afresh.receipt, afresh.tries) == (edit.id, "", 0)
    post(store, show("board:1", "3"))
    assert titles(claim(store)) == ["3"]


def test_a_rejected_parcel_comes_once_more_in_its_plainest_form(store: SqlStore) -> None:
    post(store, whisper("1"))
    (parcel,) = claim(store)
    begin(store, parcel)
    with store.transaction() as tx:
        tx.simplify(parcel)
    (plain,) = claim(store)
    assert (plain.id, plain.plain, plain.tries) == (parcel.id, True, 1)


def test_a_parcel_given_up_is_gone_and_the_log_says_why(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    post(store, whisper("secret"), whisper("2"))
    (first, _) = claim(store)
    with store.transaction() as tx:
        tx.drop(first, "invalid_blocks")
    assert titles(claim(store)) == ["2"]
    assert "invalid_blocks" in caplog.text
    assert "secret" not in caplog.text


def test_a_lane_whose_room_is_gone_is_cleared(store: SqlStore) -> None:
    post(store, whisper("1"), whisper("2"), whisper("x", OTHER))
    with store.transaction() as tx:
        tx.clear(LANE)
    assert claim(store) == ()
    assert titles(claim(store, lane=OTHER)) == ["x"]


def test_a_number_is_never_given_twice(store: SqlStore) -> None:
    post(store, whisper("1"))
    (first,) = claim(store)
    send(store, first)
    post(store, whisper("2"))
    assert claim(store)[0].id > first.id


def test_a_parcel_of_another_lane_is_not_touched(store: SqlStore) -> None:
    post(store, whisper("1"))
    (mine,) = claim(store)
    stray = Parcel(OTHER, mine.effect, AT, id=mine.id)
    with store.transaction() as tx:
        assert not tx.begin(stray, "a", AT + LEASE)
        tx.delay(stray, AT + LEASE)
        tx.simplify(stray)
        tx.sent(stray, "m1")
        tx.drop(stray, "no")
    assert claim(store) == (mine,)


def test_lanes_come_with_the_oldest_parcel_first(store: SqlStore) -> None:
    post(store, whisper("1", OTHER), whisper("2"), whisper("3", OTHER))
    assert store.reader.lanes(AT) == (OTHER, LANE)
    claim(store, lane=OTHER)
    assert store.reader.lanes(AT) == (LANE,)
    assert store.reader.next_retry(AT) == AT + LEASE
    assert store.reader.lanes(AT + LEASE) == (OTHER, LANE)
    assert store.reader.next_retry(AT + LEASE) is None


def test_two_pumps_never_hold_the_same_lane(postgres_store: SqlStore) -> None:
    post(postgres_store, whisper("1"))
    with postgres_store.transaction() as one, postgres_store.transaction() as two:
        assert titles(one.claim(LANE, "a", AT, AT + LEASE)) == ["1"]
        assert two.claim(LANE, "b", AT, AT + LEASE) == ()
    assert claim(postgres_store, "b") == ()
