"""The table of docs/reliability.md, made from what the gates found."""

from collections.abc import Sequence
from pathlib import Path

from bench.keeping import ROOT, put
from gates.gate import Gate, Result, kept

PAGE = ROOT / "docs" / "reliability.md"
HEAD = "| gate | what has to come out | what came out | seed | run at (UTC) | minutes |"


def table(gates: Sequence[Gate], folder: Path) -> str:
    """A row for each gate, and below them what machine it was."""
    results = [(gate, kept(gate.name, folder)) for gate in gates]
    machines = dict.fromkeys(found.machine for _, found in results if found)
    rows = [_row(gate, found) for gate, found in results]
    return "\n".join(
        [HEAD, "|---|---|---|---|---|---|", *rows, "", *(f"On {m}." for m in machines)]
    )


def write(gates: Sequence[Gate], folder: Path, page: Path = PAGE) -> None:
    """Put the table into the page, in place of the one that is there."""
    page.write_text(put(page.read_text("utf-8"), "gates", table(gates, folder)), "utf-8")


def _row(gate: Gate, found: Result | None) -> str:
    if found is None:
        return f"| `{gate.name}` | {gate.aim} | not run | | | |"
    said = [f"{what} {_number(figure)}" for what, figure in found.figures.items()]
    came = "; ".join([*said, _end(found)])
    when, minutes = found.at[:16].replace("T", " "), found.seconds / 60
    return f"| `{gate.name}` | {found.aim} | {came} | {found.seed} | {when} | {minutes:.1f} |"


def _end(found: Result) -> str:
    if found.broke:
        return f"**it broke: {found.broke}**"
    bad = len(found.violations)
    return f"**{bad} violations**" if bad else "no violation"


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:,.2f}"
