"""The state of a running meeting, as frozen values: where it stands, and what was written in it."""

from datetime import date, datetime
from typing import Literal

from bot.formats.format import Show, Step
from bot.values import dataclass, once


@dataclass(frozen=True, slots=True)
class Item:
    """What a member wrote in a step (`step` is its index); `late` if the step was over by then.

    `level` is who may read it, the stricter one of the step's and the writer's own; `on` is the id
    of the item that it builds on (0 = none), `topic` that of the topic that had its time as it was
    written, `due` the day by which an ask wants its answer. `edited` and `deleted` mark what its
    writer changed later; a deleted one keeps its place and has no text.
    """

    id: int
    step: int
    by: str
    kind: str
    text: str
    late: bool = False
    level: Show = "group"
    on: int = 0
    edited: bool = False
    deleted: bool = False
    topic: int = 0
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One turn of a seat in a running meeting: who holds it, and what they asked and took.

    `unwanted` is what help is not wanted; `pack` the prompt pack that the peers write by ("" = the
    one that the help mode chooses); `backed` are the peers who can work with the question.
    """

    holder: str
    context: str = ""
    tried: str = ""
    question: str = ""
    help: str = ""
    picks: tuple[int, ...] = ()
    unwanted: str = ""
    pack: str = ""
    backed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody in a meeting: when they came and when they last did something; `left` if they went
    away before its end."""

    who: str
    came: datetime
    seen: datetime
    left: bool = False


@dataclass(frozen=True, slots=True)
class Airtime:
    """How much one member wrote in the running step, as words and as messages, never what; and
    whether they were told that it is most of it."""

    who: str
    words: int
    messages: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The timebox of one topic: the item's id, how often it was extended, and who wants more of it
    or has had enough. `rest` are the seconds of the step that are left after it; `asked` says that
    its time is over and all are asked whether they want more."""

    item: int
    extended: int = 0
    more: tuple[str, ...] = ()
    enough: tuple[str, ...] = ()
    rest: int = 0
    asked: bool = False


AsideKind = Literal["round", "sentence", "silence", "vacant"]


@dataclass(frozen=True, slots=True)
class Aside:
    """What was put in the middle of a step (see `bot.meetings.asides`): `left` are the seconds of
    the step behind it (None: it has no timer); `speakers`, `turn`, `done` and `cued` are its own;
    `known` is the last item written before."""

    kind: AsideKind
    left: int | None
    speakers: tuple[str, ...] = ()
    turn: int = 0
    done: tuple[str, ...] = ()
    known: int = 0
    cued: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a meeting stands. `spans` are the seconds given to each step; `speakers` and `turn` say
    who has the floor of a serial step; `due` is when the turn is over (None: paused, or a step
    without a timer); `left` is the seconds that were left when paused; `done` those who are done
    with the step. `cued` counts the cues of this turn that have rung (see
    `bot.meetings.cues`); `aired` is who wrote how much; `box` the topic of a timeboxed step,
    `boxed` the topics that had their time; `hinted` those to whom a lint has spoken in this step;
    `aside` is what goes on in the middle of the step.
    """

    step: int
    opened: datetime
    spans: tuple[int, ...]
    speakers: tuple[str, ...] = ()
    turn: int = 0
    due: datetime | None = None
    left: int | None = None
    done: tuple[str, ...] = ()
    cued: int = 0
    aired: tuple[Airtime, ...] = ()
    box: Box | None = None
    boxed: tuple[int, ...] = ()
    hinted: tuple[str, ...] = ()
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Pulse:
    """One unsigned answer to the three taps, 1 to 5 each: worth it, heard, a step to take."""

    worth: int
    heard: int
    step: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is counted and not signed: the three taps and lines of the pulse, and votes by choice.

    Answers and lines are kept sorted, so that their order tells nothing; `answered` are those whose
    pulse is in. A choice is the index of its step, a dot and its value; `told` are the steps whose
    votes were counted and shown.
    """

    pulses: tuple[Pulse, ...] = ()
    lines: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    votes: tuple[tuple[str, int], ...] = ()
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A running meeting. `charged` says whether its seats cost credits; `rev` grows whenever it
    moves, and buttons drawn for an older one are refused; `back` is where `undo` leads, `moved`
    the word for it; `by` is who started it ("" = the clock). `minutes` were planned for; `fitted`
    says that the agenda has been fitted to who came; `announced` are those who were told that the
    seats are theirs; `facilitator` looks after the clock; `balances` are the airtime balances of
    the peer steps so far, in percent; `writing` are those who said that they take part in
    writing; `asked` is the id of the planned format, where the running
    one is what it fell back to; `lost` are those whose turn is lost, as they were not there;
    `on` is the date by which it was known as a planned one (None = it was not planned)."""

    number: int
    format: str
    title: str
    agenda: tuple[Step, ...]
    started: datetime
    ends: datetime
    at: Position
    seats: tuple[Seat, ...] = ()
    charged: bool = False
    here: tuple[Presence, ...] = ()
    items: tuple[Item, ...] = ()
    rev: int = 0
    back: Position | None = None
    moved: str = ""
    by: str = ""
    minutes: int = 0
    fitted: bool = False
    announced: tuple[str, ...] = ()
    facilitator: str = ""
    ballot: Ballot = Ballot()
    balances: tuple[int, ...] = ()
    asked: str = ""
    writing: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    on: date | None = None

    @property
    def present(self) -> tuple[str, ...]:
        """The actor ids of those who have shown up, and not gone, in the order they came."""
        return _present(self.here)

    @property
    def came(self) -> tuple[str, ...]:
        """The actor ids of all who have shown up, in the order they came."""
        return tuple([p.who for p in self.here])


@once
def _present(here: tuple[Presence, ...]) -> tuple[str, ...]:
    return tuple([p.who for p in here if not p.left])
