"""Who sits next, and why: the credit queue.

After each meeting everyone present gains seats/present credits and whoever sat pays one, so that
credits always sum to zero; the next seat goes to the starved, then to the most credit, then to the
longest wait. Whoever is away loses nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, lcm

from bot.formats.catalogue import catalogue, fitting
from bot.group import Entry, Group, Member

KEPT = 12  # meetings whose lines stay in the ledger; older ones are folded into a balance


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place in the queue. `waited` counts the meetings since their last seat."""

    member: Member
    credit: Fraction
    waited: int
    starved: bool
    passed: bool


def queue(group: Group) -> tuple[Place, ...]:
    """All members in the order in which they will sit."""
    credits = balances(group.ledger)
    places = [_place(group, member, credits[member.id]) for member in group.members]
    return tuple(sorted(places, key=_rank))


def holders(group: Group, seats: int) -> tuple[str, ...]:
    """Who has the next seats: never the same pair twice running where it can be avoided."""
    places = queue(group)
    order = [place.member.id for place in places]
    again = seats == 2 and _sat_together(group, order[:2])
    if again and any(not place.passed for place in places[2:3]):
        return order[0], order[2]
    return tuple(order[:seats])


def upcoming(group: Group) -> tuple[str, ...]:
    """Who has the seats of the next meeting; () where its format has none, or is gone."""
    if group.format not in catalogue():
        return ()
    _, seats = fitting(group.format, len(group.members), group.seats)
    return holders(group, seats)


def standby(group: Group, taken: Sequence[str], among: Sequence[str] = ()) -> str:
    """The next in the queue behind `taken` (of `among`, where given), or ""."""
    order = (place.member.id for place in queue(group))
    return next((id for id in order if id not in taken and (not among or id in among)), "")


def settle(group: Group, number: int, present: Sequence[str], sat: Sequence[str]) -> Group:
    """The group after meeting `number`: credits entered, last seats noted, passes forgotten."""
    gainers = [id for id in group.ids if id in present]
    payers = [id for id in sat if id in gainers]
    share = Fraction(len(payers), len(gainers)) if gainers else Fraction(0)
    lines = [Entry(id, share, number, "present") for id in gainers if share]
    lines += [Entry(id, Fraction(-1), number, "sat") for id in payers]
    members = tuple(replace(m, sat=number) if m.id in payers else m for m in group.members)
    ledger = fold((*group.ledger, *lines), number - KEPT)
    return replace(group, members=members, ledger=ledger, passed=())


def depart(group: Group, member: str) -> Group:
    """The group's ledger once a member has left: what they held is shared out, so the sum stays
    zero.
    """
    held = balances(group.ledger)[member]
    rest = [id for id in group.ids if id != member]
    ledger = tuple(entry for entry in group.ledger if entry.member != member)
    if held and rest:
        ledger += tuple(Entry(id, held / len(rest), group.held, "left") for id in rest)
    passed = tuple(id for id in group.passed if id != member)
    return replace(group, ledger=ledger if rest else (), passed=passed)


def balances(ledger: Sequence[Entry]) -> defaultdict[str, Fraction]:
    """Credits by member."""
    # Added up as whole parts of a common denominator: to add fractions takes five times as long.
    ratios = [(entry.member, *entry.amount.as_integer_ratio()) for entry in ledger]
    common = lcm(*(under for _, _, under in ratios))
    parts: defaultdict[str, int] = defaultdict(int)
    for member, over, under in ratios:
        parts[member] += over * (common // under)
    return defaultdict(Fraction, {id: Fraction(sum_, common) for id, sum_ in parts.items()})


def fold(ledger: Sequence[Entry], before: int) -> tuple[Entry, ...]:
    """The ledger with all lines up to meeting `before` carried forward as one balance a member."""
    carried = balances([entry for entry in ledger if entry.number <= before])
    old = tuple(Entry(id, sum_, 0, "carried") for id, sum_ in sorted(carried.items()) if sum_)
    return old + tuple(entry for entry in ledger if entry.number > before)


def _place(group: Group, member: Member, credit: Fraction) -> Place:
    waited = group.held - max(member.sat, member.since)
    starved = waited > ceil(len(group.members) / max(1, group.seats)) + 1
    return Place(member, credit, waited, starved, member.id in group.passed)


def _rank(place: Place) -> tuple[bool, bool, Fraction, int, object, str]:
    member = place.member
    return (place.passed, not place.starved, -place.credit, -place.waited, member.joined, member.id)


def _sat_together(group: Group, pair: Sequence[str]) -> bool:
    last = {member.id for member in group.members if member.sat == group.held and group.held}
    return set(pair) == last
