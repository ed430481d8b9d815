"""What a history is made of, as values that Hypothesis can draw and make smaller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeVar, get_args

from hypothesis import strategies as st

from bot.formats.agenda import can_relay
from bot.formats.catalogue import catalogue
from bot.formats.format import RELAY, End, Show, Turn, Who
from bot.formats.keeps import KEEPS

T = TypeVar("T")
What = Literal["type", "press", "fill", "say", "wait", "work", "again", "stir"]
ZONES = (
    *("", "Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"),
    *("Australia/Lord_Howe", "America/St_Johns", "Etc/GMT+12", "Antarctica/Troll", "Asia/Tokyo"),
)
SPANS = tuple(
    timedelta(seconds=s)
    for s in (1, 20, 31, 90, 300, 960, 3660, 13 * 3600, 86400, 3 * 86400, 8 * 86400)
)
LATE = tuple(timedelta(seconds=s) for s in (0, 0, 0, 0, 10, 31, 120, 1000, 7200, 3 * 86400))
WEIGHTS: tuple[What, ...] = (
    *("work", "work", "work", "press", "press", "press", "press", "type", "type", "type"),
    *("wait", "wait", "wait", "say", "say", "fill", "fill", "again", "stir"),
)


class Dice:
    """Choices that are the same the next time."""

    def __init__(self, seed: int) -> None:
        self._state = seed
        self.roll(2)

    def roll(self, sides: int) -> int:
        """A number from 0 to `sides` - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % sides

    def pick(self, choices: Sequence[T]) -> T:
        """One of these."""
        return choices[self.roll(len(choices))]


@dataclass(frozen=True, slots=True)
class Move:
    """Something that is done; `seed` settles by whom, and all else that is left open."""

    what: What
    seed: int


@dataclass(frozen=True, slots=True)
class Twist:
    """What is odd about a step; "" or None leaves it as it is."""

    turn: Turn | Literal[""] = ""
    show: Show | Literal[""] = ""
    end: End | Literal[""] = ""
    keep: tuple[str, ...] | None = None
    who: Who | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class History:
    """A group of so many members that plans its meetings, starts one and has so many steps behind
    it when the moves begin; what is odd about its agenda; and a text that somebody may write.
    """

    members: int
    plan: str
    start: str
    behind: int
    twists: tuple[Twist, ...]
    text: str
    moves: tuple[Move, ...]


def _odd(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(("", "", *words))


TWISTS = st.builds(
    Twist,
    _odd(get_args(Turn)),
    _odd(get_args(Show)),
    _odd(get_args(End)),
    st.sampled_from((None, None, None, (), ("items", "picks"), *((word,) for word in KEEPS))),
    _odd(get_args(Who)),
)
RELAYS = tuple(f"{format.id} {RELAY}" for format in catalogue().values() if can_relay(format))
MOVES = st.builds(Move, st.sampled_from(WEIGHTS), st.integers(0, 2**24))
HISTORIES = st.builds(
    History,
    members=st.sampled_from((3, 4, 2, 5, 6, 1, 8, 20)),
    plan=st.sampled_from(("off", "sunday 02:30 Europe/Berlin", "saturday 18:00 Europe/London")),
    start=st.sampled_from(("hot_seat", "hot_seat 2", "round_robin", *RELAYS, *catalogue())),
    behind=st.sampled_from((0, 1, 2, 4, 5, 6, 7, 9, 13)),
    twists=st.one_of(st.just(()), st.lists(TWISTS, min_size=1, max_size=4).map(tuple)),
    text=st.text(max_size=30),
    moves=st.lists(MOVES, min_size=6, max_size=40).map(tuple),
)
