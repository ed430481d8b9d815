"""What a person hears of several nudges: in one message or later, and what they can do about it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from adapters.local.notation import card_line
from bot.cards import Button, Card, note
from bot.decide import decide_person, wake_at
from bot.effects import Count, Nudge, Whisper
from bot.events import Actor, Command, Event, Nudged, Press, Pressed, Tick
from bot.person import Person

ME = "local:main:@ann"
HERE, THERE = "local:main:here", "local:main:there"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)


@dataclass(slots=True)
class Life:
    """Somebody in Greenwich, and what they were told so far."""

    person: Person = field(default_factory=lambda: Person(ME, zone="UTC"))
    now: datetime = NOON
    told: list[Card] = field(default_factory=list)
    numbers: Any = field(default_factory=count)
    counts: list[Count] = field(default_factory=list)

    def nudge(self, key: str, *, group: str = HERE, days: float = 7, **more: Any) -> None:
        """Somebody's group asks something."""
        asks = note(group[-5:], f"{key}?", buttons=(Button("Yes", key.partition(":")[0]),))
        nudge = Nudge("ann", key, asks, self.now + days * DAY, **more)
        self.act(Nudged(f"e{next(self.numbers)}", group, ME, nudge))

    def type(self, args: str) -> str:
        """They type `/me ...`; the last line they read then."""
        self.act(Command(f"e{next(self.numbers)}", HERE, Actor("ann"), "me", args))
        return self.lines[-1]

    def press(self, label: str) -> str:
        """They press a button of what they were told last; the last line they read then."""
        button = next(b for b in self.told[-1].buttons if b.label == label)
        press = Press(button.verb, button.args, group=button.group)
        by = Actor("ann")
        self.act(Pressed(f"e{next(self.numbers)}", button.group or HERE, by, press, True))
        return self.lines[-1]

    def wait(self, span: timedelta) -> list[str]:
        """Time passes; what they are told meanwhile."""
        until, before = self.now + span, len(self.told)
        while (wake := wake_at(self.person)) and wake <= until:
            self.now = wake
            self.act(Tick(f"e{next(self.numbers)}", ME))
        self.now = until
        return self.lines[before:]

    def act(self, event: Event) -> None:
        """An event of the person."""
        outcome = decide_person(self.person, event, self.now)
        self.person = outcome.state
        self.told += [effect.card for effect in outcome.effects if isinstance(effect, Whisper)]
        self.counts += [effect for effect in outcome.effects if isinstance(effect, Count)]

    @property
    def lines(self) -> list[str]:
        """What they were told, as lines of a transcript."""
        return [card_line(card) for card in self.told]


def test_what_comes_within_a_minute_is_one_message() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.nudge("brief:1")
    assert life.wait(DAY) == [
        ":here | 1. rsvp:1? | 2. brief:1? | [1. Yes] [2. Yes] [Later] [Stop these]"
    ]


def test_what_has_waited_for_the_morning_waits_for_what_comes_with_it() -> None:
    life = Life(now=NOON + timedelta(hours=10))
    life.nudge("rsvp:1")
    life.now += timedelta(hours=10)  # eight in the morning
    life.nudge("claim:1")
    life.nudge("report:1")
    (told,) = life.wait(DAY)
    assert "1. rsvp:1? | 2. claim:1? | 3. report:1?" in told


def test_several_groups_in_one_message_stand_below_their_names() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.nudge("brief:1", group=THERE)
    assert life.wait(DAY)[0].startswith("From your groups | 1. :here | rsvp:1? | 2. there | brief")


def test_each_button_of_a_digest_acts_in_the_group_that_asked() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.nudge("rsvp:1", group=THERE)
    life.wait(DAY)
    places = {button.label: button.group for button in life.told[-1].buttons}
    assert (places["1. Yes"], places["2. Yes"]) == (HERE, THERE)


def test_a_nudge_may_wait_for_another_one_of_the_day() -> None:
    life = Life()
    life.nudge("brief:1", by=NOON + timedelta(hours=5))
    assert life.wait(timedelta(hours=4)) == []
    life.nudge("rsvp:1")
    assert len(life.wait(timedelta(hours=1))) == 1
    assert "brief:1?" in life.lines[-1]
    assert "rsvp:1?" in life.lines[-1]


def test_the_fourth_message_of_a_week_waits_for_the_next_week() -> None:
    life = Life()
    for n in range(4):
        life.nudge(f"rsvp:{n}", held=n, days=9)
        life.wait(DAY)
    assert life.wait(3 * DAY - timedelta(minutes=1)) == []
    assert len(life.wait(timedelta(minutes=2))) == 1


