"""The state of one person: zone, waking hours, the budget of nudges, and what waits for them."""

from datetime import datetime, time, timedelta

from bot.effects import Nudge
from bot.reminders.hours import Hours
from bot.values import dataclass

WEEK = timedelta(days=7)
BUDGET = 3  # unprompted messages in any seven days, at the most


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge that waits for a better hour: the group it is from, and when it is ripe, which is
    when others that belong with it have come too."""

    group: str
    nudge: Nudge
    ripe: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge that was told at an instant, and may be answered or put off until it is worthless."""

    group: str
    nudge: Nudge
    at: datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """How one group's nudges about one thing stand with a person; `name` is how their keys begin,
    `title` what the group was called.

    `rests` is until when they were put off, `stopped` says that no more are wanted; `unanswered`
    counts those told in a row since meeting `held` that had no answer.
    """

    group: str
    name: str
    title: str = ""
    rests: datetime | None = None
    stopped: bool = False
    unanswered: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a person says came of a seat of theirs, `about` the meeting and the days after it; for
    their own eyes; `counted` says that the group was told that somebody answered so."""

    group: str
    about: str
    answer: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `wakes` and `sleeps` are wall-clock times in `zone` ("" = never named), `off` the
    days without nudges (0 = Monday); `budget` is how many unprompted messages they want in any
    seven days, and `sent` the instants of those; `snoozed` keeps all nudges until then; `told` are
    those that may still be answered; `wake` is when what waits can be told; `links` counts how
    often the address of their calendar was changed."""

    id: str
    zone: str = ""
    wakes: time = time(8)
    sleeps: time = time(20)
    snoozed: datetime | None = None
    sent: tuple[datetime, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    wake: datetime | None = None
    off: tuple[int, ...] = ()
    budget: int = BUDGET
    told: tuple[Told, ...] = ()
    subjects: tuple[Subject, ...] = ()
    links: int = 0
    outlooks: tuple[Outlook, ...] = ()

    @property
    def hours(self) -> Hours:
        """When they are awake."""
        return Hours(self.wakes, self.sleeps, self.off)

    @property
    def actor(self) -> str:
        """The person's actor id, without platform and tenant."""
        return self.id.split(":", 2)[2].removeprefix("@")
