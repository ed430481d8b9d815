"""What tenants let us in with, and the one-shot states of installing, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

from adapters.store import SqlStore
from bot.ports import Sealed
from tests.stores import contents

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
SOON = AT + timedelta(minutes=1)
LATER = AT + timedelta(hours=1)
ONE = Sealed("slack", "T1", "one", renew_at=AT)


def install(store: SqlStore, *sealed: Sealed) -> None:
    with store.transaction() as tx:
        for each in sealed:
            tx.install(each, AT)


def read(store: SqlStore, tenant: str = "T1") -> Sealed:
    sealed = store.reader.installation("slack", tenant)
    assert sealed
    return sealed


def test_an_installation_is_kept_for_its_tenant_alone(store: SqlStore) -> None:
    install(store, ONE, Sealed("slack", "T2", "two"), Sealed("discord", "T1", "three"))
    assert read(store) == replace(ONE, version=1)
    assert read(store, "T2").body == "two"
    assert store.reader.installation("slack", "T3") is None
    assert [sealed.body for sealed in store.reader.installations("slack")] == ["one", "two"]


def test_a_second_installation_replaces_the_first(store: SqlStore) -> None:
    install(store, ONE, Sealed("slack", "T1", "again", org="E1"))
    assert read(store) == Sealed("slack", "T1", "again", 2, None, "E1")


def test_only_who_read_the_newest_version_replaces_it(store: SqlStore) -> None:
    install(store, ONE)
    was = read(store)
    with store.transaction() as tx:
        assert tx.renew(replace(was, body="new", renew_at=LATER), SOON)
    with store.transaction() as tx:
        assert not tx.renew(replace(was, body="stale"), SOON)
    assert read(store) == Sealed("slack", "T1", "new", 2, LATER)


def test_what_was_deleted_meanwhile_does_not_come_back(store: SqlStore) -> None:
    install(store, ONE)
    was = read(store)
    with store.transaction() as tx:
        tx.uninstall("slack", "T1")
        assert not tx.renew(replace(was, body="new"), SOON)
        assert not tx.hold(was, SOON, LATER)
    assert store.reader.installation("slack", "T1") is None


def test_a_renewal_is_taken_up_by_one_until_its_time_is_over(store: SqlStore) -> None:
    install(store, replace(ONE, renew_at=SOON))
    was = read(store)
    with store.transaction() as tx:
        assert not tx.hold(was, AT, LATER)  # not due yet
        held = tx.hold(was, SOON, LATER)
        assert held == replace(was, version=2, renew_at=LATER)
        assert not tx.hold(was, SOON, LATER)
        assert not tx.hold(held, SOON, LATER)
    assert read(store) == held
    with store.transaction() as tx:
        assert tx.hold(held, LATER, LATER + timedelta(hours=1))  # whoever had it is dead
        assert not tx.renew(held, LATER)


def test_who_holds_an_installation_does_not_replace_the_one_after_it(store: SqlStore) -> None:
    install(store, ONE)
    with store.transaction() as tx:
        held = tx.hold(read(store), SOON, LATER)
        tx.uninstall("slack", "T1")
        tx.install(replace(ONE, body="anew"), SOON)
        assert held
        assert not tx.renew(held, SOON)
    assert read(store).body == "anew"


def test_what_is_due_for_renewal_is_found(store: SqlStore) -> None:
    never, later = Sealed("slack", "T0", "x"), Sealed("slack", "T3", "x", renew_at=LATER)
    install(store, replace(ONE, renew_at=SOON), replace(ONE, tenant="T2"), never, later)
    assert store.reader.renewable("slack", AT - timedelta(seconds=1)) == ()
    assert store.reader.renewable("slack", SOON) == ("T2", "T1")


def test_an_organisation_goes_with_all_that_it_let_in(store: SqlStore) -> None:
    org = Sealed("slack", "E1", "org")
    install(store, org, Sealed("slack", "T1", "", org="E1"), Sealed("slack", "T2", "own"))
    with store.transaction() as tx:
        tx.uninstall("slack", "E1")
    assert [sealed.tenant for sealed in store.reader.installations("slack")] == ["T2"]


def test_nothing_of_an_uninstalled_tenant_is_left(store: SqlStore, store_url: str) -> None:
    before = contents(store_url)
    install(store, ONE)
    with store.transaction() as tx:
        tx.uninstall("slack", "T1")
    assert contents(store_url) == before


def test_a_state_is_good_once_and_not_for_ever(store: SqlStore, store_url: str) -> None:
    with store.transaction() as tx:
        tx.promise("a", AT, SOON)
        tx.promise("b", AT, LATER)
        assert tx.spend("a", AT)
        assert not tx.spend("a", AT)
        assert not tx.spend("never promised", AT)
    with store.transaction() as tx:
        tx.promise("c", AT, SOON)
        assert not tx.spend("c", SOON)
        tx.promise("d", SOON, LATER)  # tidies up
    kept = "".join(contents(store_url)["oauth_states"])
    assert "'c'" not in kept
    assert "'b'" in kept


def test_of_two_who_spend_a_state_at_once_one_does(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.promise("a", AT, LATER)
    start, won = Barrier(2), []

    def spend() -> None:
        start.wait()
        with store.transaction() as tx:
            won.append(tx.spend("a", AT))

    threads = [Thread(target=spend) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, True]
