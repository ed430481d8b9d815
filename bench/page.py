"""docs/performance.md, whose figures are those that were measured last."""

from collections.abc import Sequence
from pathlib import Path

from bench.keeping import ROOT, block, put
from bench.measurement import KEPT, Measurement, Result, kept, table

NONE = "Not measured yet."
PAGE = ROOT / "docs" / "performance.md"


def write(all: Sequence[Measurement], folder: Path = KEPT, page: Path = PAGE) -> None:
    """Put what was found into the page, each table in place of the one that is there."""
    text = page.read_text("utf-8")
    found = [result for one in all if (result := kept(one.name, folder)) and has(text, one)]
    for one in all:
        text = put(text, f"bench {one.name}", told(kept(one.name, folder)))
    page.write_text(put(text, "bench all", summary(found)), "utf-8")


def has(text: str, one: Measurement) -> bool:
    """Whether a page has a place for a measurement."""
    return block(f"bench {one.name}").search(text) is not None


def told(found: Result | None) -> str:
    """A measurement in the page."""
    if found is None:
        return NONE
    sizes = ", ".join(f"{name} {many:,}" for name, many in found.sizes.items())
    measured = f"Measured {_when(found)} UTC in {found.seconds:,.0f} s; {sizes}."
    return "\n".join([*table(found.rows), "", measured])


def summary(found: Sequence[Result]) -> str:
    """What machine it was, and how many of the aims were met."""
    if not found:
        return NONE
    asked = [(one.name, row) for one in found for row in one.rows if row.aim]
    missed = [f"* not met: `{name}`, {row.what}" for name, row in asked if not row.met]
    machines = dict.fromkeys(one.machine for one in found)
    count = f"{len(asked) - len(missed)} of {len(asked)} aims are met."
    return "\n".join([*(f"On {machine}." for machine in machines), "", count, *missed])


def _when(found: Result) -> str:
    return found.at[:16].replace("T", " ")
