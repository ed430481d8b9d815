"""How evenly seats go round: seasons of meetings with absences, played through the real queue.

Members come to 85 of 100 meetings; 70 of 100 absences are told beforehand. A meeting has seats if
three or more came. By the calendar ("strict") nobody is told who is away and the turn of an absent
holder is lost; "random" draws among those who came and is what a queue has to beat.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from statistics import mean
from typing import Literal

from bench.asking import Sizes
from bench.measurement import Measurement
from bench.measurement import Row as Figure
from bot.group import Group, Member, PolicyName, Rota
from bot.seats import rotation

Way = Literal["strict", "random", "credit"]
WAYS: tuple[Way, ...] = ("strict", "random", "credit")
SIZES = ((4, 1), (5, 1), (6, 1), (6, 2))  # members, seats
MEETINGS = 60
RUNS = 300
COMES, TELLS = 0.85, 0.7
LEAST = 3  # people in a meeting with a hot seat
BEGAN = datetime(2026, 1, 5, 18, tzinfo=UTC)


class Dice:
    """Chances that are the same the next time: a linear congruential generator (Knuth's MMIX)."""

    def __init__(self, seed: int) -> None:
        self._state = seed
        self.chance()

    def chance(self) -> float:
        """A number from 0 to 1, all alike."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 11) / 2**53

    def draw(self, among: Sequence[str], count: int) -> tuple[str, ...]:
        """So many of these, all alike."""
        left, drawn = list(among), []
        for _ in range(count):
            drawn.append(left.pop(int(self.chance() * len(left))))
        return tuple(drawn)


@dataclass(frozen=True, slots=True)
class Season:
    """What came of one season: seats lost per meeting, the waits between seats in meetings, sorted,
    the seats of whoever had most less those of whoever had least, and what all credits sum to with
    the charges taken out of the sum.
    """

    lost: float
    waits: tuple[int, ...]
    spread: int
    sum: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """The means over all seasons of one size and way."""

    members: int
    seats: int
    way: Way
    lost: float
    longest: float
    late: float
    spread: float


def table(runs: int = RUNS, meetings: int = MEETINGS) -> Iterator[Row]:
    """Every size and way; the seeds are 0, 1, 2, ... for each."""
    for members, seats in SIZES:
        for way in WAYS:
            seasons = [season(members, seats, way, seed, meetings) for seed in range(runs)]
            yield Row(
                members,
                seats,
                way,
                mean(s.lost for s in seasons),
                mean(s.waits[-1] for s in seasons),
                mean(s.waits[int(0.95 * len(s.waits)) - 1] for s in seasons),
                mean(s.spread for s in seasons),
            )


def season(members: int, seats: int, way: Way, seed: int, meetings: int = MEETINGS) -> Season:
    """One season."""
    dice, group = Dice(seed), _group(members, seats, way)
    last = dict.fromkeys(group.ids, 0)
    had = dict.fromkeys(group.ids, 0)
    lost, charged, waits = 0, 0, []
    for number in range(1, meetings + 1):
        here = [id for id in group.ids if dice.chance() < COMES]
        told = [id for id in group.ids if id not in here and dice.chance() < TELLS]
        turns, sat, gone = _meet(group, here, told, way, dice)
        lost += len(turns) - len(sat) if len(here) >= LEAST else 0
        charged += len(gone)
        for id in sat:
            waits += [number - last[id]] if last[id] else []
            last[id], had[id] = number, had[id] + 1
        group = replace(group, held=number)
        group = rotation.settle(group, number, here if sat else (), turns, gone)
    total = sum((entry.amount for entry in group.ledger), -rotation.NO_SHOW * charged)
    spread = max(had.values()) - min(had.values())
    return Season(lost / meetings, tuple(sorted(waits)), spread, total)


def _meet(
    group: Group, here: Sequence[str], told: Sequence[str], way: Way, dice: Dice
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Whose turn it is, who of them sits, and who stayed away without a word."""
    if way == "random":
        drawn = dice.draw(here, group.seats) if len(here) >= LEAST else ()
        return drawn, drawn, ()
    # A calendar asks nobody whether they come.
    told = () if way == "strict" else told
    planned = rotation.upcoming(replace(group, away=tuple(told)))
    gone = tuple(id for id in planned if id not in here) if way == "credit" else ()
    if len(here) < LEAST:  # the calendar goes on all the same
        return (planned if way == "strict" else ()), (), gone
    turns = list(planned)
    for n, id in enumerate(turns):
        if id not in here:
            turns[n] = rotation.standby(group, turns, here) or id
    return tuple(turns), tuple(id for id in turns if id in here), gone


def _group(members: int, seats: int, way: Way) -> Group:
    people = tuple(Member(f"u{n}", BEGAN + timedelta(days=n)) for n in range(members))
    policy: PolicyName = "strict" if way == "strict" else "credit"
    return Group("local:main:bench", members=people, seats=seats, rota=Rota(policy))


def _measured(sizes: Sizes) -> Iterator[Figure]:
    for row in table(sizes["runs"]):
        name = f"{row.members} members, {row.seats} seats, {row.way}"
        yield Figure(f"{name}: lost per meeting", row.lost, "seats")
        yield Figure(f"{name}: longest wait", row.longest, "meetings")
        yield Figure(f"{name}: wait, 95 of 100", row.late, "meetings")
        yield Figure(f"{name}: most less fewest", row.spread, "seats")


SEATS = Measurement(
    "seats",
    f"seasons of {MEETINGS} meetings, {COMES:.0%} come, {TELLS:.0%} of absences are told; means of "
    "seasons with the seeds 0, 1, 2, ...",
    {"runs": RUNS},
    {"runs": 3},
    _measured,
)
