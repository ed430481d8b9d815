"""Credits as lines of a ledger: entering a meeting, adding them up, folding old lines away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from bot.group import Entry
from bot.values import once

NOTHING = Fraction(0)
KEPT = 12  # meetings whose lines stay in a ledger; older ones are folded into a balance


class Credits(dict[str, Fraction]):
    """Credits by member: 0 for all others. `parts` are the same as whole numbers, which compare
    sooner: as so many parts of one denominator that they have in common.
    """

    def __init__(self, parts: Mapping[str, int], common: int) -> None:
        super().__init__({member: Fraction(part, common) for member, part in parts.items()})
        self.parts = parts

    def __missing__(self, member: str) -> Fraction:
        return NOTHING


def enter(
    ledger: Sequence[Entry],
    number: int,
    gainers: Sequence[str],
    payers: Sequence[str],
    charges: Sequence[Entry] = (),
) -> tuple[Entry, ...]:
    """The ledger after meeting `number`: who paid pays one, and all gainers share it equally, so
    that the sum stays what it was but for the `charges`.
    """
    share = Fraction(len(payers), len(gainers)) if gainers else NOTHING
    lines = [Entry(id, share, number, "present") for id in gainers if share]
    lines += [Entry(id, Fraction(-1), number, "sat") for id in payers]
    return fold((*ledger, *lines, *charges), number - KEPT)


def share_out(
    ledger: Sequence[Entry], member: str, rest: Sequence[str], number: int
) -> tuple[Entry, ...]:
    """The ledger once a member has left: what they held is shared out, so the sum stays."""
    if not rest:
        return ()
    held = _sums(ledger)[member]
    kept = tuple(entry for entry in ledger if entry.member != member)
    if not held:
        return kept
    return (*kept, *(Entry(id, held / len(rest), number, "left") for id in rest))


@once
def balances(ledger: tuple[Entry, ...]) -> Credits:
    """Credits by member."""
    return _sums(ledger)


def _sums(ledger: Sequence[Entry]) -> Credits:
    # Added up as whole parts of a common denominator: to add fractions takes five times as long.
    ratios = [entry.amount.as_integer_ratio() for entry in ledger]
    common = lcm(*{under for _, under in ratios})
    parts: defaultdict[str, int] = defaultdict(int)
    for entry, (over, under) in zip(ledger, ratios, strict=True):
        parts[entry.member] += over * (common // under)
    return Credits(parts, common)


def fold(ledger: Sequence[Entry], before: int) -> tuple[Entry, ...]:
    """The ledger with all lines up to meeting `before` carried forward as one balance a member."""
    carried = _sums([entry for entry in ledger if entry.number <= before])
    old = tuple(Entry(id, sum_, 0, "carried") for id, sum_ in sorted(carried.items()) if sum_)
    return old + tuple(entry for entry in ledger if entry.number > before)
