"""A load for the store: groups in the middle of a meeting, and what happens next in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.store import open_store
from bench.meetings import PEOPLE, Play
from bot.decide import decide, wake_at
from bot.events import Event, person_id
from bot.group import Group
from bot.person import Person
from bot.ports import Saved

SPREAD = 7  # events by which each group is further on than the one before


@dataclass(frozen=True, slots=True)
class Load:
    """The groups as they are at first, and the events of each in their order."""

    groups: Mapping[str, Group]
    events: Sequence[Sequence[Event]]


def load(groups: int, events: int) -> Load:
    """So many groups, with so many events for each; no two are at the same point."""
    starts: dict[str, Group] = {}
    coming: list[list[Event]] = []
    for number in range(groups):
        play = Play(f"slack:T024BE7LD:C{number:08}", timers=False)
        play.meet()
        first = len(play.past) + number * SPREAD % 100
        while len(play.past) < first + events:
            play.meet()
        starts[play.group.id] = _after(play, first)
        coming.append([event for event, _ in play.past[first : first + events]])
    return Load(starts, coming)


def found(url: str, groups: Mapping[str, Group]) -> None:
    """Make a database with these groups in it; half of their members have named a zone."""
    rows = [Saved(id, group, wake_at(group), group.ids) for id, group in groups.items()]
    for id in groups:
        people = [person_id(id, who) for who in groups[id].ids[: PEOPLE // 2]]
        rows += [Saved(who, Person(who, zone="Europe/Berlin"), None) for who in people]
    with open_store(url) as store, store.transaction() as tx:
        tx.save(list({row.id: row for row in rows}.values()))


def _after(play: Play, count: int) -> Group:
    """The group after the first `count` events of its history."""
    group = Group(play.group.id)
    for event, at in play.past[:count]:
        group = decide(group, event, at).state
    return group
