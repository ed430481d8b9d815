"""Who sits next: the queue by the group's policy, what was agreed on, and what a meeting changes.

After each meeting everyone present gains seats/present credits and whoever sat pays one, under
every policy; see `bot.seats.policies` for the orders and `bot.seats.ledger` for the sums. Whoever
is away loses nothing, but for a seat-holder who stays away without a word.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from bot.formats.catalogue import catalogue, fitting
from bot.group import Entry, Group, Member, Topic
from bot.live import Meeting
from bot.rhythm.absent import not_coming
from bot.seats import duties
from bot.seats.ledger import balances, enter, share_out
from bot.seats.policies import POLICIES, Place, Policy, order
from bot.values import dataclass, once, once_of_many, replace

NO_SHOW = Fraction(-1, 2)  # what a seat costs whose holder stays away without a word


def policy(group: Group) -> Policy:
    """How the seats of this group go round."""
    return POLICIES[group.rota.policy]


@dataclass(frozen=True, slots=True)
class Line:
    """The queue of a group, worked out once: all `places` in the order of the policy, and the
    `willing`, first those the next seat was promised to.
    """

    group: Group
    places: tuple[Place, ...]
    willing: tuple[str, ...]

    def front(self, count: int = 0) -> tuple[str, ...]:
        """The first of the willing: as many as the group's seats, or `count`."""
        line = _apart(self.group, self.willing, self.group.seats)
        return line[: count or max(1, self.group.seats)]

    @property
    def upcoming(self) -> tuple[str, ...]:
        """Who has the seats of the next meeting, as far as somebody wants them."""
        count = seats(self.group)
        return _apart(self.group, self.willing, count)[:count] if count else ()

    def standby(self, taken: Sequence[str], among: Sequence[str] = ()) -> str:
        """The next behind `taken` (of `among`, where given) who would sit, or ""."""
        if not policy(self.group).substitutes:
            return ""
        able = (id for id in self.willing if id not in taken and (not among or id in among))
        return next(able, "")


@once
def line_of(group: Group) -> Line:
    """The queue of a group."""
    places, firm = queue(group), promised(group)
    if policy(group).volunteers:
        return Line(group, places, firm)
    given = {claim.instead for claim in group.rota.claims}
    others = (place.member.id for place in places if place.willing)
    willing = (*firm, *(id for id in others if id not in firm and id not in given))
    return Line(group, places, willing)


def queue(group: Group) -> tuple[Place, ...]:
    """All members but guests in the order of the policy, whatever was agreed on."""
    away, seats = not_coming(group), group.seats
    places = _places(
        group.members, group.ledger, group.parking, group.passed, away, group.held, seats
    )
    return _sorted(policy(group), places)


def willing(group: Group) -> tuple[str, ...]:
    """Who would take the next seat, first those it was promised to."""
    return line_of(group).willing


def ready(group: Group) -> bool:
    """Whether anybody wants the next seat."""
    return bool(willing(group))


def holders(group: Group, seats: int) -> tuple[str, ...]:
    """Who has the next seats: as many as there are people, so at the worst the unwilling too."""
    line = line_of(group)
    first = _apart(group, line.willing, seats)
    rest = (place.member.id for place in line.places)
    return tuple(dict.fromkeys((*first, *rest, *group.ids)))[:seats]


def seats(group: Group) -> int:
    """How many hot seats the next meeting has; 0 where its format has none, or is gone."""
    if group.format not in catalogue():
        return 0
    return fitting(group.format, len(group.members), group.seats)[1]


def front(group: Group) -> tuple[str, ...]:
    """The first of those who would take the next seat, as many as the group's seats."""
    return line_of(group).front()


def upcoming(group: Group) -> tuple[str, ...]:
    """Who has the seats of the next meeting, as far as somebody wants them."""
    return line_of(group).upcoming


def standby(group: Group, taken: Sequence[str], among: Sequence[str] = ()) -> str:
    """The next behind `taken` (of `among`, where given) who would sit, or ""."""
    return line_of(group).standby(taken, among)


def missing(group: Group, meeting: Meeting) -> tuple[str, ...]:
    """Whose seat it was, and who stayed away without a word, while others did come."""
    came = {presence.who for presence in meeting.here}
    if len(came) < 2:  # they may all have met in a call, and pressed nothing
        return ()
    told = (*group.passed, *group.away, *meeting.writing)
    return tuple(id for id in meeting.announced if id not in came and id not in told)


