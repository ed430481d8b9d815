"""Odd input for whatever reads what others wrote: nothing raises, nothing is a 500 or slow."""

from collections.abc import Callable, Mapping
from time import thread_time

from bench.asking import Sizes
from gates import strangers
from gates.gate import Findings, Gate
from gates.odd import Odd
from gates.readers import READERS

SLOW = 50.0  # milliseconds of the processor
AGAIN = 3  # times that a slow one is measured, of which the quickest counts: the machine has moods
Try = Callable[[], object]


def run(seed: int, sizes: Sizes) -> Findings:
    """So many inputs or a few more, shared out equally. `slow` is how many milliseconds one may
    take; 0 leaves that out."""
    found = Findings({"inputs": 0})
    with strangers.pages() as web:
        kinds: Mapping[str, Callable[[Odd], Try]] = READERS | {"web": web}
        each = -(-sizes["inputs"] // len(kinds))
        for kind, make in kinds.items():
            _kind(kind, make, seed, sizes, found, each)
    return found


def _kind(
    kind: str, make: Callable[[Odd], Try], seed: int, sizes: Sizes, found: Findings, count: int
) -> None:
    slowest = 0.0
    for number in range(count):
        mark = f"{kind} {seed}/{number}"
        attempt = make(Odd(mark))
        took = _timed(attempt, mark, found)
        if sizes["slow"] and took > sizes["slow"]:
            took = min(took, *(_timed(attempt, mark, found) for _ in range(AGAIN)))
            if took > sizes["slow"]:
                found.violations.append(f"{mark} took {took:.0f} ms")
        slowest = max(slowest, took)
    found.count("inputs", count)
    found.count(f"slowest of {kind} (ms)", round(slowest, 1))


def _timed(attempt: Try, mark: str, found: Findings) -> float:
    begun = thread_time()
    try:
        attempt()
    except Exception as error:
        found.violations.append(f"{mark} raised {type(error).__name__}: {error}"[:300])
    return (thread_time() - begun) * 1000


GATE = Gate(
    "fuzz",
    "200,000 odd inputs: nothing raises, no 500, none takes 50 ms",
    {"inputs": 200_000, "slow": int(SLOW)},
    {"inputs": 3_500, "slow": 0},
    run,
)
