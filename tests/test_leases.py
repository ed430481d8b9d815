"""Leases: one owner at a time, whose token tells whether they slept through the end of theirs."""

from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from adapters.store import SqlStore
from adapters.store.leases import SqlLeases
from tests.shell import AT, GROUP, to_ann

LIFE = 4.0
NUMBERS = count()
OWNERS = ("a", "b", "c")


class Hand:
    """The database's clock, turned by hand."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self, conn: Connection) -> datetime:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def on(store: SqlStore) -> tuple[SqlLeases, Hand]:
    """Leases of this store, by a clock that is turned by hand."""
    clock = Hand()
    return store.leases(clock), clock


def test_a_lease_is_one_owners_until_its_time_is_over(store: SqlStore) -> None:
    leases, clock = on(store)
    assert leases.take("shard:0", "a", LIFE) == 1
    assert leases.take("shard:0", "b", LIFE) is None
    clock.passes(LIFE)
    assert leases.take("shard:0", "b", LIFE) == 2
    assert not leases.holds("shard:0", "a", 1)
    assert leases.holds("shard:0", "b", 2)


def test_whoever_renews_keeps_the_token(store: SqlStore) -> None:
    leases, clock = on(store)
    leases.take("shard:0", "a", LIFE)
    clock.passes(LIFE / 2)
    assert leases.take("shard:0", "a", LIFE) == 1
    clock.passes(LIFE * 0.75)
    assert leases.holds("shard:0", "a", 1)
    assert leases.take("shard:0", "b", LIFE) is None


def test_a_lease_given_back_is_free_at_once_and_its_token_grows_on(store: SqlStore) -> None:
    leases, _ = on(store)
    leases.take("shard:0", "a", LIFE)
    leases.give("shard:0", "b")  # which is not theirs to give
    assert leases.holds("shard:0", "a", 1)
    leases.give("shard:0", "a")
    assert not leases.holds("shard:0", "a", 1)
    assert leases.take("shard:0", "b", LIFE) == 2


def test_a_life_that_ended_is_struck_out_once_and_its_lanes_are_free(store: SqlStore) -> None:
    leases, clock = on(store)
    leases.take("replica:a", "a", LIFE)
    leases.take("replica:b", "b", LIFE)
    with store.transaction() as tx:
        tx.post([to_ann("Hi")])
        assert tx.claim(GROUP, "a", AT, AT + timedelta(minutes=2))
    assert leases.lapsed("replica:") == ()
    assert leases.bury("replica:a", "a") is None  # it lives
    clock.passes(LIFE - 1)
    leases.take("replica:b", "b", LIFE)
    clock.passes(1)
    assert leases.lapsed("replica:") == (("replica:a", "a"),)
    assert leases.bury("replica:a", "a") == (GROUP,)
    assert leases.bury("replica:a", "a") is None
    with store.transaction() as tx:
        assert tx.claim(GROUP, "b", AT, AT + timedelta(minutes=2))


def test_the_clock_of_the_database_counts(postgres_store: SqlStore) -> None:
    leases = postgres_store.leases()
    assert leases.take("shard:0", "a", 60.0) == 1
    assert leases.holds("shard:0", "a", 1)
    assert leases.take("shard:1", "a", 0.0) == 1
    assert not leases.holds("shard:1", "a", 1)


Act = tuple[str, str, float]
ACTS = st.tuples(
    st.sampled_from(["take", "give", "sleep"]), st.sampled_from(OWNERS), st.floats(0, 6)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=30))
def test_nobody_holds_by_an_old_token(store: SqlStore, acts: list[Act]) -> None:
    """Whatever three owners do: one holds at most, tokens grow with each other owner, and whoever
    believes to hold by a clock that began before they asked really does."""
    shard = f"shard:{next(NUMBERS)}"
    leases, clock = on(store)
    believed: dict[str, tuple[int, datetime]] = {}  # owner -> token, and until when
    newest, last = 0, ""
    for act, who, seconds in acts:
        if act == "sleep":
            clock.passes(seconds)
        elif act == "give":
            leases.give(shard, who)
            believed.pop(who, None)
        elif token := leases.take(shard, who, LIFE):
            assert token == newest + (who != last)
            newest, last = token, who
            believed[who] = (token, clock.at + timedelta(seconds=LIFE))
        holders = [o for o, (token, _) in believed.items() if leases.holds(shard, o, token)]
        assert holders == [o for o, (_, until) in believed.items() if until > clock.at]
        assert len(holders) <= 1
