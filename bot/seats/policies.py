"""The ways in which the seats of a group can go round, as data: each is a list of comparisons."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from bot.group import Member, PolicyName
from bot.values import dataclass
from bot.words import seats as words

Key = bool | int | datetime | str


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place in the queue. `parts` are their `credit` as a whole number, to compare it by
    (see `bot.seats.ledger`). `waited` counts the meetings since their last seat; `weight`
    is that of the heaviest topic of their own. `trial` marks who has no meeting behind them yet.
    """

    member: Member
    credit: Fraction
    parts: int
    waited: int
    starved: bool
    passed: bool
    away: bool = False
    trial: bool = False
    weight: int = 0

    @property
    def willing(self) -> bool:
        """Whether a seat may come to them by itself."""
        return not (self.passed or self.away or self.trial)


@dataclass(frozen=True, slots=True)
class Rule:
    """One comparison: of two members the one with the lesser `key` sits first; `why` says it."""

    key: Callable[[Place], Key]
    why: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One way to go round: the first of its rules that tells two members apart decides.

    `lead` says it to members. With `substitutes` a seat whose holder is missing goes to the next;
    with `volunteers` only those who asked for a seat want one; with `appoints` an organiser may
    name who sits.
    """

    rules: tuple[Rule, ...]
    lead: str
    substitutes: bool = True
    volunteers: bool = False
    appoints: bool = False


_STARVED = Rule(lambda place: not place.starved, words.WHY_STARVED)
_BY_CREDIT = (
    _STARVED,
    Rule(lambda place: -place.parts, words.WHY_CREDIT),
    Rule(lambda place: -place.waited, words.WHY_WAITED),
    Rule(lambda place: place.member.sat > 0, words.WHY_NEVER),
    Rule(lambda place: place.member.joined, words.WHY_JOINED),
)
_BY_CALENDAR = (
    # A newcomer's turn comes when all who were there before them have had theirs.
    Rule(lambda place: max(place.member.turn, place.member.since), words.WHY_CALENDAR),
    Rule(lambda place: place.member.joined, words.WHY_JOINED),
)
# However heavy a topic is, nobody waits for ever.
_BY_WEIGHT = (_STARVED, Rule(lambda place: -place.weight, words.WHY_WEIGHT), *_BY_CREDIT[1:])

POLICIES: dict[PolicyName, Policy] = {
    "credit": Policy(_BY_CREDIT, words.LEAD_CREDIT),
    "strict": Policy(_BY_CALENDAR, words.LEAD_STRICT, substitutes=False),
    "volunteer": Policy(_BY_CREDIT, words.LEAD_VOLUNTEER, volunteers=True),
    "weighted": Policy(_BY_WEIGHT, words.LEAD_WEIGHTED),
    "manual": Policy(_BY_CREDIT, words.LEAD_MANUAL, appoints=True),
}


def order(policy: Policy, place: Place) -> tuple[Key, ...]:
    """What members are sorted by: those who can't or won't sit come behind all others."""
    head = (place.away, place.passed)
    return (*head, *[rule.key(place) for rule in policy.rules], place.member.id)


def reason(policy: Policy, first: Place, second: Place) -> str:
    """Why of two members the first sits before the second."""
    if not second.willing:
        return words.WHY_OTHERS
    decisive = (rule.why for rule in policy.rules if rule.key(first) != rule.key(second))
    return next(decisive, words.WHY_JOINED)
