"""The store's promises, on SQLite and on PostgreSQL: once only, all or nothing, nobody else's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.store import SqlStore
from bot.archive import Commitment, Recap
from bot.cards import note
from bot.effects import Record, Whisper
from bot.group import Group, Member
from bot.parcels import Parcel
from bot.person import Person
from bot.ports import Saved, Store
from tests.stores import contents

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
ID = "slack:T1:C42"
GROUP = Group(ID, "Writers", (Member("U1", AT), Member("U2", AT)))
PERSON = Person("slack:T1:@U1", zone="Europe/Berlin")
RECAP = Recap(ID, 7, "Hot seat", AT, LATER, 60, ("U1",), ("U2",))


def save(store: SqlStore, *rows: Saved) -> None:
    with store.transaction() as tx:
        tx.save(rows)


def test_what_is_saved_is_there(store: SqlStore) -> None:
    save(store, Saved(ID, GROUP, AT, GROUP.ids), Saved(PERSON.id, PERSON, None))
    assert store.reader.state(ID) == GROUP
    assert store.reader.state(PERSON.id) == PERSON
    assert store.reader.state("slack:T1:C0") is None
    with store.transaction() as tx:
        assert tx.load([PERSON.id, "slack:T1:C0", ID]) == {PERSON.id: PERSON, ID: GROUP}
        assert list(tx.load([ID, PERSON.id])) == sorted([ID, PERSON.id])


def test_what_is_saved_again_is_replaced(store: SqlStore) -> None:
    save(store, Saved(ID, GROUP, AT))
    save(store, Saved(ID, Group(ID, "Readers"), None))
    assert store.reader.state(ID) == Group(ID, "Readers")
    assert store.reader.soonest() is None


def test_an_empty_batch_writes_nothing(store: SqlStore, store_url: str) -> None:
    before = contents(store_url)
    with store.transaction() as tx:
        assert (tx.seen([]), tx.load([])) == (set(), {})
        tx.save([])
        tx.journal([], AT)
        tx.post([])
        tx.archive(ID, [], AT)
    assert contents(store_url) == before


def test_what_waits_for_the_commit_is_called_after_it(store: SqlStore) -> None:
    seen: list[object] = []
    with store.transaction() as tx:
        tx.save([Saved(ID, GROUP, AT)])
        tx.on_commit(lambda: seen.append(store.reader.state(ID)))
        assert not seen
    assert seen == [GROUP]


def test_a_call_that_fails_after_the_commit_undoes_nothing(store: SqlStore) -> None:
    called: list[str] = []
    with store.transaction() as tx:
        tx.save([Saved(ID, GROUP, AT)])
        tx.on_commit(lambda: called.remove("what isn't there"))
        tx.on_commit(lambda: called.append("next"))
    assert store.reader.state(ID) == GROUP
    assert called == ["next"]


def test_the_journal_knows_what_was_acted_on(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.journal([("e1", ID), ("e2", PERSON.id)], AT)
        assert tx.seen(["e1", "e3"]) == {"e1"}
    with store.transaction() as tx:
        assert tx.seen(["e1", "e2", "e3"]) == {"e1", "e2"}


def test_resting_moves_the_alarm_and_leaves_the_document(store: SqlStore) -> None:
    save(store, Saved(ID, GROUP, AT))
    with store.transaction() as tx:
        tx.rest(ID, LATER)
    assert store.reader.soonest() == LATER
    assert store.reader.state(ID) == GROUP


def test_those_are_due_whose_time_has_come_the_soonest_first(store: SqlStore) -> None:
    ids = [f"slack:T1:C{n}" for n in range(4)]
    hours = (2, 1, 3, None)
    alarms = [AT + timedelta(hours=h) if h else None for h in hours]
    save(store, *(Saved(i, Group(i), at) for i, at in zip(ids, alarms, strict=True)))
    two = AT + timedelta(hours=2)
    assert store.reader.due(two, 9) == ((ids[1], LATER), (ids[0], two))
    assert store.reader.due(two, 1) == ((ids[1], LATER),)
    assert store.reader.due(AT, 9) == ()
    assert store.reader.soonest() == LATER


def test_the_same_record_is_replaced(store: SqlStore) -> None:
    first, second = Commitment(1, "U1", "Write"), Commitment(1, "U1", "Write", date(2026, 3, 9))
    with store.transaction() as tx:
        tx.archive(ID, [Record("commitment", "1", first), Record("meeting", "7", RECAP)], AT)
    with store.transaction() as tx:
        tx.archive(ID, [Record("commitment", "1", second)], LATER)
    assert store.reader.record("commitment", ID, "1") == second
    assert store.reader.record("meeting", ID, "7") == RECAP
    assert store.reader.record("meeting", ID, "8") is None
    assert store.reader.record("meeting", "slack:T2:C42", "7") is None


def test_the_latest_record_is_of_a_group_or_of_all(store: SqlStore) -> None:
    other = "slack:T2:C42"
    assert store.reader.latest("commitment") is None
    with store.transaction() as tx:
        pair = [Commitment(n, "U1", "Write") for n in (9, 10)]
        tx.archive(ID, [Record("commitment", str(c.id), c) for c in pair], AT)
        tx.archive(other, [Record("commitment", "3", Commitment(3, "U1", "Read"))], LATER)
    assert store.reader.latest("commitment", ID) == (ID, "10", pair[1])
    assert store.reader.latest("commitment") == (other, "3", Commitment(3, "U1", "Read"))
    assert store.reader.latest("commitment", "slack:T3:C42") is None


def test_memberships_follow_the_group(store: SqlStore, store_url: str) -> None:
    other = "slack:T1:C7"
    save(store, Saved(ID, GROUP, AT, ("U1", "U2")), Saved(other, Group(other), AT, ("U2",)))
    assert store.reader.groups("slack:T1:@U2") == (ID, other)
    save(store, Saved(ID, GROUP, AT, ("U3", "U1")))
    assert store.reader.groups("slack:T1:@U2") == (other,)
    assert store.reader.groups("slack:T1:@U3") == (ID,)
    before = contents(store_url)["memberships"]
    save(store, Saved(ID, GROUP, AT, ("U3", "U1")), Saved(PERSON.id, PERSON, AT))
    assert contents(store_url)["memberships"] == before


def test_memberships_follow_a_group_that_is_saved_twice_at_once(store: SqlStore) -> None:
    save(store, Saved(ID, GROUP, AT, GROUP.ids))
    left = Group(ID, members=GROUP.members[:1])
    with store.transaction() as tx:
        tx.load([ID])
        tx.save([Saved(ID, left, AT, left.ids)])
        tx.save([Saved(ID, GROUP, AT, GROUP.ids)])
    assert store.reader.groups("slack:T1:@U2") == (ID,)
    save(store, Saved(ID, left, AT, ()))  # not loaded before: nobody knows who is enrolled
    assert store.reader.groups("slack:T1:@U1") == ()


def test_two_tenants_with_the_same_room_share_nothing(store: SqlStore) -> None:
    twins = ("slack:T1:C42", "slack:T2:C42", "discord:T1:C42")
    save(store, *(Saved(i, Group(i, name=i), AT, ("U1",)) for i in twins))
    save(store, Saved(PERSON.id, PERSON, AT))
    for twin in twins:
        platform, tenant, _ = twin.split(":")
        assert store.reader.rooms(platform, tenant) == (twin,)
        assert store.reader.groups(f"{platform}:{tenant}:@U1") == (twin,)
        assert store.reader.state(twin) == Group(twin, name=twin)


def test_an_id_without_a_tenant_is_refused(store: SqlStore) -> None:
    with pytest.raises(ValueError, match="platform:tenant:room"), store.transaction() as tx:
        tx.post([Parcel("C42", Whisper("U1", note("Hi")), AT)])


def test_it_is_what_the_engine_asks_for(sqlite_store: SqlStore) -> None:
    store: Store = sqlite_store
    with store.transaction() as tx:
        assert tx.seen(["e1"]) == set()
    assert store.reader.due(AT, 1) == ()
