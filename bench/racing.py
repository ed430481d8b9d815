"""A race of those who answer a platform: rounds in which each runs once, and what comes of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bench.keeping import VAR
from bench.measurement import Row, at_least
from bench.rsvps import Scene


@dataclass(frozen=True, slots=True)
class Size:
    """So many requests, of which a slow contender answers `few`, in so many rounds."""

    many: int
    few: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Heard:
    """How a contender did: requests a second, milliseconds until an answer, and microseconds of
    its processor for each."""

    rate: float
    p50: float
    p99: float
    cpu: float


Round = Mapping[str, Heard]
Run = Callable[[str, str, int], Heard]
"""Lets a contender answer so many requests, with the database at a URL."""


def race(scene: Scene, run: Run, many: Mapping[str, int], rounds: int) -> list[Round]:
    """The rounds, in each of which every contender runs once, each time another one first; `many`
    is how many requests each of them answers."""
    VAR.mkdir(exist_ok=True)
    found = list[Round]()
    for number in range(rounds):
        turn = number % len(many)
        order = [*many][turn:] + [*many][:turn]
        found.append({name: _run(scene, run, name, many[name]) for name in order})
    return found


def _run(scene: Scene, run: Run, name: str, many: int) -> Heard:
    with TemporaryDirectory(prefix="answers", dir=VAR) as folder:
        url = f"sqlite:///{Path(folder) / 'bot.db'}"
        scene.found(url)
        return run(name, url, many)


def heard(spent: Sequence[float], seconds: float, cpu: float) -> Heard:
    """The figures of requests that took so long each, and all together, in seconds."""
    cuts = [1000 * cut for cut in quantiles(spent, n=100)]
    return Heard(len(spent) / seconds, cuts[49], cuts[98], cpu / len(spent) * 1e6)


def middle(rounds: Sequence[Round], name: str) -> Heard:
    """A contender's figures, each the median of all rounds."""
    own = [one[name] for one in rounds]
    return Heard(*(median(getattr(h, figure) for h in own) for figure in Heard.__slots__))


def faster(rounds: Sequence[Round], name: str, than: str) -> float:
    """The requests a second of one as a multiple of another's: the median of the rounds' own."""
    return median(one[name].rate / one[than].rate for one in rounds)


def slower(rounds: Sequence[Round], name: str, than: str) -> float:
    """The 99th percentile of one as a multiple of another's."""
    return median(one[name].p99 / one[than].p99 for one in rounds)


def rows(rounds: Sequence[Round], own: str, rate: Mapping[str, float]) -> Iterator[Row]:
    """How each did, and how fast our own one was beside the others: `rate` is their share of it
    that is aimed at.
    """
    for name in (own, *rate):
        one = middle(rounds, name)
        yield Row(f"{name}: requests", one.rate, "per s")
        yield Row(f"{name}: processor for each", one.cpu, "µs")
        yield Row(f"{name}: until the answer, the median", one.p50, "ms")
        yield Row(f"{name}: until the answer, 99 of 100", one.p99, "ms")
    for name, least in rate.items():
        yield at_least(f"{own}, to {name}: requests", faster(rounds, own, name), least)
