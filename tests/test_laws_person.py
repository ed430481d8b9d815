"""Laws of one person: never told too much, at a bad hour, too late, or while they rest."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import given, note
from hypothesis import strategies as st

from adapters.store.codec import decode, encode
from bot.cards import Button
from bot.cards import note as card
from bot.decide import decide_person, wake_at
from bot.effects import Nudge, Outcome
from bot.events import Actor, Command, Event, Nudged, Tick
from bot.person import BUDGET, WEEK, Person
from bot.reminders.people import ASKED, subject, subject_of
from bot.words.people import SUBJECTS
from tests.moves import SPANS, ZONES, Dice
from tests.world import GROUP

ME = "local:main:@ann"
BEGAN = datetime(2026, 6, 1, tzinfo=UTC)
SAID = (
    *("zone Asia/Kathmandu", "zone Pacific/Apia", "zone America/St_Johns", "zone Narnia"),
    *("hours 08:00-20:00", "hours 22:00-06:00", "hours 9:00-9:00", "hours 00:00-00:30"),
    *("snooze 12h", "snooze 2d", "snooze 1w", "snooze off", "", "hours 8"),
    *("off sat sun", "off mon wed fri", "off none", "budget 1", "budget 3", "budget 0"),
    *("later", "later rsvp", "stop rsvp", "stop ...", "again", "again rsvp", "stop"),
)
KEYS = tuple(f"{name}:{n}" for name in list(SUBJECTS)[:2] for n in (1, 2))

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
        return [
            nudge for word, nudge in self.known.items() if f"{word}!" in repr(self.outcome.effects)
        ]


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
            known[word] = nudge(word, dice, now, zone)
            act(Nudged(word, dice.pick((GROUP, "local:main:x")), ME, known[word]), now)
        else:
            said = Command(f"e{next(numbers)}", GROUP, Actor("ann"), "me", dice.pick(SAID))
            act(said, now)
    return turns


def nudge(word: str, dice: Dice, now: datetime, zone: str) -> Nudge:
    """Some nudge, known by a word; now and then one that says that what was asked is done."""
    ends = now + timedelta(hours=dice.pick((1, 24, 24, 200, -1)))
    by = dice.pick((None, None, now + timedelta(hours=9)))
    asks = (Button("Yes", "rsvp", "yes"),) * dice.roll(2)
    key, held, settled = dice.pick(KEYS), dice.pick((0, 0, 0, 1)), not dice.roll(4)
    return Nudge("ann", key, card(word, f"{word}!", buttons=asks), ends, zone, by, held, settled)


@given(LIVES)
def test_nobody_is_told_more_than_three_things_in_any_week(life: Life) -> None:
    told = [turn.now for turn in lived(life) if turn.told]
    assert all(last - first >= WEEK for first, last in zip(told, told[BUDGET:], strict=False))


@given(LIVES)
def test_nobody_is_told_more_than_they_want_in_a_week(life: Life) -> None:
    for turn in lived(life):
        assert not turn.told or len(turn.outcome.state.sent) <= turn.outcome.state.budget


@given(LIVES)
def test_nobody_is_told_anything_outside_their_waking_hours_or_on_a_day_off(life: Life) -> None:
    for turn in lived(life):
        if turn.told:
            person = turn.outcome.state
            now = turn.now.astimezone(ZoneInfo(person.zone or life[0]))
            wall = now.time()
            early, late = wall < person.wakes, wall >= person.sleeps
            night = early and late if person.sleeps <= person.wakes else early or late
            assert not night or person.wakes == person.sleeps
            assert now.weekday() not in person.off


@given(LIVES)
def test_nobody_is_told_anything_while_they_rest(life: Life) -> None:
    for turn in lived(life):
        snoozed = turn.outcome.state.snoozed
        assert not turn.told or snoozed is None or snoozed <= turn.now


@given(LIVES)
def test_nothing_is_told_when_it_is_too_late(life: Life) -> None:
    assert all(nudge.until > turn.now for turn in lived(life) for nudge in turn.told)


@given(LIVES)
def test_nothing_is_told_a_second_time_unless_it_was_put_off(life: Life) -> None:
    told: list[Nudge] = []
    for turn in lived(life):
        if isinstance(turn.event, Command) and turn.event.args.startswith("later"):
            told = []
        assert not [nudge for nudge in turn.told if nudge in told]
        told += turn.told


@given(LIVES)
def test_nothing_is_told_that_was_settled_or_put_in_other_words(life: Life) -> None:
    newest: dict[tuple[str, str], Nudge] = {}
    places: dict[str, str] = {}
    for turn in lived(life):
        if isinstance(turn.event, Nudged):
            newest[turn.event.group, turn.event.nudge.key] = turn.event.nudge
            places[turn.event.id] = turn.event.group
        for told in turn.told:
            assert not told.settled
            assert newest[places[told.card.title], told.key] == told


@given(LIVES)
def test_what_was_stopped_or_asked_twice_without_an_answer_is_not_told(life: Life) -> None:
    for turn in lived(life):
        for told in turn.told:
            known = [
                subject(turn.outcome.state, g, subject_of(told)) for g in (GROUP, "local:main:x")
            ]
            assert not all(one.stopped for one in known)
        assert all(one.unanswered <= ASKED for one in turn.outcome.state.subjects)


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