def settle(
    group: Group,
    number: int,
    present: Sequence[str],
    sat: Sequence[str],
    gone: Sequence[str] = (),
    lost: Sequence[str] = (),
) -> Group:
    """The group after meeting `number`: credits entered, last seats noted, passes forgotten.

    `sat` are those whose turn it was, even if they did not come; `gone` those who stayed away from
    their seat without a word, `lost` those whose turn passed without them. What was agreed on holds
    until there is a meeting with seats.
    """
    gainers = [m.id for m in group.members if m.id in present and m.role != "guest"]
    payers = [id for id in sat if id in gainers]
    charges = [Entry(id, NO_SHOW, number, "no-show") for id in gone if group.member(id)]
    members = group.members
    if had := (*sat, *lost):
        members = tuple([_sat(m, number, payers) if m.id in had else m for m in members])
    rota = group.rota
    if rota.claims or rota.requests:
        claims = () if payers else tuple(c for c in rota.claims if c.holder not in gone)
        rota = replace(rota, claims=claims, requests=())
    ledger = enter(group.ledger, number, gainers, payers, charges)
    return replace(group, members=members, ledger=ledger, rota=rota, passed=(), away=(), replies=())


def depart(group: Group, member: str) -> Group:
    """The group once a member has left: what they held in credits is shared out, and what was
    agreed on with them is void.
    """
    rest = [m.id for m in group.members if m.role != "guest" and m.id != member]
    ledger = share_out(group.ledger, member, rest, group.held)
    group = duties.depart(group, member)
    rota = replace(
        group.rota,
        claims=tuple(c for c in group.rota.claims if member not in (c.holder, c.instead)),
        requests=tuple(r for r in group.rota.requests if member not in (r.by, r.to)),
    )
    return replace(
        group,
        ledger=ledger,
        rota=rota,
        passed=tuple(id for id in group.passed if id != member),
        away=tuple(id for id in group.away if id != member),
    )


@once_of_many
def _sorted(policy: Policy, places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: order(policy, place)))


@once_of_many
def _places(
    members: tuple[Member, ...],
    ledger: tuple[Entry, ...],
    parking: tuple[Topic, ...],
    passed: tuple[str, ...],
    away: tuple[str, ...],
    held: int,
    seats: int,
) -> tuple[Place, ...]:
    """The place of each member but guests, in no order; nothing else bears on it."""
    credits, full = balances(ledger), [member for member in members if member.role != "guest"]
    longest = ceil(len(full) / max(1, seats)) + 1
    places: list[Place] = []
    for member in full:
        waited = held - max(member.sat, member.since)
        weights = [topic.matter * topic.soon for topic in parking if topic.by == member.id]
        place = Place(
            member,
            credits[member.id],
            credits.parts.get(member.id, 0),
            waited,
            starved=waited >= longest,  # without a seat now they would have waited for more
            passed=member.id in passed,
            away=member.id in away,
            # Who was there before the first meeting has nothing to catch up with.
            trial=0 < member.since == held,
            weight=max(weights) if weights else 0,
        )
        places.append(place)
    return tuple(places)


def promised(group: Group) -> tuple[str, ...]:
    """Who sits because it was agreed on, in that order."""
    claims = group.rota.claims
    if not claims:
        return ()
    off = (*group.passed, *not_coming(group), *(claim.instead for claim in claims))
    return tuple(dict.fromkeys([c.holder for c in claims if c.holder not in off]))


def _apart(group: Group, line: Sequence[str], seats: int) -> tuple[str, ...]:
    """The line, but not the same pair in front twice running where somebody else would sit."""
    if seats != 2 or len(line) <= 2 or set(line[:2]) != _last_pair(group):
        return tuple(line)
    agreed = [claim.holder for claim in group.rota.claims if claim.why != "volunteer"]
    if line[1] not in agreed:
        return (line[0], line[2], line[1], *line[3:])
    return tuple(line)


def _last_pair(group: Group) -> set[str]:
    last = max((member.sat for member in group.members), default=0)
    return {member.id for member in group.members if last and member.sat == last}


def _sat(member: Member, number: int, payers: Sequence[str]) -> Member:
    if member.id not in payers:
        return replace(member, turn=number)
    return replace(member, turn=number, sat=number, passes=0)
