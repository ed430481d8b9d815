"""How long the bot takes until it is ready, and how large it is then, beside the libraries that it
stands on: a process that imports them and does nothing.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from bench.asking import Sizes
from bench.crowds import ASLEEP, FEW, START, fill, planned
from bench.discord_load import Crowd
from bench.keeping import VAR
from bench.measurement import Measurement, Row, ratio
from bench.slack_load import SECRET
from bench.slack_servers import world
from tests.discord.fake import TOKEN, discord
from tests.process import command, environment

PROC = Path("/proc/self/statm")  # Linux: where a process can be looked at
IDLE = 1.0  # seconds from ready until it has come to rest
MIB = 1024 * 1024
LIBRARIES = ("sqlalchemy", "apscheduler.schedulers.asyncio", "starlette.applications", "uvicorn")
BARE = {
    "": LIBRARIES,
    "Slack": (*LIBRARIES, "slack_bolt.async_app"),
    "Discord": (*LIBRARIES, "discord"),
}
MANY = f"with {FEW:,} groups"
BOTS = {"on a new database": "", MANY: "", "with Slack": "Slack", "with Discord": "Discord"}

FIGURES = {
    "ready": ("ready after", "s"),
    "cpu": ("processor until then", "s"),
    "memory": ("memory at rest", "MiB"),
}


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds until a process said that it was ready, seconds of processor that it had had by then,
    and MiB of memory that it held at rest.
    """

    ready: float
    cpu: float
    memory: float


Round = Mapping[str, Started]
"""By the bot's way to start, and by the name of the platform whose libraries are imported."""


def race(rounds: int) -> list[Round]:
    """The rounds, in each of which every process starts once, each time another one first."""
    VAR.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="start", dir=VAR) as folder:
        fill(f"sqlite:///{folder}/many.db", planned("local:main:C0", START), FEW, ASLEEP)
        return asyncio.run(_race(Path(folder), rounds))


async def _race(folder: Path, rounds: int) -> list[Round]:
    async with world() as slack, discord(Crowd()) as there:
        settings = {
            "with Slack": {
                "SLACK_BOT_TOKEN": "xoxb-1-2-x",
                "SLACK_SIGNING_SECRET": SECRET,
                "SLACK_API_BASE_URL": slack,
            },
            "with Discord": {
                "DISCORD_TOKEN": TOKEN,
                "DISCORD_API_BASE_URL": f"{there.url}/api",
                "DISCORD_GATEWAY_URL": f"{there.url.replace('http', 'ws')}/gateway",
            },
        }
        found, names = list[Round](), [*BARE, *BOTS]
        for number in range(rounds):
            turn = number % len(names)
            order = names[turn:] + names[:turn]
            found.append({n: await asyncio.to_thread(_one, folder, n, settings) for n in order})
        return found


def _one(folder: Path, name: str, settings: Mapping[str, Mapping[str, str]]) -> Started:
    if name in BARE:
        does = f"import {', '.join(BARE[name])}; print('READY', flush=True); input()"
        return _started(folder, [sys.executable, "-c", does], {})
    for old in folder.glob("bot.db*"):
        old.unlink()
    if name == MANY:
        shutil.copy(folder / "many.db", folder / "bot.db")
    own = {"DATABASE_URL": f"sqlite:///{folder}/bot.db", "PORT": "0", "LOG_LEVEL": "ERROR"}
    return _started(folder, command("run"), {**own, **settings.get(name, {})})


def _started(folder: Path, words: Sequence[str], settings: Mapping[str, str]) -> Started:
    pipe = subprocess.PIPE
    begun = perf_counter()
    with subprocess.Popen(
        words, cwd=folder, env=environment(**settings), stdin=pipe, stdout=pipe, text=True
    ) as process:
        assert process.stdout
        said = process.stdout.readline()
        ready, spent = perf_counter() - begun, cpu(process.pid)
        sleep(IDLE)
        memory = _memory(process.pid)
        process.kill()
    if not said.startswith("READY"):
        raise AssertionError(f"{words} did not start: {said}")
    return Started(ready, spent, memory)


def cpu(pid: int) -> float:
    """The seconds of processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """The MiB that a process has in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


# -- what came of it -------------------------------------------------------------------------------


def _measured(sizes: Sizes) -> Iterator[Row]:
    if not PROC.exists():
        return
    rounds = race(**sizes)
    for platform in BARE:
        yield from _rows(rounds, platform, f"the libraries{f' and {platform}' * bool(platform)}")
    for name, platform in BOTS.items():
        yield from _rows(rounds, name, f"the bot {name}")
        for figure, what in FIGURES.items():
            share = median(_of(r, name, figure) / _of(r, platform, figure) for r in rounds)
            yield ratio(f"the bot {name}, to its libraries: {what[0]}", share)


def _rows(rounds: Sequence[Round], name: str, told: str) -> Iterator[Row]:
    for figure, (what, unit) in FIGURES.items():
        yield Row(f"{told}: {what}", median(_of(r, name, figure) for r in rounds), unit)


def _of(round: Round, name: str, figure: str) -> float:
    found: float = getattr(round[name], figure)
    return found


START_UP = Measurement(
    "start",
    "from the start of the process until it is ready, and its memory at rest, beside one that "
    "only imports the libraries",
    {"rounds": 5},
    {"rounds": 1},
    _measured,
)
