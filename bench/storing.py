"""How many events a second are made durable, against others who write the same rows."""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.asking import Sizes
from bench.contenders import by_core, by_engine, by_sqlite3, handled, handled_alone
from bench.keeping import VAR
from bench.load import Load, found, load
from bench.measurement import Measurement, Row, at_least, ratio
from bench.orm import by_orm
from bench.recording import Log, RecordingStore, grouped

ENGINE = "the engine"
RAW = "sqlite3, its statements"
BULK = "Core, its statements"
CORE = "Core, statements for each event"
ORM = "the async ORM, a commit for each event"
AIMS = {CORE: 0.5, ORM: 10.0}  # the engine's share of each
Speeds = Mapping[str, float]
"""Events per second of each contender in one round."""


@dataclass(frozen=True, slots=True)
class Size:
    """So many groups with so many events each; of all of them the ORM makes `few` durable."""

    groups: int
    events: int
    few: int
    rounds: int


def race(size: Size) -> list[Speeds]:
    """The rounds, in each of which every contender runs once, each time another one first."""
    VAR.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench", dir=VAR) as folder:
        work, file = load(size.groups, size.events), Path(folder) / "start.db"
        found(f"sqlite:///{file}", work.groups)
        bulk, alone = _recorded(file, work, handled), _recorded(file, work, handled_alone)
        batches, few = grouped(alone, bulk), alone[: size.few]
        runs: dict[str, Callable[[Path], float]] = {
            ENGINE: lambda db: by_engine(f"sqlite:///{db}", work.events),
            RAW: lambda db: by_sqlite3(str(db), bulk),
            BULK: lambda db: by_core(f"sqlite:///{db}", bulk),
            CORE: lambda db: by_core(f"sqlite:///{db}", batches),
            ORM: lambda db: by_orm(f"sqlite:///{db}", few),
        }
        counts = dict.fromkeys(runs, size.groups * size.events) | {ORM: len(few)}
        return [_round(file, runs, counts, number) for number in range(size.rounds)]


def middle(rounds: list[Speeds], name: str) -> float:
    """A contender's events per second: the median of all rounds."""
    return median(speeds[name] for speeds in rounds)


def share(rounds: list[Speeds], name: str) -> float:
    """The engine's speed as a multiple of a contender's: the median of the rounds' own."""
    return median(speeds[ENGINE] / speeds[name] for speeds in rounds)


def _round(
    start: Path, runs: Mapping[str, Callable[[Path], float]], counts: Speeds, number: int
) -> Speeds:
    turn = number % len(runs)
    order = [*runs][turn:] + [*runs][:turn]
    return {name: counts[name] / _run(start, runs[name]) for name in order}


def _run(start: Path, run: Callable[[Path], float]) -> float:
    """The seconds of one run on a fresh copy of the database."""
    db = _copy(start)
    gc.collect()
    gc.freeze()  # what the others keep for themselves is not to be looked through in this run
    try:
        return run(db)
    finally:
        gc.unfreeze()


def _recorded(start: Path, work: Load, handle: Callable[[Any, Any], object]) -> Log:
    """What the engine's transactions consist of."""
    store = RecordingStore(f"sqlite:///{_copy(start)}")
    handle(store, work.events)
    store.close()
    return store.log


def _copy(start: Path) -> Path:
    db = start.with_name("run.db")
    for old in start.parent.glob("run.db*"):
        old.unlink()
    shutil.copy(start, db)
    return db


def _measured(sizes: Sizes) -> Iterator[Row]:
    rounds = race(Size(**sizes))
    for name in (ENGINE, RAW, BULK, CORE, ORM):
        yield Row(name, middle(rounds, name), "events/s")
    for name in (RAW, BULK, CORE, ORM):
        what, figure = f"{ENGINE}, to {name}", share(rounds, name)
        yield at_least(what, figure, AIMS[name]) if name in AIMS else ratio(what, figure)


ENGINE_SPEED = Measurement(
    "engine",
    "events made durable in SQLite (WAL, synchronous=FULL): many groups in a meeting, one event of "
    "each on its way",
    {"groups": 50, "events": 30, "few": 60, "rounds": 5},
    {"groups": 3, "events": 5, "few": 5, "rounds": 1},
    _measured,
)
