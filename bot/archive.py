"""What is archived: commitments that ended, and what is left of closed meetings; and the type of
each kind of `Record`.
"""

from datetime import date, datetime
from typing import Literal

from bot.live import Item, Presence
from bot.values import dataclass

Status = Literal["open", "done", "partly", "not yet", "dropped", "handed on"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a commitment at some date; `note` is the reason or, handed on, to whom."""

    status: Status
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a member will do. `id` is unique in the group; `number` is the meeting it was made in
    (0 = between meetings); `proposed` marks a due date that the bot put in; `confidence` is 0 to
    10; `witness` the actor id of who may ask about it; `obstacle` what in them may be in the way,
    which only they read; `history` the verdicts so far; `made`
    is when it was made, `tapped` says that its owner said how it goes on the way, and `remind` is
    when they want to read it again; of a `private` one nobody else reads what it is."""

    id: int
    by: str
    what: str
    due: date | None = None
    proposed: bool = False
    cue: str = ""
    confidence: int | None = None
    number: int = 0
    status: Status = "open"
    witness: str = ""
    obstacle: str = ""
    history: tuple[Verdict, ...] = ()
    made: datetime | None = None
    tapped: bool = False
    remind: datetime | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class RecapSeat:
    """One seat of a closed meeting, as the group may read it: the final question, the picks as
    items, and all that was written. `opposed` pairs the ids of items that see it differently
    (0 = none that was named or given); `follow_up` is when the holder is asked what came of it."""

    holder: str
    question: str
    help: str
    picks: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()
    opposed: tuple[tuple[int, int], ...] = ()
    follow_up: date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of a recap that its owner put right."""

    by: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Notes:
    """All that was written in one seat of a closed meeting, for its holder's eyes alone; `picks`
    are the ids of what they want to try; `corrections` what was put right in it."""

    number: int
    holder: str
    context: str
    tried: str
    question: str
    items: tuple[Item, ...]
    picks: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Gauge:
    """The pulse of a meeting: how many answered, and the sums of their three answers; `lines` are
    the unsigned wishes, none where too few answered for their writers to stay unknown."""

    count: int
    worth: int
    heard: int
    step: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """What a group remembers of one of its last meetings, to tell trends: who came, who sat, how
    many verdicts on how many commitments were "done", how many items were picked, and the pulse."""

    number: int
    at: datetime
    present: tuple[str, ...]
    sat: tuple[str, ...]
    kept: int = 0
    reviewed: int = 0
    gauge: Gauge | None = None
    picked: int = 0


@dataclass(frozen=True, slots=True)
class Recap:
    """A closed meeting as it is archived and told again. Minutes are whole minutes.

    `seats` is empty where the format has no hot seat; `items` are those outside any seat.
    `reviewed` counts the statuses given to earlier commitments. `unfinished` lists the titles of
    steps that never ran; `stopped` says that the meeting ended before its last step. `hidden` lists
    the titles of steps of which nothing is told here. `trend` are the earlier pulses, oldest first.
    `votes` are the unsigned votes by what was voted for. `excused` are those of the absent who had
    said so, `written` those of the present who took part in writing alone; `balance` is how evenly
    the peers wrote, 0 to 100 (None: not measured); `waiting` are
    the open commitments of the absent, and those that they are asked to take over;
    `facilitator` looked after the clock; `private` counts the commitments that only their owners
    read.
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
    attendance: tuple[Presence, ...] = ()
    hidden: tuple[str, ...] = ()
    gauge: Gauge | None = None
    trend: tuple[Gauge, ...] = ()
    votes: tuple[tuple[str, int], ...] = ()
    topics: tuple[str, ...] = ()
    next_format: str = ""
    next_facilitator: str = ""
    corrections: tuple[Correction, ...] = ()
    excused: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    balance: int | None = None
    waiting: tuple[Commitment, ...] = ()
    facilitator: str = ""
    private: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed meeting as the archive has it: its recap, and the notes of each of its seats."""

    recap: Recap
    notes: tuple[Notes, ...] = ()


RECORDS: dict[str, type] = {"meeting": Recap, "commitment": Commitment, "notes": Notes}
