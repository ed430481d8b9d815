"""Who there is: groups of four in many workspaces of an organisation, and what they do by turns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.store import open_store
from bench.crowds import planned
from bench.rsvps import KEY, Act
from bot.decide import decide, wake_at
from bot.events import Tick
from bot.group import Group
from bot.ports import Saved

WORKSPACES = 50
PEOPLE = 4
DAY = timedelta(days=1)
DOES = ("commit", "late", "yes")  # by the command, by the command, with the button


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many groups, of which the first so many meet."""

    groups: int
    meetings: int

    def id(self, number: int) -> str:
        """A group's."""
        return f"slack:T{number % WORKSPACES:08}:C{number:08}"

    @property
    def meeting(self) -> list[str]:
        """The ids of those that meet."""
        return [self.id(number) for number in range(self.meetings)]

    def acts(self, many: int) -> Iterator[Act]:
        """What so many times one of them does: group after group, in each one after the other."""
        for number in range(many):
            turn, of = divmod(number, self.groups)
            who, what = people(of)[turn % PEOPLE], DOES[turn % len(DOES)]
            text = f"commit {part(number)} by friday" if what == "commit" else f"rsvp {what}"
            id = self.id(of)
            yield Act(
                "button" if what == "yes" else "command",
                who,
                id.rpartition(":")[2],
                id,
                number,
                text,
            )

    def found(self, url: str, at: datetime) -> None:
        """Make a database of them, in which all that meet do so at one instant."""
        rows = list[Saved]()
        for number in range(self.groups):
            today, who = at.replace(second=0, microsecond=0), people(number)
            if number < self.meetings:
                group = _meets(planned(self.id(number), today, who), at)
            else:
                group = planned(self.id(number), today + DAY, who)
            rows.append(Saved(group.id, group, wake_at(group), group.ids))
        with open_store(url) as store, store.transaction() as tx:
            tx.key("buttons", KEY)
            tx.save(rows)


def _meets(group: Group, at: datetime) -> Group:
    """The group with its next meeting at this very second, and what comes before it told."""
    group = replace(group, next_at=at)
    while (due := wake_at(group)) and due < at:
        group = decide(group, Tick(f"{due}", group.id), due).state
    assert due == at
    return group


def people(number: int) -> list[str]:
    """The ids of those in a group."""
    return [f"U{number:07}{who}" for who in range(PEOPLE)]


def part(number: int) -> str:
    """What somebody commits to."""
    return f"read part {number}"
