"""The state of one person: zone, waking hours, the budget of nudges, and what waits for them."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.effects import Nudge


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge that waits for a better hour, and the group it is from."""

    group: str
    nudge: Nudge


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `wakes` and `sleeps` are wall-clock times in `zone` ("" = never named); `sent`
    are the instants of the last week's unprompted messages; `snoozed` keeps all nudges until then;
    `wake` is when what waits can be told."""

    id: str
    zone: str = ""
    wakes: time = time(8)
    sleeps: time = time(20)
    snoozed: datetime | None = None
    sent: tuple[datetime, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    wake: datetime | None = None

    @property
    def actor(self) -> str:
        """The person's actor id, without platform and tenant."""
        return self.id.split(":", 2)[2].removeprefix("@")
