"""Laws of one person: never told too much, at a bad hour, too late, or while they rest."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import given, note
from hypothesis import strategies as st

from adapters.store.codec import decode, encode
from bot.cards import note as card
from bot.decide import decide_person, wake_at
from bot.effects import Nudge, Outcome
from bot.events import Actor, Command, Event, Nudged, Tick
from bot.people import BUDGET, WEEK
from bot.person import Person
from tests.moves import SPANS, ZONES, Dice
from tests.world import GROUP

ME = "local:main:@ann"
BEGAN = datetime(2026, 6, 1, tzinfo=UTC)
SAID = (
    *("zone Asia/Kathmandu", "zone Pacific/Apia", "zone America/St_Johns", "zone Narnia"),
    *("hours 08:00-20:00", "hours 22:00-06:00", "hours 9:00-9:00", "hours 00:00-00:30"),
    *("snooze 12h", "snooze 2d", "snooze 1w", "snooze off", "", "hours 8"),
)
# The zone that groups take for the person's, until they name theirs; and seeds, one for each event.
LIVES = st.tuples(
    st.sampled_from(ZONES[1:]), st.lists(st.integers(0, 2**16), min_size=5, max_size=40)
)
Life = tuple[str, list[int]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One event of a person: the state before it, and what came of it."""

    was: Person
    event: Event
    now: datetime
    outcome: Outcome[Person]
    known: dict[str, Nudge]

    @property
    def told(self) -> list[Nudge]:
        """The nudges that were told, known by their words."""
        return [nudge for word, nudge in self.known.items() if word in repr(self.outcome.effects)]


def lived(life: Life) -> list[Turn]:
    """What happens to a person: nudges, alarms (some late), wishes of their own, and time."""
    zone, seeds = life
    person, now, turns, numbers, known = Person(ME), BEGAN, [], count(), dict[str, Nudge]()

    def act(event: Event, at: datetime) -> None:
        nonlocal person
        note(f"{at:%a %d %b %H:%M} {event}")
        outcome = decide_person(person, event, at)
        turns.append(Turn(person, event, at, outcome, dict(known)))
        person = outcome.state

    for seed in seeds:
        dice, until = Dice(seed), now + Dice(seed).pick(SPANS)
        while (wake := wake_at(person)) and wake <= until:
            now = max(now, wake + timedelta(minutes=dice.pick((0, 0, 0, 7, 700))))
            act(Tick(f"e{next(numbers)}", ME), now)
        now = max(now, until)
        if dice.roll(3):
            word = f"<{next(numbers)}>"
            ends = now + timedelta(hours=dice.pick((1, 24, 24, 200, -1)))
            known[word] = Nudge("ann", dice.pick("abc"), card(word, word), ends, zone)
            act(Nudged(word, dice.pick((GROUP, "local:main:x")), ME, known[word]), now)
        else:
            said = Command(f"e{next(numbers)}", GROUP, Actor("ann"), "me", dice.pick(SAID))
            act(said, now)
    return turns


@given(LIVES)
def test_nobody_is_told_more_than_three_things_in_any_week(life: Life) -> None:
    told = [turn.now for turn in lived(life) if turn.told]
    assert all(last - first >= WEEK for first, last in zip(told, told[BUDGET:], strict=False))


@given(LIVES)
def test_nobody_is_told_anything_outside_their_waking_hours(life: Life) -> None:
    for turn in lived(life):
        if turn.told:
            person = turn.outcome.state
            wall = turn.now.astimezone(ZoneInfo(person.zone or life[0])).time()
            early, late = wall < person.wakes, wall >= person.sleeps
            night = early and late if person.sleeps <= person.wakes else early or late
            assert not night or person.wakes == person.sleeps


@given(LIVES)
def test_nobody_is_told_anything_while_they_rest(life: Life) -> None:
    for turn in lived(life):
        snoozed = turn.outcome.state.snoozed
        assert not turn.told or snoozed is None or snoozed <= turn.now


@given(LIVES)
def test_nothing_is_told_when_it_is_too_late_or_a_second_time(life: Life) -> None:
    turns = lived(life)
    told = [nudge for turn in turns for nudge in turn.told]
    assert len(told) == len({nudge.card for nudge in told})
    assert all(nudge.until > turn.now for turn in turns for nudge in turn.told)


@given(LIVES)
def test_whatever_waits_has_an_alarm_and_whatever_rang_has_moved(life: Life) -> None:
    for turn in lived(life):
        person, wake = turn.outcome.state, wake_at(turn.outcome.state)
        assert wake or not person.waiting
        assert not isinstance(turn.event, Tick) or wake is None or wake > turn.now


@given(LIVES)
def test_a_newer_nudge_of_the_same_group_and_key_takes_the_place_of_the_older(life: Life) -> None:
    for turn in lived(life):
        keys = [(waiting.group, waiting.nudge.key) for waiting in turn.outcome.state.waiting]
        assert len(keys) == len(set(keys))


@given(LIVES)
def test_a_person_decides_the_same_after_a_stay_in_the_store(life: Life) -> None:
    for turn in lived(life):
        loaded = decode(Person, encode(turn.was))
        assert loaded == turn.was
        assert decide_person(loaded, turn.event, turn.now) == turn.outcome
