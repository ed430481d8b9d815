"""What a replica leaves undone, and how another one comes to do it."""

import asyncio
from datetime import timedelta

import pytest

from scheduler import cluster, presence, queue
from scheduler.pump import LEASE
from tests.sharing import CLOCK, Replica, cut, replica, run_sql, until
from tests.shell import GROUP, Shelf, group_of, one_step, plant, to_ann, typed

FAR = 3600.0  # seconds
# A job as the worker of a replica has it that doesn't go on.
TAKEN = (
    "UPDATE pgqueuer SET status = 'picked', queue_manager_id = '{owner}', heartbeat = now(), "
    "execute_after = now(), dedupe_key = NULL WHERE entrypoint = 'wake'"
)
# What fails is undone, but not that a sequence was asked.
REFUSES_ONCE = (
    "CREATE SEQUENCE tries",
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF nextval('tries') = 1 THEN RAISE EXCEPTION 'not now'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER refusing BEFORE UPDATE ON pgqueuer FOR EACH ROW "
    "WHEN (NEW.heartbeat = 'epoch') EXECUTE FUNCTION refuse()",
)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but what is tried can help: no sweep, and no heartbeat that is too old."""
    monkeypatch.setattr(cluster, "SWEEP", FAR)
    monkeypatch.setattr(queue, "HEARTBEAT", timedelta(seconds=FAR))


async def test_what_one_commits_another_carries_where_it_died(postgres_url: str) -> None:
    """The first never works itself: its jobs alone must do, whenever they come."""
    shelf = Shelf()
    async with replica(postgres_url, 1, Shelf()) as dead, replica(postgres_url, 2, shelf) as other:
        await other.start()
        people = [f"p{n}" for n in range(20)]
        for who in people:
            await dead.engine.handle(typed(who, who, "join"))
            await asyncio.sleep(0.1)
        await until(lambda: other.store.reader.lanes(CLOCK.now() + LEASE) == ())
        assert sum(title == "Welcome" for title in shelf.titles()) == len(people)


async def test_a_life_that_ends_hands_on_what_it_held(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "LIFE", 0.5)
    monkeypatch.setattr(presence, "BEAT", 0.1)
    shelf = Shelf()
    async with replica(postgres_url, 1, Shelf()) as dead, replica(postgres_url, 2, shelf) as other:
        await dead.engine.call(lambda tx: tx.post([to_ann("held")]))
        assert dead.store.leases().take(f"replica:{dead.name}", dead.name, 0.5)
        now = CLOCK.now()
        await dead.engine.call(lambda tx: tx.claim(GROUP, dead.name, now, now + LEASE))
        await other.start()
        await until(lambda: shelf.titles() == ["held"])


async def test_a_lane_that_a_job_could_not_carry_is_tried_again_by_whoever_holds_it(
    postgres_url: str,
) -> None:
    """Another one may come by the job when it is tried again, and finds the lane held."""
    left = ["sent"]

    def fail_once(point: str) -> None:
        if point in left:
            left.remove(point)
            run_sql(postgres_url, "DELETE FROM pgqueuer")
            raise RuntimeError

    shelf = Shelf()
    async with (
        replica(postgres_url, 1, Shelf()) as dead,
        replica(postgres_url, 2, shelf, fail_once) as other,
    ):
        await other.start()
        await dead.engine.handle(typed("1", "ann", "join"))
        await until(lambda: not left)
        await until(lambda: other.store.reader.lanes(CLOCK.now() + LEASE) == ())
    assert shelf.titles() == ["Welcome"]
    assert len(shelf.asked) == 2


@pytest.mark.usefixtures("alone")
async def test_what_a_dead_one_had_taken_is_given_free_though_the_first_try_fails(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "BEAT", 0.1)
    async with replica(postgres_url, 1, Shelf()) as dead, replica(postgres_url, 2, Shelf()) as one:
        await one.start()
        await _taken(postgres_url, dead)
        run_sql(postgres_url, *REFUSES_ONCE)
        assert dead.store.leases().take(f"replica:{dead.name}", dead.name, 0.1)
        await until(lambda: group_of(one.store).meeting is None)


@pytest.mark.usefixtures("alone")
async def test_what_was_taken_over_a_connection_that_broke_is_taken_anew(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one:
        await one.start()
        await _taken(postgres_url, one)
        cut(postgres_url)
        await until(lambda: group_of(one.store).meeting is None)


async def _taken(url: str, by: Replica) -> None:
    """A meeting is to end, and a replica took the job for it, and does not do it."""
    due = CLOCK.now()
    plant(by.store, one_step(GROUP, due), due)
    await by.engine.call(lambda tx: by.cluster.wake(tx, GROUP, due + timedelta(minutes=1)))
    run_sql(url, TAKEN.format(owner=by.name))
