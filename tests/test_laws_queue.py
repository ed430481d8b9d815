"""Laws of the queue: over whole seasons nobody waits too long, and no seat is lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Recap
from bot.decide import decide
from bot.effects import Record
from bot.events import Actor, Command
from bot.group import Group
from tests.moves import Dice
from tests.world import GROUP

BEGAN = datetime(2026, 1, 5, 18, tzinfo=UTC)
HELD = 30  # meetings in a season
PRESENT = 85  # of a hundred members who might come


@dataclass(slots=True)
class Season:
    """A group that meets week by week, whoever comes."""

    members: int
    seats: int
    dice: Dice
    group: Group = field(default_factory=lambda: Group(GROUP))
    now: datetime = BEGAN
    events: int = 0

    def __post_init__(self) -> None:
        for who in range(self.members):
            self.does(who, "join")

    def does(self, who: int, verb: str, args: str = "") -> list[Recap]:
        """Somebody types a command; the recaps of what it closes."""
        self.events += 1
        event = Command(f"e{self.events}", GROUP, Actor(f"u{who}"), verb, args)
        outcome = decide(self.group, event, self.now)
        self.group = outcome.state
        values = (e.value for e in outcome.effects if isinstance(e, Record))
        return [value for value in values if isinstance(value, Recap)]

    def meetings(self) -> Iterator[tuple[set[str], set[str]]]:
        """Of each meeting, who was there and who sat."""
        for _ in range(HELD):
            here = [who for who in range(self.members) if self.dice.roll(100) < PRESENT]
            self.now += timedelta(days=7)
            if len(here) > 1:
                recap = self.meeting(here)
                sat = {m.id for m in self.group.members if m.sat == recap.number}
                yield set(recap.present), sat

    def meeting(self, here: list[int]) -> Recap:
        """One meeting, hurried through."""
        self.does(here[0], "start", f"hot_seat {self.seats}")
        for who in here:
            self.does(who, "done")
        while not (over := self.does(here[0], "next")):
            pass
        return over[0]


SEASONS = st.builds(Season, st.integers(4, 6), st.integers(1, 2), st.integers(0, 2**32).map(Dice))


@settings(max_examples=20)
@given(SEASONS)
def test_nobody_waits_much_longer_than_once_around_the_group(season: Season) -> None:
    around = ceil(season.members / season.seats)
    weeks: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for present, sat in season.meetings():
        if not sat:  # so few that all had a turn
            continue
        weeks.update(season.group.ids)
        came.update(present)
        for who in sat:
            weeks[who] = came[who] = 0
        assert max(came.values()) <= around + 2
        assert max(weeks.values()) <= 2 * around + 4


@settings(max_examples=20)
@given(SEASONS)
def test_no_seat_is_lost_while_somebody_is_there_to_take_it(season: Season) -> None:
    for present, sat in season.meetings():
        few = len(present) < 4 and len(present) < season.members
        assert len(sat) == (0 if few else min(season.seats, len(present)))
        assert sat <= present


@settings(max_examples=20)
@given(SEASONS)
def test_credits_sum_to_zero_over_whole_seasons_of_folding(season: Season) -> None:
    for _ in season.meetings():
        assert sum(entry.amount for entry in season.group.ledger) == 0
        assert len(season.group.ledger) <= season.members * (2 * 12 + 1)
