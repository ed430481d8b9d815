"""Who facilitates: the part goes round, with credits of its own."""

from dataclasses import replace

from bot.group import Group
from bot.seats.duties import depart, next_facilitator, settle
from bot.seats.ledger import balances
from tests.test_rotation import group


def meet(group: Group, present: str, by: str) -> Group:
    """The group after a meeting that somebody facilitated."""
    number = group.held + 1
    return settle(replace(group, held=number), number, tuple(present), by)


def season(circle: Group, present: str, holders: str = "") -> str:
    """Who facilitates, meeting by meeting; of `holders` one a meeting has the seat."""
    did = ""
    for held in holders or "........":
        did += next_facilitator(circle, tuple(present), (held,))
        circle = meet(circle, present, did[-1])
    return did


def test_everybody_facilitates_in_turn() -> None:
    assert season(group("a", "b", "c", "d"), "abcd") == "abcdabcd"


def test_whoever_has_the_seat_does_not_look_after_the_clock_as_well() -> None:
    circle = group("a", "b", "c", "d")
    did = season(circle, "abcd", "abcdabcd")
    assert not [n for n, who in enumerate(did) if who == "abcdabcd"[n]]
    assert {did.count(who) for who in "abcd"} == {2}


def test_whoever_is_away_keeps_the_place() -> None:
    circle = meet(group("a", "b", "c"), "bc", "b")
    assert next_facilitator(circle, ("a", "b", "c")) == "c"
    circle = meet(circle, "bc", "c")
    assert next_facilitator(circle, ("a", "b", "c")) == "a"


def test_nobody_facilitates_where_all_have_seats() -> None:
    assert next_facilitator(group("a", "b"), ("a", "b"), ("a", "b")) == ""


def test_a_guest_neither_facilitates_nor_gains() -> None:
    circle = group("a", "b", "c")
    guest = replace(circle.members[0], role="guest")
    circle = replace(circle, members=(guest, *circle.members[1:]))
    assert next_facilitator(circle, ("a",)) == ""
    after = meet(circle, "abc", "b")
    assert balances(after.rota.duties)["a"] == 0


def test_the_credits_of_facilitating_sum_to_zero_even_when_somebody_leaves() -> None:
    circle = group("a", "b", "c", "d")
    for _ in range(30):
        circle = meet(circle, "abd", next_facilitator(circle, ("a", "b", "d")))
    assert sum(entry.amount for entry in circle.rota.duties) == 0
    assert len(circle.rota.duties) <= 4 * 13 + 12
    left = depart(circle, "b")
    assert sum(entry.amount for entry in left.rota.duties) == 0
    assert "b" not in {entry.member for entry in left.rota.duties}
