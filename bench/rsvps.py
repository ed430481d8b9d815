"""Many people who answer for the next meeting of their group, by turns with a command and a button,
and the database in which their groups have planned it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Literal

from adapters.clock import SystemClock
from adapters.store import open_store
from bench.meetings import PEOPLE
from bot.cards import Button
from bot.decide import decide, wake_at
from bot.effects import Outcome, Whisper
from bot.events import Actor, Command, Event, Press, Pressed
from bot.group import Group
from bot.ports import Saved
from bot.seal import Seal

KEY = "the key of buttons"
GROUPS = 64  # more than are on their way, so that a group's events come one after the other
ZONE = "Europe/Berlin"
LATE, YES = ("rsvp", "late"), Press("rsvp", "yes")


@cache
def sealed(scope: str) -> str:
    """What the button carries in a tenant."""
    return Seal(KEY).close(YES, scope)


@dataclass(frozen=True, slots=True)
class Scene:
    """A tenant of a platform, as in "slack:T1", and the ids that people and channels have there."""

    scope: str
    person: Callable[[int], str]
    room: Callable[[int], str]

    @property
    def sealed(self) -> str:
        """What the button carries."""
        return sealed(self.scope)

    def acts(self) -> Iterator["Act"]:
        """One after the other, in every group: somebody comes late, then in time after all."""
        number = count(1)
        while True:
            for who in range(PEOPLE):
                for what in ("command", "button"):
                    for of in range(GROUPS):
                        where = self.room(of)
                        yield Act(
                            what, self.person(who), where, f"{self.scope}:{where}", next(number)
                        )

    def found(self, url: str) -> None:
        """Make a database of groups of eight that have planned a meeting."""
        rows = [Saved(g.id, g, wake_at(g), g.ids) for g in map(self._planned, range(GROUPS))]
        with open_store(url) as store, store.transaction() as tx:
            tx.key("buttons", KEY)
            tx.save(rows)

    def _planned(self, number: int) -> Group:
        group, now = Group(f"{self.scope}:{self.room(number)}"), SystemClock().now()
        lines = [(n, "join", "") for n in range(PEOPLE)]
        lines.append((0, "schedule", f"every tuesday 18:00 {ZONE}"))
        for at, (who, verb, args) in enumerate(lines):
            by = Actor(self.person(who), ZONE)
            told = decide(group, Command(f"{group.id}:{at}", group.id, by, verb, args), now)
            group = told.state
        right = _first(told)
        press = Press(right.verb, right.args, right.rev)
        return decide(group, Pressed(f"{group.id}:right", group.id, by, press), now).state


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody answers for the next meeting: by the command, or with the button. `text` is what
    stands behind the command."""

    what: Literal["command", "button"]
    who: str
    where: str
    group: str
    number: int
    text: str = " ".join(LATE)

    @property
    def scope(self) -> str:
        """Whose tenant it is, as in "slack:T1"."""
        return self.group.rpartition(":")[0]

    @property
    def event(self) -> Event:
        """What the core makes of it."""
        id, by = str(self.number), Actor(self.who, ZONE)
        if self.what == "command":
            return Command(id, self.group, by, *LATE)
        return Pressed(id, self.group, by, YES)


def _first(told: Outcome[Group]) -> Button:
    return next(e.card.buttons[0] for e in told.effects if isinstance(e, Whisper))