def test_whoever_wants_one_message_a_week_gets_one() -> None:
    life = Life()
    life.type("budget 1")
    for n in range(4):
        life.nudge(f"rsvp:{n}", held=n)
        life.wait(DAY)
    assert sum("Later" in line for line in life.lines) == 1


def test_whoever_wants_none_gets_none() -> None:
    life = Life()
    life.type("budget 0")
    life.nudge("rsvp:1")
    assert life.wait(9 * DAY) == []


def test_what_is_put_off_comes_again_a_day_later() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.wait(DAY)
    assert life.press("Later") == "I will ask again later."
    assert life.wait(DAY - timedelta(minutes=1)) == []
    assert life.wait(timedelta(minutes=1)) == [":here | rsvp:1? | [Yes] [Later] [Stop these]"]


def test_what_is_put_off_shortly_before_its_end_comes_at_half_time() -> None:
    life = Life()
    life.nudge("rsvp:1", days=1 / 4)
    life.wait(timedelta(hours=2))
    life.press("Later")
    assert life.wait(timedelta(hours=1, minutes=59)) == []
    assert len(life.wait(timedelta(minutes=2))) == 1


def test_later_on_a_digest_puts_off_all_of_it() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.nudge("brief:1", group=THERE)
    life.wait(timedelta(minutes=1))
    life.press("Later")
    told = life.wait(DAY)
    assert len(told) == 1
    assert "rsvp:1?" in told[0]
    assert "brief:1?" in told[0]


def test_what_is_stopped_comes_no_more_from_this_group_and_still_from_the_other() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.wait(DAY)
    life.press("Stop these")
    life.nudge("rsvp:2")
    life.nudge("brief:2")
    life.nudge("rsvp:2", group=THERE)
    told = life.wait(DAY)
    assert len(told) == 1
    assert told[0].count("rsvp:2?") == 1


def test_a_digest_asks_which_of_it_to_stop() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.nudge("brief:1", group=THERE)
    life.wait(timedelta(minutes=1))
    assert "[Stop: your briefs]" in life.press("Stop these")
    life.press("Stop: your briefs")
    assert [(s.group, s.name) for s in life.person.subjects if s.stopped] == [(THERE, "brief")]


def test_what_was_stopped_comes_again_when_it_is_wanted_again() -> None:
    life = Life()
    life.nudge("rsvp:1")
    life.wait(DAY)
    life.press("Stop these")
    life.press("Again: coming to meetings")
    life.nudge("rsvp:2")
    assert len(life.wait(DAY)) == 1


def test_after_two_without_an_answer_the_third_is_not_told_until_the_next_meeting() -> None:
    life = Life()
    for n in range(3):
        life.nudge(f"rsvp:{n}", held=4)
        assert len(life.wait(2 * DAY)) == (n < 2)
    life.wait(7 * DAY)
    life.nudge("rsvp:4", held=5)
    assert len(life.wait(DAY)) == 1


@pytest.mark.parametrize("answer", ["later", "settled"])
def test_an_answer_lets_the_group_ask_again(answer: str) -> None:
    life = Life()
    for n in range(2):
        life.nudge(f"rsvp:{n}", days=1)
        life.wait(timedelta(hours=1))
    if answer == "later":
        life.press("Later")
    else:
        life.nudge("rsvp:1", settled=True)
    life.wait(7 * DAY)
    life.nudge("rsvp:2")
    assert len(life.wait(DAY)) == 1


def test_what_came_of_a_seat_is_counted_where_it_was_asked_and_again_after_a_change_of_mind() -> (
    None
):
    life = Life()
    life.type("helped 3.14 tried")  # nobody asked
    assert life.counts == []
    life.nudge("helped:3.14")
    life.wait(timedelta(hours=1))
    life.type("helped 3.14 no")
    life.type("helped 3.14 helped")
    about = "helped:3.14"
    assert life.counts == [Count(HERE, about, "no"), Count(HERE, about, "helped", was="no")]


def test_what_is_settled_while_it_waits_is_never_told() -> None:
    life = Life()
    life.type("snooze 1d")
    life.nudge("rsvp:1")
    life.nudge("rsvp:1", settled=True)
    assert life.wait(9 * DAY) == []


def test_on_days_off_nothing_is_told() -> None:
    life = Life()
    life.type("off mon tue")
    life.nudge("rsvp:1")
    assert life.wait(DAY + timedelta(hours=19)) == []
    assert len(life.wait(timedelta(hours=1))) == 1


def test_more_than_a_message_holds_waits_for_the_next() -> None:
    life = Life()
    for n in range(7):
        life.nudge("rsvp:1", group=f"local:main:g{n}")
    assert [line.count("rsvp:1?") for line in life.wait(DAY)] == [5, 2]
