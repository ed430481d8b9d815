"""The state of one group, as frozen values: who is in it, what was promised, and the meeting that
runs.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from bot.cadence import Cadence
from bot.formats.format import Step

Role = Literal["organiser", "member"]
Status = Literal["open", "done", "partly", "not yet", "dropped"]


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `since` counts the meetings held before they joined; `sat` is the number of the
    last meeting in which they had the hot seat (0 = never); `zone` is what their room last told."""

    id: str
    joined: datetime
    role: Role = "member"
    since: int = 0
    sat: int = 0
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue's ledger: `amount` credits for `member` after meeting `number`.

    Meeting 0 is the balance carried forward from lines that were folded away.
    """

    member: str
    amount: Fraction
    number: int
    why: Literal["present", "sat", "carried", "left"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a member will do. `id` is unique in the group; `number` is the meeting it was made in
    (0 = between meetings); `proposed` marks a due date that the bot put in; `confidence` is 0 to
    10."""

    id: int
    by: str
    what: str
    due: date | None = None
    proposed: bool = False
    cue: str = ""
    confidence: int | None = None
    number: int = 0
    status: Status = "open"


@dataclass(frozen=True, slots=True)
class Item:
    """What a member wrote in a step (`step` is its index); `late` if the step was over by then."""

    id: int
    step: int
    by: str
    kind: str
    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One turn of a seat in a running meeting: who holds it, and what they asked and took."""

    holder: str
    context: str = ""
    tried: str = ""
    question: str = ""
    help: str = ""
    picks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a meeting stands. `spans` are the seconds given to each step; `speakers` and `turn` say
    who has the floor of a serial step; `due` is when the turn is over (None: paused, or a step
    without a timer); `left` is the seconds that were left when paused; `done` those who are done
    with the
    step."""

    step: int
    opened: datetime
    spans: tuple[int, ...]
    speakers: tuple[str, ...] = ()
    turn: int = 0
    due: datetime | None = None
    left: int | None = None
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A running meeting. `charged` says whether its seats cost credits; `rev` grows whenever it
    moves, and buttons drawn for an older one are refused; `back` is where `undo` leads, `moved`
    the word for it;
    `by` is who started it ("" = the clock)."""

    number: int
    format: str
    title: str
    agenda: tuple[Step, ...]
    started: datetime
    ends: datetime
    at: Position
    seats: tuple[Seat, ...] = ()
    charged: bool = False
    present: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    rev: int = 0
    back: Position | None = None
    moved: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class RecapSeat:
    """One seat of a closed meeting: the final question, the picks as items, and all that was
    written.
    """

    holder: str
    question: str
    help: str
    picks: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Recap:
    """A closed meeting as it is archived and told again. Minutes are whole minutes.

    `seats` is empty where the format has no hot seat; `items` are those outside any seat.
    `reviewed` counts the statuses given to earlier commitments. `unfinished` lists the titles of
    steps that never ran; `stopped` says that the meeting ended before its last step.
    """

    group: str
    number: int
    title: str
    started: datetime
    ended: datetime
    planned: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    seats: tuple[RecapSeat, ...] = ()
    items: tuple[Item, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    reviewed: tuple[tuple[Status, int], ...] = ()
    unfinished: tuple[str, ...] = ()
    stopped: bool = False
    next_at: datetime | None = None
    next_seats: tuple[str, ...] = ()
    standby: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One group, whole. `held` is the number of the last meeting; `next_at` the next planned start
    and `reminded` whether its reminder went out; `passed` those who gave up the next seat; `made`
    the last commitment's id; `reviewed` statuses given during the running meeting; `gone` why its
    room is
    closed ("" = it is open)."""

    id: str
    name: str = ""
    members: tuple[Member, ...] = ()
    format: str = "hot_seat"
    seats: int = 1
    cadence: Cadence | None = None
    next_at: datetime | None = None
    reminded: bool = False
    ledger: tuple[Entry, ...] = ()
    passed: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    made: int = 0
    reviewed: tuple[Commitment, ...] = ()
    meeting: Meeting | None = None
    held: int = 0
    last: Recap | None = None
    gone: str = ""

    def member(self, id: str) -> Member | None:
        """The member with this actor id."""
        for member in self.members:
            if member.id == id:
                return member
        return None

    @property
    def ids(self) -> tuple[str, ...]:
        """The members' actor ids, in the order they joined."""
        return tuple(m.id for m in self.members)
