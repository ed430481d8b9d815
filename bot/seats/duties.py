"""Who facilitates next: the part goes round by a queue like the seats', with credits of its own."""

from collections.abc import Sequence

from bot.group import Entry, Group
from bot.seats.ledger import balances, enter, share_out
from bot.values import once, replace


def next_facilitator(group: Group, among: Sequence[str], holders: Sequence[str] = ()) -> str:
    """The one of `among` whose turn it is to facilitate; "" where there is nobody for it.

    Never one of the `holders` of seats, and no guest. The most credit goes first, then whoever has
    not had the part for the longest time, then whoever joined first.
    """
    credits, last = balances(group.rota.duties), _last(group.rota.duties)
    able = [
        (-credits.parts.get(m.id, 0), last.get(m.id, 0), m.joined, m.id)
        for m in group.members
        if m.role != "guest" and m.id in among and m.id not in holders
    ]
    return min(able)[3] if able else ""


def settle(group: Group, number: int, present: Sequence[str], facilitator: str) -> Group:
    """The group after meeting `number`, which `facilitator` looked after ("" = nobody)."""
    gainers = [m.id for m in group.members if m.role != "guest" and m.id in present]
    if facilitator not in gainers:
        return group
    duties = enter(group.rota.duties, number, gainers, (facilitator,))
    return replace(group, rota=replace(group.rota, duties=duties))


def depart(group: Group, member: str) -> Group:
    """The group's ledger of facilitating once a member has left."""
    rest = [m.id for m in group.members if m.role != "guest" and m.id != member]
    duties = share_out(group.rota.duties, member, rest, group.held)
    return replace(group, rota=replace(group.rota, duties=duties))


@once
def _last(duties: tuple[Entry, ...]) -> dict[str, int]:
    """The last meeting that each facilitated, as far back as the ledger has its lines."""
    return {entry.member: entry.number for entry in duties if entry.why == "sat"}
