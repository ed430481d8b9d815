"""A recap put right: by whose lines they are, for a day, and nothing else of it changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.archive import Notes, Recap
from bot.effects import Record, Show, Whisper
from bot.recaps.recap_card import recap_card
from tests.room import Room, plain, room, staged, told


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
    found = here.form(who, "fix", admin)
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


# -- notes of a seat, and older recaps ------------------------------------------------------------


def seated() -> Room:
    """A room whose meeting had a seat of Ann's: Ben wrote for all, and Cat for her alone."""
    here = room("ann", "ben", "cat", start="hot_seat", step="write", turn="parallel", end="timer")
    here.does("ann", "brief", "Whom do I call?")
    here.fills("ben", "write", text="Call Ida")
    here.fills("cat", "write", text="Call Tom", level="seat_only")
    here.does("ann", "end", "now")
    return here


def notes(here: Room) -> Notes:
    """The notes of Ann's seat as they are archived."""
    found = here.records["notes", "1:ann"]
    assert isinstance(found, Notes)
    return found


def test_what_was_for_the_seat_holder_alone_is_put_right_in_their_notes_alone() -> None:
    here = seated()
    was = last(here)
    assert asked(here, "cat") == ["item2"]
    assert asked(here, "ben") == ["item1"]
    outcome = here.fills("cat", "fix:1", item2="Call Tim")
    assert [item.text for item in notes(here).items] == ["Call Ida", "Call Tim"]
    assert [(c.by, c.what) for c in notes(here).corrections] == [("cat", "item 2")]
    assert last(here) == was
    assert "Call Tim" in told(outcome, "ann")
    assert {e.key for e in outcome.effects if isinstance(e, Whisper) and e.to == "ann"} == {
        "notes:1"
    }
    assert not [e for e in outcome.effects if isinstance(e, Show)]


def test_what_all_may_read_is_put_right_in_the_recap_and_in_the_notes() -> None:
    here = seated()
    here.fills("ben", "fix:1", item1="Call Ada", item2="mine now", context0="x", question0="y")
    assert [item.text for item in notes(here).items] == ["Call Ada", "Call Tom"]
    assert [item.text for item in last(here).seats[0].items] == ["Call Ada"]
    here.fills("ann", "fix:1", question0="Whom do I call first?")
    assert (notes(here).question, last(here).seats[0].question) == ("Whom do I call first?",) * 2


def test_the_story_of_a_seat_is_put_right_by_its_holder_alone() -> None:
    here = room("ann", "ben", "cat")
    here.fills("ann", "brief", context="Ten labs", tried="A survey", question="Whom do I call?")
    here.does("ann", "start", "hot_seat")
    while not here.meeting.seats[0].question:
        here.does("ann", "next")
    here.does("ann", "end", "now")
    assert asked(here, "ann") == ["question0", "context0", "tried0"]
    here.fills("ann", "fix:1", context0="Nine labs", tried0="Two surveys")
    assert (notes(here).context, notes(here).tried) == ("Nine labs", "Two surveys")
    assert "labs" not in repr(last(here))


def test_an_older_recap_of_the_same_day_is_put_right_and_the_last_one_stays() -> None:
    here = over()
    here.does("ann", "start", "round_robin")
    here.says("ben", "fine")
    here.does("ann", "end", "now")
    was = last(here)
    outcome = here.fills("ben", "fix:1", what1="call Ida and Tom")
    mended = here.records["meeting", "1"]
    assert isinstance(mended, Recap)
    assert [c.what for c in mended.commitments] == ["call Ida and Tom"]
    assert here.group.commitments[0].what == "call Ida and Tom"
    assert Show("recap:1", recap_card(mended)) in outcome.effects
    assert last(here) == was


@pytest.mark.parametrize("number", ["2", "0", "99999999999"])
def test_a_meeting_of_which_there_is_no_recap_has_none(number: str) -> None:
    here = over()
    assert here.form("ben", f"fix:{number}") is None
    for verb in ("fix", "recap"):
        assert "no recap of meeting" in told(here.does("ben", verb, number), "ben")
    assert "no recap of meeting" in told(here.fills("ben", f"fix:{number}", what1="x"), "ben")
