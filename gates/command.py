"""Tries what the bot promises: `python -m gates crash --points 10000 --seed 7`, or all in a row."""

import argparse
from collections.abc import Sequence

from bench.asking import is_full, sizes, verbs
from gates import fuzz, kill, replicas, soak, table, tenants
from gates.crash import run as crash
from gates.flaws import run as flaws
from gates.gate import KEPT, Gate, keep, tried
from gates.load import run as load

ALL = (
    crash.GATE,
    flaws.GATE,
    kill.GATE,
    tenants.GATE,
    fuzz.GATE,
    load.GATE,
    replicas.GATE,
    soak.GATE,
)
GATES: dict[str, Gate] = {gate.name: gate for gate in ALL}
SEED = 7
SHOWN = 20  # violations


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 where a promise was not kept."""
    asked = _parser().parse_args(words)
    if asked.what == "table":
        table.write(list(GATES.values()), KEPT)
        return 0
    if asked.what:
        return _one(GATES[asked.what], asked)
    ended = [_one(gate, asked) for gate in _all()]
    if not asked.quick:
        table.write(_all(), KEPT)
    return max(ended, default=0)


def _all() -> list[Gate]:
    return list(GATES.values())


def _one(gate: Gate, asked: argparse.Namespace) -> int:
    """Run a gate; what is less than its full size is not kept, so that no table tells of it."""
    seed, size = asked.seed, sizes(gate, asked)
    words = " ".join(f"--{name} {number}" for name, number in {**size, "seed": seed}.items())
    print(f"{gate.name}: python -m gates {gate.name} {words}", flush=True)
    result = tried(gate, seed, size)
    if not asked.quick and is_full(gate, size):
        keep(result)
    for what, figure in result.figures.items():
        print(f"  {what:<52}{figure:>12,.10g}")
    for violation in result.violations[:SHOWN]:
        print(f"  VIOLATION {violation}")
    came = f"broke: {result.broke}" if result.broke else f"{len(result.violations):,}"
    print(f"  {'violations':<52}{came:>12}   in {result.seconds:,.1f} s", flush=True)
    return 0 if result.good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gates", description=__doc__)
    verbs(parser, GATES, "docs/reliability.md", _common)
    parser.set_defaults(seed=SEED)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, help=f"the same gives the same run; usually {SEED}")
    parser.add_argument("--quick", action="store_true", help="a small run, which is not kept")
