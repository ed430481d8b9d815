"""What the form of a step asks, of whom, and what of it has to be answered."""

from bot.events import Actor
from bot.feedback.asking import step_form
from tests.room import Room, room


def asked(made: Room, who: str) -> dict[str, bool]:
    """The fields of somebody's form, each with whether it has to be answered."""
    form = step_form(made.group, Actor(who))
    return {field.name: field.required for field in form.fields} if form else {}


def test_nobody_is_asked_why_nothing_came_of_no_commitment() -> None:
    made = room("ann", "ben", "cat", "dee", start="hot_seat", step="review")
    assert asked(made, "ann") == {"win": False}
    made.does("ann", "commit", "call three by friday")
    assert asked(made, "ann") == {"status1": False, "lesson": False, "win": False}
    assert asked(made, "ben") == {"win": False}


def test_a_commitment_is_needed_where_nothing_else_is_asked() -> None:
    made = room("ann", "ben", "cat", "dee", start="hot_seat", step="commit")
    assert asked(made, "ann")["what"]


def test_beside_other_questions_it_may_be_left_out() -> None:
    made = room("ann", "ben", "cat", start="clinic", step="close")
    assert not any(asked(made, "ann").values())
    made = room("ann", "ben", "cat", start="focus_block", step="goals")
    assert not any(asked(made, "ann").values())
