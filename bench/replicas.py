"""How much more several processes on one PostgreSQL make durable than one does.

Each has the engine, the store and the jobs of a replica, and its share of the groups. Nothing is
carried: what a platform takes is another matter, and the local room's wall is one for all.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Mapping
from secrets import token_bytes
from statistics import median
from time import perf_counter, process_time
from uuid import UUID

from adapters.clock import SystemClock
from adapters.store import open_store
from adapters.store.engines import address, asyncpg_address
from bench.asking import Sizes
from bench.contenders import handled
from bench.databases import HAS_POSTGRES, postgres
from bench.load import found, load
from bench.measurement import Measurement, Row, ratio
from scheduler.cluster import Cluster
from scheduler.queue import install

COUNTS = (1, 3)  # processes
Speed = tuple[float, float]  # events a second, and the processes' seconds of processor for each
Round = Mapping[int, Speed]


def race(groups: int, events: int, rounds: int) -> list[Round]:
    """The rounds, in each of which every number of processes runs once, each time another first."""
    start, made = load(groups, events).groups, list[Round]()
    with postgres(rounds * len(COUNTS)) as urls:
        for number in range(rounds):
            order = COUNTS if number % 2 == 0 else COUNTS[::-1]
            fresh = dict(zip(order, urls[len(COUNTS) * number :], strict=False))
            for url in fresh.values():
                found(url, start)
                asyncio.run(install(asyncpg_address(address(url))))
            made.append({many: _run(url, many, groups, events) for many, url in fresh.items()})
    return made


def _run(url: str, many: int, groups: int, events: int) -> Speed:
    words = [sys.executable, "-m", "bench.replicas", url, str(groups), str(events), str(many)]
    pipe = subprocess.PIPE
    all = [
        subprocess.Popen([*words, str(number)], stdin=pipe, stdout=pipe, text=True)
        for number in range(many)
    ]
    try:
        for one in all:
            _line(one)
        begun = perf_counter()
        for one in all:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        spent = sum(float(_line(one)) for one in all)
        seconds = perf_counter() - begun
    finally:
        for one in all:
            one.kill()
            one.communicate()
    return groups * events / seconds, spent / (groups * events)


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline()


def take_part(url: str, groups: int, events: int, of: int, number: int) -> None:
    """As process `number` of so many: say "ready", wait for a line, make one's share of the events
    durable, and print the seconds of processor that it took.
    """
    share = load(groups, events).events[number::of]
    jobs = Cluster(SystemClock(), asyncpg_address(address(url)), UUID(bytes=token_bytes(16)))
    with open_store(url) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        before = process_time()
        handled(store, share, jobs)
        print(process_time() - before, flush=True)


def _measured(sizes: Sizes) -> Iterator[Row]:
    if not HAS_POSTGRES:
        return
    rounds = race(**sizes)
    for many in COUNTS:
        name = f"{many} process{'es' * (many > 1)}"
        yield Row(f"{name}: events", median(one[many][0] for one in rounds), "per s")
        spent = median(one[many][1] for one in rounds)
        yield Row(f"{name}: their processor for each", spent * 1e6, "µs")
    few, many = COUNTS
    faster = median(one[many][0] / one[few][0] for one in rounds)
    dearer = median(one[many][1] / one[few][1] for one in rounds)
    yield ratio(f"{many} to {few}: events", faster)
    yield ratio(f"{many} to {few}: their processor for each", dearer)


REPLICAS = Measurement(
    "replicas",
    "events made durable in one PostgreSQL that syncs to the disk, by one replica's engine and by "
    "three",
    {"groups": 60, "events": 60, "rounds": 5},
    {"groups": 6, "events": 4, "rounds": 1},
    _measured,
)

if __name__ == "__main__":
    take_part(sys.argv[1], *map(int, sys.argv[2:]))
