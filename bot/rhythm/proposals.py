"""Rhythms that were proposed and wait for a yes: the group keeps them, so that a button needs to
carry no more than a number."""

from datetime import datetime

from bot.effects import Refused
from bot.group import Group, Proposal
from bot.rhythm.cadence import Cadence
from bot.rhythm.rhythm import settled
from bot.text import whole
from bot.values import replace
from bot.words.rhythm import PROPOSAL_GONE

KEPT = 6  # of the last ones


def proposed(group: Group, cadence: Cadence) -> tuple[Group, int]:
    """The group with one more proposal, and its number; the same rhythm keeps the one it has."""
    numbers = [one.id for one in group.proposals]
    known = (one.id for one in group.proposals if one.cadence == cadence)
    id = next(known, max(numbers, default=0) + 1)
    others = (one for one in group.proposals if one.id != id)
    proposals = (*others, Proposal(id, cadence))
    return replace(group, proposals=proposals[-KEPT:]), id


def meant(group: Group, said: str, now: datetime) -> Cadence | None:
    """The rhythm that a number stands for; None for words. Refused where it is no more."""
    if (number := whole(said)) is None:
        return None
    found = (one.cadence for one in group.proposals if one.id == number)
    if (cadence := next(found, None)) is None:
        raise Refused(PROPOSAL_GONE)
    return settled(cadence, now)
