"""What a gate is, what it finds, and the file in which that is kept."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

from adapters.clock import SystemClock
from bench import keeping
from bench.asking import Sizes
from bench.keeping import VAR

log = logging.getLogger(__name__)
KEPT = VAR / "gates"


@dataclass(slots=True)
class Findings:
    """What a run came to: figures by what they count, and a sentence for each violation, with all
    that it takes to see it once more."""

    figures: dict[str, float] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)

    def count(self, what: str, more: float = 1) -> None:
        """Add to a figure."""
        self.figures[what] = self.figures.get(what, 0) + more

    def add(self, other: "Findings") -> None:
        """Add what another part of the run came to."""
        for what, more in other.figures.items():
            self.count(what, more)
        self.violations += other.violations


@dataclass(frozen=True, slots=True)
class Gate:
    """One promise. `aim` is what has to come out; `full` and `quick` are how much is tried, and
    each of their names is an option of the command. `run` takes a seed and the sizes: the same two
    give the same run.
    """

    name: str
    aim: str
    full: Sizes
    quick: Sizes
    run: Callable[[int, Sizes], Findings]

    @property
    def about(self) -> str:
        """What the command says of it."""
        return self.aim


@dataclass(frozen=True, slots=True)
class Result:
    """A run as it is kept. `at` is an instant, `seconds` is how long it took; `broke` names the
    exception that ended it, of whose gate nothing is known then."""

    gate: str
    aim: str
    seed: int
    sizes: Sizes
    figures: Mapping[str, float]
    violations: list[str]
    at: str
    seconds: float
    machine: str
    broke: str = ""

    @property
    def good(self) -> bool:
        """Whether it ran to its end, and every promise was kept."""
        return not (self.violations or self.broke)


def tried(gate: Gate, seed: int, sizes: Sizes) -> Result:
    """Run a gate. One that raises has broken, which stops none of the others."""
    at, begun, broke = SystemClock().now(), perf_counter(), ""
    try:
        found = gate.run(seed, sizes)
    except Exception as error:
        log.exception("%s broke", gate.name)
        found, broke = Findings(), type(error).__name__
    took = round(perf_counter() - begun, 1)
    return Result(
        gate.name,
        gate.aim,
        seed,
        dict(sizes),
        found.figures,
        found.violations,
        at.isoformat(timespec="seconds"),
        took,
        keeping.machine(),
        broke,
    )


def keep(result: Result, folder: Path = KEPT) -> Path:
    """Write a result beside the others, in place of the last one of its gate."""
    return keeping.keep(asdict(result), folder, result.gate)


def kept(name: str, folder: Path = KEPT) -> Result | None:
    """The last result of a gate; None where it was never run."""
    found = keeping.kept(folder, name)
    return Result(**found) if found else None
