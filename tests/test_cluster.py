"""Many processes on one PostgreSQL: what rings, who carries, and who is in the way of whom."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from adapters.store import open_store
from adapters.store.trouble import StoreTrouble
from bot.engine import NotSaved
from bot.ports import Tx
from scheduler.cluster import Cluster
from scheduler.ring import tick
from tests.process import cli
from tests.sharing import CLOCK, cut, jobs, replica, until
from tests.shell import AT, GROUP, Shelf, broken, group_of, one_step, plant, typed


def test_one_that_is_alone_keeps_all_others_out(postgres_url: str) -> None:
    with open_store(postgres_url) as first, open_store(postgres_url) as second:
        first.stand(together=False)
        with pytest.raises(StoreTrouble, match="in use by another Mastermind; stop that one, or"):
            second.stand(together=False)
        with pytest.raises(StoreTrouble, match="runs alone; stop it, and start it with --cluster"):
            second.stand(together=True)


def test_those_that_are_together_keep_only_one_out_that_is_alone(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as third:
        with open_store(postgres_url) as first, open_store(postgres_url) as second:
            first.stand(together=True)
            second.stand(together=True)
            with pytest.raises(StoreTrouble, match="in use by another Mastermind"):
                third.stand(together=False)
        third.stand(together=False)


def test_a_place_that_was_cut_off_is_taken_once_more(postgres_url: str) -> None:
    with open_store(postgres_url) as first, open_store(postgres_url) as second:
        place = first.stand(together=True)
        cut(postgres_url)
        place.stand()
        with pytest.raises(StoreTrouble, match="in use by another"):
            second.stand(together=False)


def test_a_file_serves_no_cluster(sqlite_url: str, tmp_path: Path) -> None:
    ended = cli(tmp_path, "run", "--cluster", DATABASE_URL=sqlite_url, PORT="0")
    assert "--cluster can't be used because" in ended.sentence
    assert "is a SQLite file, which serves one process" in ended.sentence


async def test_jobs_are_put_in_with_the_event_or_not_at_all(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one:
        await one.engine.handle(typed("1", "ann", "join"))
        await one.engine.handle(typed("2", "ann", "schedule yes monday 18:00 Europe/Berlin"))
        due = one.store.reader.soonest()
        assert due
        before = jobs(postgres_url)
        assert ("carry", GROUP) in before
        assert ("wake", f"{due.isoformat()} {GROUP}") in before
        assert len(before) == len(set(before))  # each once, though two events asked for it
        with pytest.raises(NotSaved):
            await one.engine.call(_fail(one.cluster))
        assert jobs(postgres_url) == before


def _fail(cluster: Cluster) -> Callable[[Tx], None]:
    def call(tx: Tx) -> None:
        cluster.wake(tx, "local:main:other", AT)
        raise RuntimeError("on purpose")

    return call


async def test_an_alarm_rings_once_whoever_rings_it(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one, replica(postgres_url, 2, Shelf()) as two:
        soon = CLOCK.now() + timedelta(seconds=1)
        plant(one.store, one_step(GROUP, soon), soon)
        for each in (one, two):
            await each.engine.call(partial(_wish, each.cluster, soon))
            await each.start()
        await until(lambda: group_of(one.store).meeting is None)
        assert group_of(one.store).held == 1


def _wish(cluster: Cluster, at: datetime, tx: Tx) -> None:
    cluster.wake(tx, GROUP, at)


async def test_an_alarm_that_was_put_off_rings_for_nothing(postgres_url: str) -> None:
    async with replica(postgres_url, 1, Shelf()) as one:
        soon, later = CLOCK.now(), CLOCK.now() + timedelta(hours=1)
        plant(one.store, one_step(GROUP, later), later)
        await one.engine.call(lambda tx: one.cluster.wake(tx, GROUP, soon))
        await one.start()
        await until(lambda: jobs(postgres_url) == [])
        assert group_of(one.store).meeting


async def test_a_state_whose_tick_breaks_is_parked_and_holds_no_other_up(
    postgres_url: str,
) -> None:
    now = CLOCK.now()
    async with replica(postgres_url, 1, Shelf()) as one, replica(postgres_url, 2, Shelf()) as two:
        for group in (f"local:main:{n}" for n in range(5)):
            plant(one.store, broken(group, now), now)
        plant(one.store, one_step(GROUP, now), now)
        await one.start()
        await two.start()
        await until(lambda: len(one.store.reader.parked()) == 5)
        await until(lambda: one.store.reader.latest("meeting", GROUP) is not None)
        await until(lambda: not [job for job in jobs(postgres_url) if "main:lobby" not in job[1]])
        assert {kept.event for kept in one.store.reader.parked()} == {
            tick(f"local:main:{n}", now) for n in range(5)
        }
        assert one.store.reader.due(now + timedelta(days=30), 9) == ()
