"""Nothing is lost and nothing happens by halves: crashes, rollbacks, and two who write at once."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import text

from adapters.store import AlreadyDone, SqlStore, engines, open_store
from adapters.store.engines import address, writing
from adapters.store.trouble import StoreTrouble
from adapters.store.tx import SqlTx
from adapters.store.wire import Wire
from bot.archive import Recap
from bot.cards import note
from bot.effects import Record, Show, Whisper
from bot.events import Gone
from bot.group import Group
from bot.parcels import Parcel
from bot.person import Person
from bot.ports import Saved, Sealed
from tests.stores import contents

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
ID = "slack:T1:C42"
PERSON = Person("slack:T1:@U1", zone="Europe/Berlin")
RECAP = Recap(ID, 7, "Hot seat", AT, LATER, 60, ("U1",), ("U2",))


class Crash(BaseException):
    """The process ends here."""


def act(tx: SqlTx) -> None:
    """All that one event may write."""
    seen, loaded = tx.seen(["e1"]), tx.load([ID])
    assert not seen
    number = loaded[ID].held + 1 if isinstance(loaded.get(ID), Group) else 1  # type: ignore[union-attr]
    tx.save([Saved(ID, Group(ID, held=number), LATER, ("U2", "U3")), Saved(PERSON.id, PERSON, AT)])
    tx.journal([("e1", ID)], AT)
    tx.post(
        [Parcel(ID, Show("board:1", note("Hi")), AT), Parcel(ID, Whisper("U1", note("Hi")), AT)]
    )
    tx.archive(ID, [Record("meeting", "7", RECAP)], AT)
    (parcel, *_) = tx.claim(ID, "pump", AT, LATER)
    tx.begin(parcel, "pump", LATER)
    tx.sent(parcel, "m1")
    tx.key("links", "a secret")
    tx.install(Sealed("slack", "T1", "sealed"), AT)
    tx.park([(ID, Gone("e2", ID, "a bug"))], AT)
    tx.promise("state", AT, LATER)


@contextmanager
def crash_before(number: int) -> Iterator[None]:
    """End the process before the statement of this number (0 is the first)."""
    left = [number]

    def counted(execute: Callable[..., None]) -> Callable[..., None]:
        def run(wire: Wire, sql: str, params: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Crash
            execute(wire, sql, params)

        return run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wire, "_execute", counted(Wire._execute))
        patch.setattr(Wire, "_execute_all", counted(Wire._execute_all))
        yield


def test_a_rollback_leaves_nothing(store: SqlStore, store_url: str) -> None:
    called: list[str] = []
    before = contents(store_url)

    def act_and_fail() -> None:
        with store.transaction() as tx:
            tx.on_commit(lambda: called.append("no"))
            act(tx)
            raise Crash

    with pytest.raises(Crash):
        act_and_fail()
    assert contents(store_url) == before
    assert not called


def test_a_crash_between_any_two_statements_loses_nothing(store: SqlStore, store_url: str) -> None:
    with store.transaction() as tx:
        tx.save([Saved(ID, Group(ID), AT, ("U1", "U2"))])
    before = contents(store_url)
    crashes = 0
    while True:
        try:
            with crash_before(crashes), store.transaction() as tx:
                act(tx)
            break
        except Crash:
            crashes += 1
            assert contents(store_url) == before
    assert crashes >= 12
    after = contents(store_url)
    assert all(after[t] != before[t] for t in after if t not in ("postings", "leases"))


def test_a_process_that_dies_in_a_transaction_leaves_nothing(sqlite_url: str) -> None:
    code = """
import os, sys
from adapters.store import open_store
from bot.group import Group
from bot.ports import Saved
with open_store(sys.argv[1]) as store, store.transaction() as tx:
    tx.save([Saved("slack:T1:C42", Group("slack:T1:C42"), None)])
    os._exit(9)
"""
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code, sqlite_url], cwd=root, check=False)
    assert done.returncode == 9
    with open_store(sqlite_url) as store:  # the dead one's lock holds nobody back
        assert store.reader.state(ID) is None


def test_an_event_that_was_acted_on_meanwhile_undoes_the_second_transaction(
    store: SqlStore,
) -> None:
    with store.transaction() as tx:
        tx.journal([("e1", ID)], AT)

    def act_again() -> None:
        with store.transaction() as tx:
            tx.save([Saved(ID, Group(ID), AT)])
            tx.journal([("e0", ID), ("e1", ID)], AT)

    with pytest.raises(AlreadyDone, match="once more"):
        act_again()
    assert store.reader.state(ID) is None


def count_up(store: SqlStore, turns: int, start: Barrier) -> None:
    start.wait()
    for _ in range(turns):
        with store.transaction() as tx:
            group = tx.load([ID]).get(ID, Group(ID))
            assert isinstance(group, Group)
            tx.save([Saved(ID, Group(ID, held=group.held + 1), AT)])


def run(*calls: Callable[[], None]) -> None:
    threads = [Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_threads_that_count_lose_no_turn(store: SqlStore) -> None:
    start = Barrier(2)
    run(*[lambda: count_up(store, 25, start)] * 2)
    assert store.reader.state(ID) == Group(ID, held=50)


def test_a_group_that_is_loaded_is_locked_until_the_transaction_ends(
    postgres_store: SqlStore, postgres_url: str
) -> None:
    other = writing(address(postgres_url))
    touch = text("SELECT id FROM states FOR UPDATE SKIP LOCKED")
    with postgres_store.transaction() as tx:
        tx.save([Saved(ID, Group(ID), AT), Saved(PERSON.id, PERSON, AT)])
    with postgres_store.transaction() as tx, other.connect() as conn:
        tx.load([ID])
        assert list(conn.scalars(touch)) == [PERSON.id]
    with other.connect() as conn:
        assert len(conn.execute(touch).all()) == 2
    other.dispose()


def test_a_process_that_stands_still_in_a_transaction_loses_it_to_those_who_wait(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "STILL", "0.3s")
    with open_store(postgres_url) as frozen, open_store(postgres_url) as other:

        def stand_still() -> None:
            with frozen.transaction() as tx:
                tx.load([ID])
                count_up(other, 1, Barrier(1))
                tx.key("what comes too late", "")

        with pytest.raises(StoreTrouble):
            stand_still()
        assert other.reader.state(ID) == Group(ID, held=1)
        count_up(frozen, 1, Barrier(1))  # and goes on
        assert other.reader.state(ID) == Group(ID, held=2)


def test_two_processes_that_create_the_same_group_both_count(postgres_url: str) -> None:
    with open_store(postgres_url) as one, open_store(postgres_url) as two:
        late = Thread(target=lambda: count_up(two, 1, Barrier(1)))
        with one.transaction() as tx:
            assert tx.load([ID]) == {}
            late.start()
            late.join(0.2)  # time enough to load nothing too, were there no lock
            tx.save([Saved(ID, Group(ID, held=1), AT)])
        late.join()
        assert one.reader.state(ID) == Group(ID, held=2)
