"""Guests: in no queue, gone after their meeting, and no heirs of the group."""

from dataclasses import replace

from bot.group import Group
from bot.members.guests import farewell
from bot.seats.ledger import balances
from bot.seats.rotation import holders, queue, settle, standby, willing
from tests.test_rotation import group


def hosting(*names: str) -> Group:
    """A group of members, the last of whom is a guest."""
    circle = group(*names)
    return replace(
        circle, members=(*circle.members[:-1], replace(circle.members[-1], role="guest"))
    )


def test_a_guest_is_in_no_queue_and_takes_no_seat() -> None:
    circle = hosting("a", "b", "g")
    assert [place.member.id for place in queue(circle)] == ["a", "b"]
    assert "g" not in willing(circle)
    assert standby(circle, ("a", "b"), ("g",)) == ""


def test_only_where_there_are_more_seats_than_members_a_guest_has_one() -> None:
    assert holders(hosting("a", "g"), 2) == ("a", "g")


def test_a_guest_gains_and_pays_nothing() -> None:
    circle = hosting("a", "b", "g")
    after = settle(replace(circle, held=1), 1, ("a", "b", "g"), ("a",))
    assert balances(after.ledger)["g"] == 0
    assert sum(entry.amount for entry in after.ledger) == 0


def test_a_guest_is_gone_after_the_meeting_and_hears_a_word_of_thanks() -> None:
    after, thanks = farewell(hosting("a", "b", "g"))
    assert after.ids == ("a", "b")
    assert len(thanks) == 1
    assert farewell(after) == (after, ())
