"""What the explorer asks of a platform, and what people see of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from bot.engine import Engine
from bot.ports import Clock, Room
from tests.crashes import Fate

Body = Mapping[str, Any]
NAMES = ("ann", "ben", "cat")


@dataclass(slots=True)
class Seen:
    """What people see. `firm` are the messages of each channel in their order, each of which may be
    there once; `fleeting` are those that somebody alone sees and that the platform can't tell
    apart: after a crash they may come twice, and never not at all.
    """

    firm: dict[str, list[str]] = field(default_factory=dict)
    fleeting: dict[str, Counter[str]] = field(default_factory=dict)


class Ears(Protocol):
    """A process of the bot, to its platform."""

    @property
    def room(self) -> Room:
        """What its pump carries to."""
        ...

    async def deliver(self, body: Body) -> bool:
        """Hand over what somebody did; whether it was acknowledged."""
        ...


class Platform(Protocol):
    """A platform with one channel and three people, which outlives the bot; it can be pickled."""

    group: str
    # How long the machine may be down after a crash where nothing else has to happen meanwhile.
    outages: tuple[timedelta, ...]

    def bot(self, engine: Engine, clock: Clock, fate: Fate) -> Ears:
        """The bot that is connected to it, new."""
        ...

    def acts(self, who: str, line: str) -> Iterator[Callable[[], Body]]:
        """What somebody does: one or more payloads, each made once the one before it is done."""
        ...

    def seen(self) -> Seen:
        """What is seen of it."""
        ...


@dataclass(slots=True)
class Numbers:
    """Numbers from one on, which can be pickled."""

    last: int = 0

    def __next__(self) -> int:
        self.last += 1
        return self.last
