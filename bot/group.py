"""The state of one group, as frozen values: who is in it, who sits next, what was promised, and the
meeting that runs.
"""

from datetime import datetime
from fractions import Fraction
from typing import Literal

from bot.archive import Commitment, Past, Recap
from bot.live import Meeting
from bot.reminders.hours import USUAL, Hours
from bot.rhythm.cadence import Cadence
from bot.rhythm.diary import EMPTY, Diary
from bot.values import dataclass, once

Role = Literal["organiser", "member", "guest"]
PolicyName = Literal["credit", "strict", "volunteer", "weighted", "manual"]


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `since` counts the meetings held before they joined; `sat` is the number of the
    last meeting in which they had the hot seat (0 = never); `zone` is what their room last told,
    and `hours` what the bot knew then of when they are awake;
    `passes` counts the seats they passed in a row; `urgent` is the number of the last meeting for
    which they used the urgent lane; `turn` that of the last one in which a seat was theirs, even if
    they did not come. `back` is when somebody who is away for a while will be here again, and
    `kept` the number of the last meeting after which they said that they stay; `paused` says that
    they are away as nothing was heard of them. A guest is here for one meeting."""

    id: str
    joined: datetime
    role: Role = "member"
    since: int = 0
    sat: int = 0
    zone: str = ""
    passes: int = 0
    urgent: int = 0
    turn: int = 0
    back: datetime | None = None
    kept: int = 0
    hours: Hours = USUAL
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue's ledger: `amount` credits for `member` after meeting `number`.

    Meeting 0 is the balance carried forward from lines that were folded away.
    """

    member: str
    amount: Fraction
    number: int
    why: Literal["present", "sat", "carried", "left", "no-show"]


@dataclass(frozen=True, slots=True)
class Claim:
    """That `holder` sits at the next meeting in place of `instead`, whatever the queue says
    ("" = as the next free one)."""

    holder: str
    instead: str
    why: Literal["swap", "urgent", "manual", "volunteer"]


@dataclass(frozen=True, slots=True)
class Request:
    """A member asks another one for the seat, to swap or because it is urgent; or asks somebody in
    as a guest."""

    by: str
    to: str
    why: Literal["swap", "urgent", "guest"]


@dataclass(frozen=True, slots=True)
class Rota:
    """How seats and the facilitator's part go round: the policy, what was agreed on for the next
    meeting, what is asked and not answered, and the ledger of facilitating."""

    policy: PolicyName = "credit"
    claims: tuple[Claim, ...] = ()
    requests: tuple[Request, ...] = ()
    duties: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a member wants of their next seat, written before it: see `bot.live.Seat`."""

    by: str
    context: str = ""
    tried: str = ""
    question: str = ""
    help: str = ""
    unwanted: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the parking lot; how much it matters, and how soon it bites, 1 to 5 (0 = ?).
    `item` is the item of the running meeting that it was written as (0 = none)."""

    id: int
    by: str
    text: str
    matter: int = 0
    soon: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rhythm that was proposed and may be confirmed, by the number that its button carries."""

    id: int
    cadence: Cadence


Coming = Literal["yes", "late", "relay"]
Attended = Literal["present", "late", "left early", "in writing", "excused", "silent"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a member attended meeting `number`; see `bot.rhythm.attendance`."""

    who: str
    number: int
    how: Attended


@dataclass(frozen=True, slots=True)
class Reply:
    """That a member comes to the meeting that begins `at`; those who can't are in `Group.away`."""

    who: str
    coming: Coming
    at: datetime


@dataclass(frozen=True, slots=True)
class Unsigned:
    """That somebody has not said yet whether they consent to the charter; `asked` counts how often
    they were asked."""

    who: str
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a member who takes part in writing wrote before a meeting: the `values` of the form of
    its step with the id `step`, for the seat of `holder` ("" = nobody's); `given` says that it has
    been shown there."""

    by: str
    step: str
    values: tuple[tuple[str, str], ...]
    holder: str = ""
    given: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One group, whole. `held` is the number of the last meeting; `next_at` the next planned start
    and `planned` when it was planned; `rung` is up to when the group has reminded (see
    `bot.reminders`), `replies` are from those who come; `passed` those who gave up the next seat,
    `away` those who told that they won't come to the next meeting; `made` the last commitment's id;
    `reviewed` statuses given during the running meeting; `gone` why its room is closed ("" = it is
    open). `minutes` is how long its meetings last (0 = as the format says), `relay` that
    they go on for days; `ahead` is what was written before the next one, or the running one;
    `drafts` are
    commitments whose date waits for a yes; `past` the last meetings, oldest first; `charter` the
    number of the meeting that agreed on a charter (0 = none), `articles` its sentences, `withdrawn`
    those who no longer consent to it, `unsigned` those who joined since or missed the vote, and
    have not answered; `exposed` says that people outside the group can read its room,
    `unentered` that the room's own calendar gets no entry of its meetings; `diary` what is decided
    about single dates; `links` how often the address of its calendar was changed; `proposals` the
    rhythms that were proposed last; `outlooks` counts what members said came of their seats, by the
    days after it and the answer, as in "14.helped"."""

    id: str
    name: str = ""
    members: tuple[Member, ...] = ()
    format: str = "hot_seat"
    seats: int = 1
    cadence: Cadence | None = None
    next_at: datetime | None = None
    ledger: tuple[Entry, ...] = ()
    passed: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    made: int = 0
    reviewed: tuple[Commitment, ...] = ()
    meeting: Meeting | None = None
    held: int = 0
    last: Recap | None = None
    gone: str = ""
    minutes: int = 0
    relay: bool = False
    rota: Rota = Rota()
    briefs: tuple[Brief, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    drafts: tuple[Commitment, ...] = ()
    parking: tuple[Topic, ...] = ()
    past: tuple[Past, ...] = ()
    charter: int = 0
    articles: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    exposed: bool = False
    away: tuple[str, ...] = ()
    diary: Diary = EMPTY
    links: int = 0
    planned: datetime | None = None
    rung: datetime | None = None
    replies: tuple[Reply, ...] = ()
    marks: tuple[Mark, ...] = ()
    outlooks: tuple[tuple[str, int], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    unsigned: tuple[Unsigned, ...] = ()
    unentered: bool = False

    def member(self, id: str) -> Member | None:
        """The member with this actor id."""
        for member in self.members:
            if member.id == id:
                return member
        return None

    def zone_of(self, id: str) -> str:
        """The zone to take for a member's until they name theirs to the bot."""
        member = self.member(id)
        return (member.zone if member else "") or (self.cadence.zone if self.cadence else "UTC")

    @property
    def ids(self) -> tuple[str, ...]:
        """The actor ids of all members and guests, in the order they joined."""
        return _ids(self.members)


@once
def _ids(members: tuple[Member, ...]) -> tuple[str, ...]:
    return tuple([member.id for member in members])
