"""What is hidden stays hidden, and what is taken back is taken back wholly."""

from datetime import timedelta
from typing import Any

import pytest

from bot.archive import Commitment
from bot.cards import Mention
from bot.decide import form
from bot.effects import Outcome, Show
from bot.events import Actor
from tests.room import START, room, told
from tests.seen import readers, spans

# -- what is hidden --------------------------------------------------------------------------------


def test_a_line_that_is_one_too_many_stays_hidden_like_the_others() -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step="write", end="timer")
    here.does("ann", "brief", "Whom do I ask?")
    for line in ("one", "two", "three"):
        assert here.says("ben", line).hush
    outcome = here.says("ben", "four")
    assert outcome.hush
    assert "3 is the most" in told(outcome, "ben")
    assert here.says("ben", "long " * 900).hush


@pytest.mark.parametrize("show", ["seat_only", "private"])
def test_what_is_said_for_few_is_hushed(show: str) -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step="discuss", show=show, turn="parallel")
    assert here.says("ben", "a secret").hush
    assert not here.says("ann", "something else").hush


@pytest.mark.parametrize("show", ["private", "off_record"])
def test_of_some_steps_nothing_is_kept(show: str) -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step="commit", show=show)
    was = here.group
    assert "nothing is kept" in told(here.fills("ben", "write", what="rest"), "ben")
    assert here.group == was


def test_only_the_seat_holder_is_asked_to_pick_and_never_from_what_is_still_blind() -> None:
    odd: dict[str, Any] = {"who": "all", "keep": ("items", "picks"), "end": "timer"}
    here = room("ann", "ben", "cat", start="hot_seat", step="write", **odd)
    here.does("ann", "brief", "Whom do I ask?")
    here.fills("ben", "write", text="an idea")
    for who in ("ann", "ben"):
        asked = form(here.group, "write", Actor(who))
        assert asked
        assert "picks" not in [field.name for field in asked.fields]
    here.does("cat", "next")
    here.does("cat", "next")
    here.does("cat", "next")
    asked = form(here.group, "write", Actor("ann"))
    assert asked
    assert [len(field.choices) for field in asked.fields if field.name == "picks"] == [1]


def test_a_question_that_is_asked_blind_is_on_no_board_before_the_reveal() -> None:
    odd: dict[str, Any] = {"who": "all", "keep": ("problem_statements", "question_final")}
    here = room("ann", "ben", "cat", start="hot_seat", step="write", end="timer", **odd)
    here.does("ann", "brief", "Whom do I ask?")
    told_blind = here.fills("ann", "write", question="Do I ask at all?")
    assert "at all" not in repr([e for e in told_blind.effects if readers(e) != "ann"])
    asked = form(here.group, "write", Actor("ann"))
    assert asked
    assert "Do I ask at all?" in [field.value for field in asked.fields]
    assert here.meeting.seats[0].question == "Whom do I ask?"
    assert "at all" in repr(here.does("cat", "next").effects)
    assert here.meeting.seats[0].question == "Do I ask at all?"


def test_a_question_that_is_asked_blind_stands_in_the_recap_of_a_meeting_that_ends_there() -> None:
    odd: dict[str, Any] = {"who": "all", "keep": ("problem_statements", "question_final")}
    here = room("ann", "ben", "cat", start="hot_seat", step="write", end="timer", **odd)
    here.does("ann", "brief", "Whom do I ask?")
    here.fills("ann", "write", question="Do I ask at all?")
    here.does("cat", "end", "now")
    assert here.group.last
    assert [seat.question for seat in here.group.last.seats] == ["Do I ask at all?"]
    assert here.group.briefs == ()


def test_a_brief_for_a_seat_that_never_opened_waits_for_the_next_one() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    here.does("ann", "brief", "Whom do I ask?")
    here.does("ben", "brief", "Where do I begin?")
    here.does("ann", "end", "now")
    assert {brief.by for brief in here.group.briefs} == {"ann", "ben"}


def test_the_brief_of_somebody_who_is_not_there_is_told_to_nobody() -> None:
    here = room("ann", "ben", "cat", "dee", "eve")
    here.does("eve", "brief", "Do I leave by June?")
    here.does("ann", "start", "clinic")
    for who in ("ann", "ben", "cat", "dee"):
        here.fills(who, "write", question=f"A question of {who}?")
    outcome = here.does("ann", "next")
    assert "A question of ben?" in repr(outcome.effects)
    assert "leave by June" not in repr(outcome.effects)


# -- undo, passes ----------------------------------------------------------------------------------


def test_taking_back_an_extension_leaves_a_pause_a_pause() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    here.does("ann", "pause")
    was = here.meeting.at
    here.does("ann", "extend", "5")
    here.does("ann", "undo")
    assert here.meeting.at == was


def test_taking_back_an_extension_keeps_what_others_did_meanwhile() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    here.does("ann", "extend", "5")
    here.does("ben", "done")
    here.does("ann", "undo")
    assert here.meeting.at.done == ("ben",)


def test_whoever_passes_one_of_two_seats_is_told_who_has_it_instead() -> None:
    here = room("ann", "ben", "cat")
    here.does("ann", "agenda", "use hot_seat 2")
    (effect,) = here.does("ben", "pass").effects
    assert isinstance(effect, Show)
    assert list(spans(effect.card))[-2] == Mention("cat")


def test_a_pass_counts_once_even_when_all_have_passed() -> None:
    here = room("ann", "ben")
    for who in ("ann", "ben", "ann"):
        here.does(who, "pass")
    assert here.group.passed == ("ann", "ben")
    assert [member.passes for member in here.group.members] == [1, 1]


def test_a_step_that_keeps_nothing_leaves_talk_alone() -> None:
    here = room("ann", "ben", "cat", start="hot_seat", keep=())
    was = here.group
    assert here.says("ann", "hello") == Outcome(was)


def test_nobody_is_told_of_a_commitment_of_somebody_elses() -> None:
    here = room("ann", "ben")
    here.does("ann", "commit", "a secret thing")
    due = (START + timedelta(days=7)).date()
    assert here.group.commitments == (
        Commitment(1, "ann", "a secret thing", due, proposed=True, made=START),
    )
    assert "secret" not in repr([here.does("ben", verb).effects for verb in ("mine", "done")])
