"""Single decisions of the core that no conversation shows: refusals, strays, odd plans."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.cards import Card
from bot.decide import decide, decide_person, form, wake_at
from bot.effects import Nudge, Outcome, Show
from bot.events import Actor, Command, Event, Gone, Nudged, Press, Pressed, Said, Tick
from bot.group import Group
from bot.person import Person
from bot.rhythm.cadence import Cadence
from tests.room import START, Room, room, told
from tests.seen import words
from tests.world import GROUP

ANN = Person("local:main:@ann")
NUDGE = Nudge("ann", "meeting", Card("Soon"), START + timedelta(days=1), "UTC")

# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        *((f"extend {n}", "a number of minutes from 1 to 30") for n in ("²", "0", "9" * 5000)),
        *((f"report {n} done", "Say what came of it") for n in ("²", "-1", "9" * 5000)),
        ("report 999999999 done", "no open commitment #999999999"),
        ("done ²", "Say what came of it"),
        *((f"agenda hot_seat {n}", "not a number of seats") for n in ("²", "0", "9" * 5000)),
        ("start hot_seat ²", "not a number of seats"),
        ("group name " + "x" * 81, "81 characters; 80 is the most"),
        ("group", ""),
        ("dance", "I don't know /dance"),
        ("undo", "nothing to take back"),
        ("resume", "not paused"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(line: str, why: str) -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    was = here.group
    verb, _, args = line.partition(" ")
    assert why in told(here.does("ann", verb, args), "ann")
    assert here.group == was


@pytest.mark.parametrize("text", ["\ud800", "\u202eevil", "a\x00b"])
def test_a_refusal_gives_nothing_back_that_hides_or_cannot_be_sent(text: str) -> None:
    said = told(room("ann").does("ann", "start", text), "ann")
    assert said.encode()
    assert text not in said
    assert room("ann").act(Gone("e", GROUP, text)).state.gone.isprintable()


def test_a_full_group_is_full() -> None:
    here = room(*(f"u{n}" for n in range(20)))
    assert "20 is the most" in told(here.does("ann", "join"), "ann")
    assert len(here.group.members) == 20


def test_three_open_commitments_are_enough_and_the_fourth_is_said_again() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    for n in range(3):
        here.does("ann", "commit", f"thing {n}")
    said = told(here.does("ann", "commit", "one more"), "ann")
    assert "#1 thing 0; #2 thing 1; #3 thing 2" in said
    assert "You wrote: one more" in said
    here.does("ann", "report", "2 done")
    here.does("ann", "commit", "one more")
    assert len(here.group.commitments) == 3


def test_what_a_form_says_besides_a_commitment_too_many_is_kept() -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step="takeaway")
    for n in range(3):
        here.does("ann", "commit", f"thing {n}")
    said = told(here.fills("ann", "write", what="one more", note="an insight"), "ann")
    assert "three open commitments" in said
    assert here.group.meeting
    assert [item.text for item in here.group.meeting.items] == ["an insight"]


def test_what_makes_no_sense_beside_a_commitment_is_left_out_and_said() -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step="commit")
    assert "from 0 to 10" in told(here.fills("ann", "write", what="rest", sure="11"), "ann")
    assert "is no date" in told(here.fills("ann", "write", what="walk", by="soon"), "ann")
    assert [c.what for c in here.group.commitments] == ["rest"]
    assert [c.what for c in here.group.drafts] == ["walk"]


def test_the_group_at_a_glance_tells_of_the_running_meeting() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    assert "Classic hot seat" in told(here.does("ann", "group"), "ann")


@pytest.mark.parametrize("name", ["leave", "queue", "me", "dance"])
def test_a_form_that_nothing_asks_for_is_refused(name: str) -> None:
    assert "I don't know" in told(room("ann").fills("ann", name, what="x"), "ann")


@pytest.mark.parametrize(
    ("step", "values", "why"),
    [
        ("write", {"text": "x", "kind": "joke"}, "An item is one of"),
        ("brief", {"help": "money"}, "The help you want is one of"),
        ("takeaway", {"picks": "1,2,3,4"}, "Pick up to 3"),
        ("takeaway", {"picks": "²"}, "Pick up to 3"),
        ("commit", {"what": "", "by": " "}, "came back empty"),
        ("commit", {"what": "rest", "status1": "dance"}, "Say what came of it"),
    ],
)
def test_what_makes_no_sense_in_a_form_is_refused(
    step: str, values: dict[str, str], why: str
) -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step=step)
    who = "ben" if step == "write" else "ann"
    assert why in told(here.fills(who, "write", **values), who)
    assert not here.group.commitments


# -- strays ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        Nudged("e", GROUP, ANN.id, NUDGE),
        Command("e", GROUP, Actor("ann"), "me", "zone Europe/London"),
        Pressed("e", GROUP, Actor("ann"), Press("me", "snooze 7d")),
        Said("e", GROUP, Actor("ben"), "hello"),
        Tick("e", GROUP),
    ],
)
def test_what_is_not_for_a_group_changes_nothing_in_it(event: Event) -> None:
    here = room("ann")
    assert decide(here.group, event, START) == Outcome(here.group)


@pytest.mark.parametrize("event", [Said("e", GROUP, Actor("ann"), "hello"), Gone("e", GROUP, "")])
def test_what_is_not_for_a_person_changes_nothing_for_them(event: Event) -> None:
    assert decide_person(ANN, event, START) == Outcome(ANN)


def test_there_is_no_form_by_an_unknown_name() -> None:
    assert form(ANN, "write", Actor("ann")) is None
    assert form(Group(GROUP), "dance", Actor("ann")) is None
    assert form(Group(GROUP), "commit", Actor("ann")) is None


@pytest.mark.parametrize("does", ["command", "form", "talk"])
def test_a_room_in_which_somebody_does_something_is_not_gone(does: str) -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    here.act(Gone("e", GROUP, ""))
    assert here.group.gone == "the room is gone"
    assert wake_at(here.group) is None
    {
        "command": lambda: here.does("ben", "mine"),
        "form": lambda: here.fills("ben", "write", mood="well"),
        "talk": lambda: here.says("ben", "well"),
    }[does]()
    assert wake_at(here.group)


# -- the plan --------------------------------------------------------------------------------------


def planned(**odd: Any) -> Room:
    here = room("ann", "ben", "cat")
    rhythm = Cadence(0, time(18), "Europe/London")
    here.group = replace(here.group, **{"cadence": rhythm, "next_at": START, **odd})
    return here


def test_a_format_that_there_is_no_more_stops_no_alarm() -> None:
    here = planned(format="tarot", next_at=START + timedelta(days=1))
    assert len(here.ticks(timedelta()).effects) == 3
    outcome = here.ticks(timedelta(days=1))
    (effect,) = (each for each in outcome.effects if isinstance(each, Show))
    assert "I know no format tarot" in words(effect.card)
    assert here.group.next_at == START + timedelta(days=7, hours=1)


def test_a_plan_without_a_rhythm_comes_to_its_end() -> None:
    here = planned(cadence=None)
    (effect,) = here.ticks(timedelta(hours=1)).effects
    assert isinstance(effect, Show)
    assert "was missed" in words(effect.card)
    assert "Next meeting" not in words(effect.card)
    assert wake_at(here.group) is None
