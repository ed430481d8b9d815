"""Tries what the bot promises: `python -m gates crash --points 10000 --seed 7`, or all in a row."""

import argparse
from collections.abc import Sequence

from gates import fuzz, kill, replicas, soak, table, tenants
from gates.crash import run as crash
from gates.flaws import run as flaws
from gates.gate import KEPT, Gate, Sizes, keep, tried
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
    if asked.gate == "table":
        table.write(list(GATES.values()), KEPT)
        return 0
    if asked.gate:
        return _one(GATES[asked.gate], asked)
    ended = [_one(gate, asked) for gate in _all()]
    if not asked.quick:
        table.write(_all(), KEPT)
    return max(ended, default=0)


def _all() -> list[Gate]:
    return list(GATES.values())


def _one(gate: Gate, asked: argparse.Namespace) -> int:
    """Run a gate; what is less than its full size is not kept, so that no table tells of it."""
    seed, sizes = asked.seed, _sizes(gate, asked)
    words = " ".join(f"--{name} {number}" for name, number in {**sizes, "seed": seed}.items())
    print(f"{gate.name}: python -m gates {gate.name} {words}", flush=True)
    result = tried(gate, seed, sizes)
    if not asked.quick and all(sizes[name] >= full for name, full in gate.full.items()):
        keep(result)
    for what, figure in result.figures.items():
        print(f"  {what:<52}{figure:>12,.10g}")
    for violation in result.violations[:SHOWN]:
        print(f"  VIOLATION {violation}")
    came = f"broke: {result.broke}" if result.broke else f"{len(result.violations):,}"
    print(f"  {'violations':<52}{came:>12}   in {result.seconds:,.1f} s", flush=True)
    return 0 if result.good else 1


def _sizes(gate: Gate, asked: argparse.Namespace) -> Sizes:
    usual = gate.quick if asked.quick else gate.full
    return {name: getattr(asked, name, usual[name]) for name in usual}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gates", description=__doc__)
    _common(parser)
    parser.set_defaults(seed=SEED)
    verbs = parser.add_subparsers(dest="gate")
    for gate in GATES.values():
        verb = verbs.add_parser(gate.name, help=gate.aim, argument_default=argparse.SUPPRESS)
        _common(verb)
        for name, usual in gate.full.items():
            verb.add_argument(f"--{name}", type=int, help=f"{usual:,} where not said")
    verbs.add_parser("table", help="write the table of docs/reliability.md from what was found")
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, help=f"the same gives the same run; usually {SEED}")
    parser.add_argument("--quick", action="store_true", help="a small run, which is not kept")
