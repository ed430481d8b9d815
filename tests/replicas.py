"""Replicas as processes of their own, on one PostgreSQL, and what may befall them."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import httpx
from sqlalchemy import Engine, create_engine, text

from adapters.clock import SystemClock
from adapters.store import open_store
from adapters.store.codec import instant
from adapters.store.engines import address, asyncpg_address
from bench.crowds import fill, planned
from scheduler.cluster import alarm
from scheduler.queue import install, put_within
from tests.process import PATIENCE, Bot, fresh_id

CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
BOARDS = (
    "SELECT group_id, at, body::json ->> 'edited' AS edited FROM postings "
    "WHERE body LIKE '%\"board:%' ORDER BY place"
)
TICKS = "SELECT event_id, state_id, at FROM journal WHERE event_id LIKE 'tick:%' ORDER BY at DESC"
TWICE = (
    "SELECT group_id, body::json ->> 'key' AS key FROM postings "
    "WHERE body::json ->> 'key' <> '' AND reader = '' GROUP BY 1, 2 HAVING count(*) > 1"
)


@dataclass(slots=True)
class Herd:
    """Replicas on one database. `folder` takes their logs."""

    folder: Path
    url: str
    all: list[Bot] = field(default_factory=list)
    asleep: list[Bot] = field(default_factory=list)

    def more(self, count: int = 1) -> Sequence[Bot]:
        """Start so many, all at once, as a platform for containers does it."""
        made = [self._one() for _ in range(count)]
        with ThreadPoolExecutor(count) as starting:
            list(starting.map(Bot.start, made))
        return made

    def _one(self) -> Bot:
        place = self.folder / f"replica{len(self.all)}"
        place.mkdir()
        self.all.append(Bot(place, self.url, words=("run", "--cluster")))
        return self.all[-1]

    @property
    def awake(self) -> Sequence[Bot]:
        """Those that can be asked."""
        living = [bot for bot in self.all if bot.process and bot.process.poll() is None]
        return [bot for bot in living if bot not in self.asleep]

    def freeze(self, bot: Bot) -> None:
        """It stands still, as on a computer that is out of its depth."""
        bot.send(signal.SIGSTOP)
        self.asleep.append(bot)

    def wake(self, bot: Bot) -> None:
        """It goes on, and knows of nothing."""
        bot.send(signal.SIGCONT)
        self.asleep.remove(bot)

    @property
    def logs(self) -> str:
        """What all of them said."""
        return "\n".join(f"-- {bot.folder.name}\n{bot.log}" for bot in self.all)

    def end(self) -> None:
        """Kill those that still run."""
        for each in self.all:
            if each.process and each.process.poll() is None:
                each.kill()


@contextmanager
def herd(folder: Path, url: str, count: int) -> Iterator[Herd]:
    """So many replicas that are ready; they are killed at the end."""
    made = Herd(folder, url)
    try:
        made.more(count)
        yield made
    finally:
        made.end()


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a trial: by how many seconds each meeting's Board was `late`, what stands
    `twice`, what was `lost`: groups without a meeting, and people who asked to join in vain.
    """

    late: Sequence[float]
    twice: Sequence[Any]
    lost: Sequence[str]
    log: str = field(repr=False)

    @property
    def worst(self) -> float:
        """The most that any meeting was late, in seconds."""
        return max(self.late)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried: `people` join between two things that befall a replica."""

    groups: int = 6
    seconds: float = 12.0
    replicas: int = 3
    rounds: int = 1
    people: int = 3


def trial(folder: Path, url: str, size: Size) -> Found:
    """Meetings that begin one after the other in so many seconds, and people who join, while in
    each round one replica is killed, one is frozen and woken up, all connections of the database
    are cut, and another replica joins.
    """
    database = create_engine(address(url))
    try:
        with herd(folder, url, size.replicas) as running:
            starts = plan(url, size.groups, size.seconds)
            joined = _befall(running, database, size)
            _settle(running, database, starts)
            return _found(running, database, starts, joined)
    finally:
        database.dispose()


def plan(url: str, groups: int, seconds: float) -> Mapping[str, datetime]:
    """Groups whose meetings begin in the seconds that come: by id, when."""
    now = SystemClock().now()
    like = planned("local:main:g", now.replace(second=0, microsecond=0))
    fill(url, like, groups, now + timedelta(days=1))
    ids = [f"{like.id}{n:07}" for n in range(groups)]
    first, each = now + timedelta(seconds=1), timedelta(seconds=seconds / groups)
    starts = {id: first + n * each for n, id in enumerate(ids)}
    asyncio.run(install(asyncpg_address(address(url))))
    with open_store(url, lock=False, write=True) as store, store.transaction() as tx:
        wishes = [alarm(id, at, SystemClock().now()) for id, at in starts.items()]
        tx.before_commit(lambda connection: put_within(connection, wishes))
        for id, at in starts.items():
            tx.rest(id, at)
    return starts


def _befall(running: Herd, database: Engine, size: Size) -> Mapping[str, str]:
    """What happens to them, one after the other; returns who joined what."""
    joined: dict[str, str] = {}
    for round in range(size.rounds):
        for number, happening in enumerate(_round(running, database)):
            for more in range(size.people):
                sleep(size.seconds / size.rounds / size.people / 7)
                who, group = f"new{round}x{number}x{more}", f"local:main:talk{round}x{number}"
                joined[who] = group
                join(running.awake, who, group)
            happening()
    return joined


def _round(running: Herd, database: Engine) -> Sequence[Callable[[], object]]:
    killed, frozen, *_ = running.awake
    return (
        killed.kill,
        lambda: running.freeze(frozen),
        lambda: _cut(database),
        lambda: running.wake(frozen),
        running.more,
    )


def join(bots: Sequence[Bot], who: str, group: str) -> None:
    """Somebody joins at one of these, and tries again with the others until it is heard."""
    body = {"as": who, "text": "/join", "zone": "", "id": fresh_id()}
    room = group.split(":", 2)[2]
    for turn in range(60):
        bot = bots[turn % len(bots)]
        try:
            told = httpx.post(
                f"{bot.address}/rooms/{room}/line",
                json=body,
                headers={"origin": bot.address},
                timeout=10,
            )
            if told.status_code == 200 and not told.json()["sorry"]:
                return
        except httpx.HTTPError:
            pass
        sleep(0.2)
    raise AssertionError(f"{who} could not join {group}")


def _cut(database: Engine) -> None:
    with database.connect() as conn:
        conn.execute(text(CUT))


def _settle(running: Herd, database: Engine, starts: Mapping[str, datetime]) -> None:
    """Wait until every meeting has its Board, and nothing is on its way."""
    for _ in range(int(PATIENCE * 2)):
        with database.connect() as conn:
            boards = {row.group_id for row in conn.execute(text(BOARDS))}
            waits = conn.scalar(text("SELECT count(*) FROM outbox"))
        if boards >= set(starts) and not waits:
            return
        sleep(0.5)
    raise AssertionError(f"{set(starts) - boards} have no Board, {waits} wait\n{running.logs}")


def _found(
    running: Herd, database: Engine, starts: Mapping[str, datetime], joined: Mapping[str, str]
) -> Found:
    with database.connect() as conn:
        boards = [*conn.execute(text(BOARDS))]
        twice = [tuple(row) for row in conn.execute(text(TWICE))]
        ticks = [*conn.execute(text(TICKS))]
        twice += [id for id, many in Counter(row.event_id for row in ticks).items() if many > 1]
        members = {(r.person, r.group_id) for r in conn.execute(text("SELECT * FROM memberships"))}
    # A Board that has changed since is as late as its meeting began.
    at = {row.state_id: row.at for row in ticks}
    at |= {row.group_id: row.at for row in boards if row.edited != "true"}
    late = [(instant(at[row.group_id]) - starts[row.group_id]).total_seconds() for row in boards]
    lost = [id for id in starts if id not in {row.group_id for row in boards}]
    lost += [w for w, g in joined.items() if (f"local:main:@{w}", g) not in members]
    return Found(late, twice, lost, running.logs)
