"""What a measurement is, what it comes to, and how that is told: in lines, and as a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from adapters.clock import SystemClock
from bench import keeping
from bench.asking import Sizes
from bench.keeping import VAR

KEPT = VAR / "bench"
TIMES = "times"  # the unit of a ratio; both its sides were measured in the same run


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `aim` is what it should be, and `met` whether it is; "" and None where nothing is
    asked of it.
    """

    what: str
    figure: float
    unit: str = ""
    aim: str = ""
    met: bool | None = None


def ratio(what: str, figure: float) -> Row:
    """A ratio of which nothing is asked."""
    return Row(what, figure, TIMES)


def at_least(what: str, figure: float, least: float, unit: str = TIMES) -> Row:
    """A figure that should not be smaller."""
    return Row(what, figure, unit, f"at least {least:,}", figure >= least)


def at_most(what: str, figure: float, most: float, unit: str = TIMES) -> Row:
    """A figure that should not be larger."""
    return Row(what, figure, unit, f"at most {most:,}", figure <= most)


@dataclass(frozen=True, slots=True)
class Measurement:
    """`about` is what is measured; `full` and `quick` are how much, and each of their names is an
    option of the command. `run` takes the sizes; it finds nothing where the machine lacks what it
    takes.
    """

    name: str
    about: str
    full: Sizes
    quick: Sizes
    run: Callable[[Sizes], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Result:
    """A run as it is kept. `at` is an instant, `seconds` is how long it took."""

    name: str
    about: str
    sizes: Sizes
    rows: Sequence[Row]
    at: str
    seconds: float
    machine: str


def measured(one: Measurement, sizes: Sizes) -> Result:
    """Measure it."""
    at, begun = SystemClock().now(), perf_counter()
    rows = list(one.run(sizes))
    took, began = round(perf_counter() - begun, 1), at.isoformat(timespec="seconds")
    return Result(one.name, one.about, dict(sizes), rows, began, took, keeping.machine())


def keep(result: Result, folder: Path = KEPT) -> Path:
    """Write a result beside the others, in place of the last one of its name."""
    return keeping.keep(asdict(result), folder, result.name)


def kept(name: str, folder: Path = KEPT) -> Result | None:
    """The last result of this name; None where it was never measured."""
    found = keeping.kept(folder, name)
    return Result(**found | {"rows": [Row(**row) for row in found["rows"]]}) if found else None


def lines(rows: Sequence[Row]) -> list[str]:
    """The figures for a terminal."""
    told = (f"  {row.what:<66}{number(row.figure):>11} {row.unit:<14}{_aim(row)}" for row in rows)
    return [line.rstrip() for line in told]


def table(rows: Sequence[Row]) -> list[str]:
    """The figures for a page."""
    told = (f"| {row.what} | {number(row.figure)} {row.unit} | {_aim(row)} |" for row in rows)
    return ["| | figure | aim |", "|---|---:|---|", *told]


def number(figure: float) -> str:
    """With as many digits as say something."""
    return f"{figure:,.0f}" if figure == int(figure) or abs(figure) >= 100 else f"{figure:,.2f}"


def _aim(row: Row) -> str:
    return f"{row.aim}: {'met' if row.met else 'NOT met'}" if row.aim else ""
