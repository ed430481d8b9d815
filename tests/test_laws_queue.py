"""Laws of the queue: over whole seasons nobody waits too long, and no seat is lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Recap
from bot.decide import decide
from bot.effects import Record
from bot.events import Actor, Command, Tick
from bot.group import Group
from bot.rhythm.absent import not_coming
from bot.seats.rotation import queue
from tests.moves import Dice
from tests.world import GROUP

BEGAN = datetime(2026, 1, 5, 18, tzinfo=UTC)
HELD = 30  # meetings in a season
PRESENT = 85  # of a hundred members who might come
TOLD = 70  # of a hundred absences that are told before


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
        return self.hurried(here)

    def hurried(self, here: list[int]) -> Recap:
        """The meeting that runs, until it is over."""
        for who in here:
            self.does(who, "done")
        while not (over := self.does(here[0], "next")):
            pass
        return over[0]


@dataclass(slots=True)
class PlannedSeason(Season):
    """The same with a schedule: the clock begins each meeting, and some who won't come say so."""

    missed: int = 0

    def planned(self) -> Iterator[Recap]:
        """Of each meeting the recap; `missed` counts the seats that were left without a word."""
        self.does(0, "schedule", "yes weekly monday 18:00 UTC")
        for _ in range(HELD):
            here = [who for who in range(self.members) if self.dice.roll(100) < PRESENT]
            for who in set(range(self.members)) - set(here):
                if self.dice.roll(100) < TOLD:
                    self.does(who, "away")
            assert self.group.next_at
            self.now = self.group.next_at
            self.group = decide(self.group, Tick(f"t{self.events}", GROUP), self.now).state
            assert self.group.meeting
            if len(here) > 1:
                told = self.group.away
                silent = {f"u{who}" for who in range(self.members) if who not in here} - set(told)
                self.missed += len(silent & set(self.group.meeting.announced))
            yield self.hurried(here or [0])


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
    away: tuple[str, ...] = ()  # on whom nobody counts, and who may come all the same
    for present, sat in season.meetings():
        few = len(present) < 4 and len(present) < season.members
        assert away or len(sat) == (0 if few else min(season.seats, len(present)))
        assert sat <= present
        away = not_coming(season.group)


@settings(max_examples=20)
@given(SEASONS)
def test_credits_sum_to_zero_over_whole_seasons_of_folding(season: Season) -> None:
    for _ in season.meetings():
        assert sum(entry.amount for entry in season.group.ledger) == 0
        assert len(season.group.ledger) <= season.members * (2 * 12 + 1)


PLANNED = st.builds(
    PlannedSeason, st.integers(4, 6), st.integers(1, 2), st.integers(0, 2**32).map(Dice)
)


@settings(max_examples=20)
@given(PLANNED)
def test_credits_sum_to_minus_half_of_each_seat_left_without_a_word(season: PlannedSeason) -> None:
    for _ in season.planned():
        assert sum(entry.amount for entry in season.group.ledger) == Fraction(-season.missed, 2)


@settings(max_examples=20)
@given(SEASONS)
def test_nobody_sits_while_somebody_who_is_there_has_waited_too_long(season: Season) -> None:
    starved: set[str] = set()
    for present, sat in season.meetings():
        waiting = (starved & present) - sat
        assert not (waiting and sat - starved)
        line = queue(season.group)
        starved = {place.member.id for place in line if place.starved and place.willing}
        if not_coming(season.group):  # whoever comes back makes the way longer for all
            starved = set()


@settings(max_examples=20)
@given(SEASONS)
def test_the_same_two_sit_together_twice_running_only_if_nobody_else_would(season: Season) -> None:
    last: set[str] = set()
    for present, sat in season.meetings():
        assert len(sat) < 2 or sat != last or len(present) < 3
        last = sat or last


@settings(max_examples=20)
@given(SEASONS)
def test_the_facilitators_part_goes_round_and_never_to_a_seat_holder(season: Season) -> None:
    led: Counter[str] = Counter()
    for present, sat in season.meetings():
        lines = [e for e in season.group.rota.duties if e.number == season.group.held]
        facilitators = {e.member for e in lines if e.why == "sat"}
        assert len(facilitators) <= 1
        assert facilitators <= present
        assert not facilitators & sat or len(present) <= len(sat)
        led.update(facilitators)
        assert sum(e.amount for e in season.group.rota.duties) == 0
    assert max(led.values()) - min(led[who] for who in season.group.ids) <= HELD // 3
