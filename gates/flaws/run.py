"""The gate: each flaw is caught by the check that is for it, which finds nothing without it."""

from bench.asking import Sizes
from gates.flaws.worse import FLAWS
from gates.gate import Findings, Gate


def run(seed: int, sizes: Sizes) -> Findings:
    """Try each check on the code as it is, and then with the flaw planted."""
    found = Findings({"flaws": len(FLAWS), "caught": 0})
    for flaw in FLAWS:
        if wrong := flaw.check():
            found.violations.append(f"{flaw.name}: without it: {wrong[0]}")
        with flaw.planted():
            caught = flaw.check()
        found.count("caught", bool(caught))
        if not caught:
            found.violations.append(f"{flaw.name} in {flaw.spoils} is not caught")
    return found


GATE = Gate(
    "flaws",
    "12 of 12 planted flaws caught, each by a check that finds nothing without it",
    {},
    {},
    run,
)
