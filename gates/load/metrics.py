"""What a running bot says of itself at /metrics."""

from collections.abc import Sequence
from math import inf

import httpx
from prometheus_client.parser import text_string_to_metric_families

Figures = dict[tuple[str, str], float]
"""By the name of a sample, and the upper end of its bucket; over all its other labels."""


def asked(address: str) -> Figures:
    """As it is now."""
    found: Figures = {}
    for family in text_string_to_metric_families(httpx.get(f"{address}/metrics", timeout=60).text):
        for sample in family.samples:
            key = (sample.name, sample.labels.get("le", ""))
            found[key] = found.get(key, 0.0) + sample.value
    return found


def grown(name: str, before: Figures, after: Figures) -> float:
    """By how much a figure grew."""
    return after.get((name, ""), 0.0) - before.get((name, ""), 0.0)


def quantile(share: float, name: str, before: Figures, after: Figures) -> float:
    """The figure that so large a share of what a histogram counted meanwhile does not exceed, as
    Prometheus works it out: even within a bucket. The last bucket has no end, and is infinite."""
    steps = sorted(float(le) for what, le in after if what == f"{name}_bucket")
    counts = [_counted(name, step, after) - _counted(name, step, before) for step in steps]
    return _within(share, steps, counts)


def _counted(name: str, step: float, figures: Figures) -> float:
    return next(
        (n for (what, le), n in figures.items() if what == f"{name}_bucket" and float(le) == step),
        0.0,
    )


def _within(share: float, steps: Sequence[float], counts: Sequence[float]) -> float:
    wanted, low, below = share * counts[-1], 0.0, 0.0
    for step, count in zip(steps, counts, strict=True):
        if count >= wanted > 0:
            return inf if step == inf else low + (step - low) * (wanted - below) / (count - below)
        low, below = step, count
    return 0.0
