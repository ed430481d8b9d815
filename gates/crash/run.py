"""The gate: each point of a conversation alone, then two and three of them at once."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same crashes each time
from tempfile import TemporaryDirectory

from bench.asking import Sizes
from gates.crash import discord, slack
from gates.crash.base import Base
from gates.crash.explorer import Scene, World
from gates.crash.looks import compare
from gates.crash.worlds import Platform
from gates.gate import Findings, Gate
from tests.crashes import Fate
from tests.stores import database, postgres

PLATFORMS: Mapping[str, Callable[[], Platform]] = {"Slack": slack.slack, "Discord": discord.Far}
SHARES = 2  # in which many points of a platform and a database are tried, side by side
MANY = 1000


@dataclass(frozen=True, slots=True)
class Task:
    """One share of what is tried of a platform and a database."""

    platform: str
    kind: str
    url: str
    share: int
    shares: int
    seed: int
    points: int


def run(seed: int, sizes: Sizes) -> Findings:
    """So many points of each platform on each database."""
    found, points = Findings(), sizes["points"]
    count = SHARES if points >= MANY else 1
    with databases(count * len(PLATFORMS)) as urls:
        tasks = [
            Task(platform, kind, free.pop(), share, count, seed, -(-points // count))
            for kind, free in urls.items()
            for platform in PLATFORMS
            for share in range(count)
        ]
        if count == 1:
            parts = [tried(task) for task in tasks]
        else:
            with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
                parts = [*pool.map(tried, tasks)]
    for part in parts:
        found.add(part)
    return found


@contextmanager
def databases(count: int) -> Iterator[dict[str, list[str]]]:
    """Addresses of so many empty databases of each kind, as what runs side by side must not share
    one; of PostgreSQL, where it is there."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="crash")))
        found = {"SQLite": [f"sqlite:///{folder / str(one)}.db" for one in range(count)]}
        if server := stack.enter_context(postgres()):
            made = [stack.enter_context(database(server)) for _ in range(count)]
            found["PostgreSQL"] = made
        yield found


def tried(task: Task) -> Findings:
    """One share, by itself."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # a crash is in the log of whatever it met
    try:
        return asyncio.run(_tried(task))
    finally:
        logging.disable(before)


async def _tried(task: Task) -> Findings:
    world = World(Base(task.url), PLATFORMS[task.platform])
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # of what ended with a crash
    scenes = await world.scenes()
    found, dice, points = Findings(), Random(f"{task.seed} {task.share}"), 0
    for scene, deadly in _plan(scenes, dice, task):
        if points >= task.points:
            break
        fate, alone = Fate(deadly), len(deadly) == 1
        left = await world.again(scene, fate, None if alone else dice)
        points += len(fate.struck)
        found.count("conversations")
        name = f"{task.platform} on {task.kind}, {scene.name}, points {deadly} {fate.struck}"
        found.add(compare(name, scene.end, left, late=fate.late))
    found.count(f"points of {task.platform} on {task.kind}", points)
    world.base.close()
    return found


def _plan(scenes: list[Scene], dice: Random, task: Task) -> Iterator[tuple[Scene, tuple[int, ...]]]:
    """Every point of every scene that is of this share, as far as half of the points go; then pairs
    and triples without end."""
    alone = [(scene, (point,)) for scene in scenes for point in range(scene.points)]
    mine = alone[task.share :: task.shares]
    if len(mine) > task.points // 2:
        mine = dice.sample(mine, task.points // 2)
    yield from mine
    weights = [scene.points for scene in scenes]
    while True:
        (scene,) = dice.choices(scenes, weights)
        several = dice.sample(range(scene.points * 3 // 2 + 3), dice.choice((2, 3)))
        yield scene, tuple(sorted(several))


GATE = Gate(
    "crash",
    "a crash at any of 10,000 points for each platform and database: 0 lost, 0 doubled, 0 stuck",
    {"points": 10_000},
    {"points": 80},
    run,
)
