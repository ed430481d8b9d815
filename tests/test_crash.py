"""A crash at any point of a meeting leaves the same wall as no crash at all.

Every point is before the beginning of a transaction, before a statement in it, before its commit,
or after it, whoever began it: an event, the clock, the pump, the room. After each crash the process
starts again on the same database, and what was not answered is delivered once more.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, repeat
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same sample each time
from typing import Any

import pytest

from adapters.clock import HandClock
from adapters.local.notation import Wait, read
from adapters.local.room import LocalRoom
from adapters.local.terminal import Terminal
from adapters.store import SqlStore, open_store
from bot.events import person_id
from scheduler.hand import NoJobs, turn
from scheduler.pump import Pump
from tests.crashes import Crash, Fate, Numbered
from tests.shell import AT, GROUP, Inline
from tests.stores import contents

pytestmark = pytest.mark.unmeasured  # the same lines some five hundred times

MEETING = """\
ann> /join
ben> /join
ann> /me zone Europe/London
ann> Good evening, everybody
ann> /schedule yes tuesday 18:00 Europe/London
... 1d
... 1h
ann> [Write] mood=fresh
... 2m
ann> /next
ben> [Offer] offer=An hour of my time
ann> /end now
ann> /mine
""".splitlines()


@dataclass(slots=True)
class Life:
    """One life of the process, which is what a terminal needs to stand on."""

    store: SqlStore
    clock: HandClock
    fate: Fate
    engine: Inline = field(init=False)
    room: LocalRoom = field(init=False)
    pump: Pump = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Inline(Numbered(self.store, self.fate), self.clock, NoJobs())
        self.room = LocalRoom(self.engine, self.clock)
        self.pump = Pump(self.engine, self.room, self.clock, "alone")

    async def settle(self) -> None:
        await self.turn(timedelta(), self.nothing)

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        await turn(self.engine, self.pump, self.clock, self.clock.now() + span, seen)
        return ""

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        raise NotImplementedError

    async def restart(self) -> None:
        raise NotImplementedError

    async def nothing(self) -> None:
        """Nobody watches."""

    async def live(self, number: int, line: str, until: datetime) -> None:
        """Take up what an earlier life left, then one line, which always has the same id."""
        await self.pump.resume()
        terminal = Terminal(self, GROUP, repeat(f"line:{number}"))
        await terminal.news()
        if isinstance(read(line), Wait):
            await self.turn(until - self.clock.now(), self.nothing)
        else:
            await terminal.feed(line)


async def play(url: str, number: int, clock: HandClock, fate: Fate) -> None:
    """One line of the meeting, in as many lives as it takes."""
    line = MEETING[number]
    waits = read(line)
    until = clock.now() + (waits.span if isinstance(waits, Wait) else timedelta())
    while True:
        fate.dead = False
        try:
            with open_store(url) as store:
                await Life(store, clock, fate).live(number, line, until)
            return
        except Crash:
            continue


@dataclass(frozen=True, slots=True)
class Scene:
    """What is before a line of the meeting: the database as a file, its rows, and the time."""

    file: Path
    rows: Mapping[str, list[Any]]
    at: datetime


@pytest.fixture(scope="module")
def scenes(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    """The meeting as it goes without a crash; the last scene is its end."""
    folder, clock = tmp_path_factory.mktemp("scenes"), HandClock(AT)
    live = folder / "live.db"
    shutil.copy(sqlite_template, live)
    scenes = []
    for number in range(len(MEETING) + 1):
        file = Path(shutil.copy(live, folder / f"{number}.db"))
        scenes.append(Scene(file, contents(f"sqlite:///{live}"), clock.now()))
        if number < len(MEETING):
            asyncio.run(play(f"sqlite:///{live}", number, clock, Fate()))
    return scenes


def test_the_meeting_has_all_that_can_happen(scenes: list[Scene]) -> None:
    last = scenes[-1].rows
    assert len(last["states"]) == 3
    assert len(last["records"]) == 1
    assert last["outbox"] == []
    assert len(last["postings"]) > len(MEETING)
    assert any("nudge:" in row for row in last["journal"])


@pytest.mark.parametrize("number", range(len(MEETING)), ids=[line[:20] for line in MEETING])
def test_a_crash_at_any_point_of_a_line_changes_nothing_of_its_end(
    scenes: list[Scene], number: int, tmp_path: Path
) -> None:
    """All that follows the line follows from its end, so that each line is tried by itself."""
    before, after = scenes[number], scenes[number + 1]
    for point in count():
        url = f"sqlite:///{shutil.copy(before.file, tmp_path / f'{point}.db')}"
        clock, fate = HandClock(before.at), Fate((point,))
        asyncio.run(play(url, number, clock, fate))
        if fate.points <= point:
            break
        assert contents(url) == after.rows, f"after a crash at point {point}"
    assert point > 8


@pytest.mark.parametrize("seed", range(4))
def test_many_crashes_in_one_meeting_change_nothing(
    store_url: str, scenes: list[Scene], seed: int
) -> None:
    dice, clock = Random(seed), HandClock(AT)
    fate = Fate(tuple(dice.sample(range(600), 20)))
    for number in range(len(MEETING)):
        asyncio.run(play(store_url, number, clock, fate))
    end = f"sqlite:///{scenes[-1].file}"
    assert fate.points > 500
    assert kept(store_url) == kept(end)


def kept(url: str) -> list[object]:
    """All that people can see or that decides what they will, without the numbers of the rows."""
    with open_store(url, lock=False) as store:
        reader = store.reader
        postings = sorted(reader.wall(GROUP, None, 0, 999), key=lambda p: p.place)
        wall = [(p.group, p.to, p.key, p.by, p.text, p.card, p.at, p.edited) for p in postings]
        people = [person_id(GROUP, who) for who in ("ann", "ben")]
        states = [reader.state(id) for id in (GROUP, *people)]
        return [*wall, *states, reader.latest("meeting"), reader.lanes(AT + timedelta(days=99))]
