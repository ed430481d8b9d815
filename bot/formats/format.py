"""A meeting format as values: what a data file says, and the steps that one meeting has."""

from typing import Literal

from bot.values import dataclass

Who = Literal["all", "seat", "peers", "facilitator"]
Turn = Literal["serial", "parallel", "blind"]
Rule = Literal[
    "free",
    "questions_only",
    "statements_answer_questions",
    "experience_only",
    "seat_listens",
    "no_cross_talk",
]
End = Literal["timer", "all_done", "facilitator"]
Show = Literal["group", "seat_only", "private", "off_record"]
Repeat = Literal["", "seat", "member"]
RELAY = "async"  # the word for a relay: among the modes of a format, and in what is typed


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a meeting's agenda, as concrete as it can be before it opens.

    `seat` is the index of the seat it belongs to (-1 = none). `seconds` and `floor` bound its
    length; `heads` > 0 says that the seconds are for so many speakers in turn, so that fewer take
    less. `spare` takes time that is left over, `drop` may be left out when there is too little.
    `timebox` are the seconds of one topic, then those of each extension of it. `window` says that
    the step is one of a relay: open for hours, in which each writes when they are awake; `beside`
    that it is open together with the step before it, which is another seat's.
    """

    id: str
    title: str
    prompt: str
    seconds: int
    floor: int
    who: Who = "all"
    turn: Turn = "parallel"
    rule: Rule = "free"
    end: End = "timer"
    show: Show = "group"
    keep: tuple[str, ...] = ()
    flex: bool = False
    seat: int = -1
    heads: int = 0
    spare: bool = False
    drop: bool = False
    timebox: tuple[int, ...] = ()
    window: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One step as its file gives it: `minutes` for the step or `each` for every speaker.

    `floor` is the least minutes that a `flex` step may shrink to, in the same unit. `async_h` and
    `trio` are the window in hours of a relay and the minutes among three; None where not given: a
    relay leaves out a step without hours.
    `timebox` are minutes: for one topic, then for each extension. See `Step` for the others.
    """

    id: str
    title: str
    prompt: str
    who: Who
    turn: Turn
    minutes: float = 0
    each: float = 0
    floor: float = 0
    flex: bool = False
    rule: Rule = "free"
    end: End = "timer"
    show: Show = "group"
    keep: tuple[str, ...] = ()
    repeat: Repeat = ""
    async_h: float | None = None
    trio: float | None = None
    spare: bool = False
    drop: bool = False
    timebox: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A meeting format. `size` is (least, best from, best to, most) people; `targets` are
    (seats, minutes) pairs, or (people, minutes) where `everyone` has a turn.

    `fallbacks` are (people, id): the format for so many people or fewer; `unready` is the one for a
    day on which nobody wants the seat ("" = none). `charter` says that it rests on an agreed
    charter.
    """

    id: str
    title: str
    inspired_by: str
    size: tuple[int, int, int, int]
    seats: tuple[int, int]
    targets: tuple[tuple[int, int], ...]
    modes: tuple[str, ...]
    plans: tuple[Plan, ...]
    fallbacks: tuple[tuple[int, str], ...] = ()
    unready: str = ""
    everyone: bool = False
    charter: bool = False
