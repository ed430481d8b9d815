"""A recap put right: by whose lines they are, for a day, and nothing else of it changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.archive import Recap
from bot.decide import form
from bot.effects import Record, Show
from bot.events import Actor
from bot.recap_card import recap_card
from tests.room import Room, plain, staged, told


def over() -> Room:
    """A room whose meeting is over: Ann and Ben wrote, decided and promised something."""
    here = staged("ann", "ben", "cat", steps=(plain("decide", "decisions"), plain("z", "insight")))
    here.fills("ann", "write", decision="Meet on Mondays")
    here.fills("ben", "write", decision="Start on time", note="A note of Ben")
    here.does("ben", "commit", "call Ida by friday")
    here.does("ann", "end", "now")
    return here


def last(here: Room) -> Recap:
    """The recap as it stands."""
    assert here.group.last
    return here.group.last


def asked(here: Room, who: str, admin: bool = False) -> list[str]:
    """The fields that a member may put right."""
    found = form(here.group, "fix", Actor(who, admin=admin))
    return [field.name for field in found.fields] if found else []


def test_everybody_is_asked_for_their_own_lines_and_the_organiser_for_decisions() -> None:
    here = over()
    items = {item.text: f"item{item.id}" for item in last(here).items}
    decisions = [items["Meet on Mondays"], items["Start on time"]]
    assert asked(here, "ann") == decisions  # she made the group
    assert asked(here, "ben") == ["what1", "by1", items["Start on time"], items["A note of Ben"]]
    assert asked(here, "cat") == []
    assert asked(here, "cat", admin=True) == decisions
    assert asked(here, "dee") == []


def test_only_that_line_changes_and_the_message_is_edited_in_place() -> None:
    here = over()
    was = last(here)
    effects = here.fills("ben", "fix", what1="call Ida and Tom").effects
    assert here.group.commitments[0].what == "call Ida and Tom"
    assert [c.what for c in last(here).commitments] == ["call Ida and Tom"]
    assert replace(last(here), commitments=was.commitments, corrections=()) == was
    assert Show("recap:1", recap_card(last(here))) in effects
    assert Record("meeting", "1", last(here)) in effects
    assert [(c.by, c.what) for c in last(here).corrections] == [("ben", "commitment 1")]


def test_nobody_puts_a_line_of_somebody_else_right() -> None:
    here = over()
    was = last(here)
    ours = next(f"item{item.id}" for item in was.items if item.by == "ann")
    for who in ("ben", "cat"):
        here.fills(who, "fix", **{ours: "Meet never", "what1": "", "what9": "x", "dance": "x"})
    here.fills("cat", "fix", what1="sing")
    assert last(here) == was


@pytest.mark.parametrize(
    ("said", "why"),
    [("someday", "no date I know"), ("4/3", "more than one day"), ("1 march 2020", "over already")],
)
def test_a_date_that_is_not_clear_stays_and_the_rest_is_put_right(said: str, why: str) -> None:
    here = over()
    due = here.group.commitments[0].due
    assert why in told(here.fills("ben", "fix", by1=said, what1="call Tom"), "ben")
    assert (here.group.commitments[0].due, here.group.commitments[0].what) == (due, "call Tom")


def test_a_dash_takes_a_line_out() -> None:
    here = over()
    mine = next(f"item{item.id}" for item in last(here).items if item.text == "A note of Ben")
    here.fills("ben", "fix", **{mine: "-"})
    assert "A note of Ben" not in [item.text for item in last(here).items]


def test_after_a_day_it_is_a_record() -> None:
    here = over()
    here.now += timedelta(hours=24)
    here.fills("ben", "fix", what1="call Tom")
    was = last(here)
    here.now += timedelta(seconds=1)
    assert "is a record now" in told(here.fills("ben", "fix", what1="call Tim"), "ben")
    assert "is a record now" in told(here.does("ben", "fix"), "ben")
    assert last(here) == was
