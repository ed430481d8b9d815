"""Years of meetings in one process: its memory stays as it was, and at its end nothing is open."""

import asyncio
import gc
import os
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from adapters.clock import HandClock
from adapters.local.room import LocalRoom
from adapters.store import SqlStore, open_store
from bench.asking import Sizes
from bot.engine import Engine
from bot.events import Actor, Command
from bot.group import Group
from gates.gate import Findings, Gate
from gates.tenants import MEMORY
from scheduler.hand import NoJobs, turn
from scheduler.pump import Pump
from tests.moves import Dice

BEGIN = datetime(2026, 3, 2, 17, tzinfo=UTC)
WEEK = timedelta(weeks=1)
PEOPLE = ("ann", "ben", "cat", "dee")
PLANS = ("tuesday 18:00 Europe/London", "every other sunday 2:30 Europe/Berlin")
HALF = 26  # weeks between two looks
WARM = 4  # looks until every path was walked and every cache is full
GROWTH = 1.05  # at most, from there to the end
OPEN = Path("/proc/self/fd")  # Linux: the open files of a process
Mark = tuple[float, int, int]  # MiB in memory, open files, threads


class Years:
    """Some groups in one process, which meet, commit themselves and report, mostly."""

    def __init__(self, store: SqlStore, groups: int, seed: int) -> None:
        self._dice = Dice(seed)
        self._clock = HandClock(BEGIN)
        self.engine = Engine(store, self._clock, NoJobs())
        self._pump = Pump(self.engine, LocalRoom(self.engine, self._clock), self._clock, "alone")
        self._ids = (f"soak:{number}" for number in count())
        self._groups = [f"local:main:room{number}" for number in range(groups)]
        self._met: dict[str, int] = {}
        self.held = 0

    async def begin(self) -> None:
        """Everybody joins, and a rhythm is agreed on."""
        for number, group in enumerate(self._groups):
            for who in PEOPLE:
                await self._type(group, who, "join", "")
            await self._type(group, "ann", "schedule", f"yes {PLANS[number % len(PLANS)]}")

    async def live(self, span: timedelta) -> None:
        """Time passes; whoever sees that a meeting has begun takes part in it."""
        await turn(self.engine, self._pump, self._clock, self._clock.now() + span, self._look)

    async def _look(self) -> None:
        for group in self._groups:
            state = self.engine.reader.state(group)
            if not isinstance(state, Group) or state.meeting is None:
                continue
            if self._met.get(group) != state.meeting.number:
                self._met[group] = state.meeting.number
                self.held += 1
                await self._take_part(group, state)

    async def _take_part(self, group: str, state: Group) -> None:
        for who in (who for who in PEOPLE if self._dice.roll(6)):
            await self._type(group, who, "mine", "")
            await self._type(group, who, "commit", "call three customers by friday")
        for commitment in state.commitments:
            await self._type(group, commitment.by, "report", f"{commitment.id} done")

    async def _type(self, group: str, who: str, verb: str, args: str) -> None:
        await self.engine.handle(Command(next(self._ids), group, Actor(who), verb, args))


def run(seed: int, sizes: Sizes) -> Findings:
    """So many weeks of so many groups, in a process of their own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_lived, seed, sizes["weeks"], sizes["groups"]).result()


def _lived(seed: int, weeks: int, groups: int) -> Findings:
    before = _mark()
    with (
        tempfile.TemporaryDirectory(dir=MEMORY) as place,
        open_store(f"sqlite:///{place}/mastermind.db") as store,
    ):
        marks, held, tasks = asyncio.run(_years(Years(store, groups, seed), weeks))
    return _judged(before, marks, _mark(), held, tasks)


async def _years(lives: Years, weeks: int) -> tuple[list[Mark], int, int]:
    lives.engine.start()
    try:
        await lives.begin()
        marks = []
        for begun in range(0, weeks, HALF):
            await lives.live(min(HALF, weeks - begun) * WEEK)
            marks.append(_mark())
        return marks, lives.held, len(asyncio.all_tasks()) - 1
    finally:
        lives.engine.stop()


def _judged(before: Mark, marks: list[Mark], after: Mark, held: int, tasks: int) -> Findings:
    warm, last = marks[min(WARM, len(marks)) - 1][0], marks[-1][0]
    found = Findings(
        {"meetings": held, "MiB when warm": round(warm), "MiB at the end": round(last)}
    )
    found.violations += _faults(warm, last, before, after, tasks)
    return found


def _faults(warm: float, last: float, before: Mark, after: Mark, tasks: int) -> Iterator[str]:
    if last > warm * GROWTH:
        yield f"memory grew from {warm:.0f} to {last:.0f} MiB"
    if tasks:
        yield f"{tasks} tasks are open at the end"
    for what, was, now in zip(("files", "threads"), before[1:], after[1:], strict=True):
        if now > was:
            yield f"{now - was} {what} are open at the end"


def _mark() -> Mark:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    resident = pages * os.sysconf("SC_PAGESIZE") / 2**20
    return resident, len(list(OPEN.iterdir())), threading.active_count()


GATE = Gate(
    "soak",
    "ten simulated years: flat memory, no open tasks, files or threads at exit",
    {"weeks": 520, "groups": 4},
    {"weeks": 6, "groups": 1},
    run,
)
