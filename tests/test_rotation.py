"""The queue for the hot seat: who is next, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.group import Entry, Group, Member
from bot.seats.ledger import balances, fold
from bot.seats.rotation import depart, holders, queue, settle, standby, upcoming

AT = datetime(2026, 1, 5, 18, tzinfo=UTC)


def group(*names: str, seats: int = 1, held: int = 0) -> Group:
    """A group whose members joined in this order, a day apart."""
    members = tuple(Member(name, AT + timedelta(days=n)) for n, name in enumerate(names))
    return Group("local:main:g", members=members, seats=seats, held=held)


def meet(group: Group, present: str, sat: str) -> Group:
    """The group after a meeting; names are single letters."""
    number = group.held + 1
    return settle(replace(group, held=number), number, tuple(present), tuple(sat))


def order(group: Group) -> str:
    return "".join(place.member.id for place in queue(group))


def credit(group: Group, who: str) -> Fraction:
    return balances(group.ledger)[who]


# -- the order -------------------------------------------------------------------------------------


def test_at_first_whoever_joined_first_sits_first() -> None:
    assert order(group("b", "a", "c")) == "bac"


def test_whoever_sat_pays_one_and_everybody_there_gains_a_share() -> None:
    after = meet(group("a", "b", "c", "d"), "abcd", "a")
    assert [credit(after, who) for who in "ab"] == [Fraction(-3, 4), Fraction(1, 4)]
    assert order(after) == "bcda"


def test_a_whole_round_gives_everybody_one_seat() -> None:
    circle, sat = group("a", "b", "c", "d"), ""
    for _ in range(8):
        sat += holders(circle, 1)[0]
        circle = meet(circle, "abcd", sat[-1])
    assert sat == "abcdabcd"


def test_whoever_was_away_gains_nothing_and_loses_nothing() -> None:
    after = meet(group("a", "b", "c"), "bc", "b")
    assert credit(after, "a") == 0
    assert order(after) == "cab"


def test_a_seat_holder_who_did_not_come_does_not_pay() -> None:
    after = meet(group("a", "b"), "b", "a")
    assert after.ledger == ()
    assert after.members[0].sat == 0


def test_a_meeting_without_seats_costs_nobody_anything() -> None:
    assert meet(group("a", "b"), "ab", "").ledger == ()


def test_a_newcomer_starts_in_the_middle() -> None:
    circle = meet(group("a", "b", "c"), "abc", "a")
    newcomer = Member("d", AT + timedelta(days=9), since=1)
    assert order(replace(circle, members=(*circle.members, newcomer))) == "bcda"


def test_whoever_waited_too_long_sits_before_all_others() -> None:
    circle = group("a", "b", "c", held=5)
    members = (replace(circle.members[0], sat=5), replace(circle.members[1], sat=4))
    rich = replace(circle, members=(*members, circle.members[2]), ledger=owing("b", "c"))
    assert order(rich) == "cba"
    assert [place.starved for place in queue(rich)] == [True, False, False]


def test_with_two_seats_people_are_starved_sooner() -> None:
    circle = group("a", "b", "c", "d", held=4)
    assert not queue(replace(circle, seats=1))[0].starved
    assert queue(replace(circle, seats=2))[0].starved


def test_whoever_passed_sits_last_this_time_and_keeps_the_credit() -> None:
    circle = replace(group("a", "b", "c"), passed=("a",))
    assert order(circle) == "bca"
    assert order(meet(circle, "abc", "b")) == "acb"


def owing(rich: str, poor: str) -> tuple[Entry, ...]:
    """A ledger in which one member has a credit, and another lacks it."""
    one = Fraction(1)
    return (Entry(rich, one, 5, "present"), Entry(poor, -one, 5, "sat"))


# -- seats -----------------------------------------------------------------------------------------


def test_the_same_pair_does_not_sit_twice_running() -> None:
    circle = replace(meet(group("a", "b", "c"), "abc", "ab"), ledger=())
    tired = replace(circle, members=(*circle.members[:2], replace(circle.members[2], since=9)))
    assert order(tired)[:2] == "ab"
    assert holders(tired, 2) == ("a", "c")


def test_the_same_pair_sits_again_where_nobody_else_would() -> None:
    circle = replace(meet(group("a", "b", "c"), "abc", "ab"), ledger=())
    tired = replace(circle, members=(*circle.members[:2], replace(circle.members[2], since=9)))
    assert holders(replace(tired, passed=("c",)), 2) == ("a", "b")
    assert set(holders(meet(group("a", "b"), "ab", "ab"), 2)) == {"a", "b"}


def test_the_next_seats_are_those_of_the_groups_format() -> None:
    circle = group("a", "b", "c", "d", seats=2)
    assert upcoming(circle) == ("a", "b")
    assert upcoming(replace(circle, format="round_robin")) == ()
    assert upcoming(group("a", "b")) == ()


def test_the_standby_is_the_next_who_is_there() -> None:
    circle = group("a", "b", "c")
    assert standby(circle, ("a",)) == "b"
    assert standby(circle, ("a",), among=("c", "a")) == "c"
    assert standby(circle, ("a", "b", "c")) == ""


# -- the ledger ------------------------------------------------------------------------------------


def test_whoever_leaves_shares_out_what_they_held() -> None:
    after = depart(meet(group("a", "b", "c"), "abc", "a"), "a")
    assert {entry.member for entry in after.ledger} == {"b", "c"}
    assert sum(entry.amount for entry in after.ledger) == 0


def test_the_last_one_to_leave_leaves_an_empty_ledger() -> None:
    assert depart(replace(group("a"), ledger=owing("a", "a")[:1], passed=("a",)), "a").ledger == ()


def test_old_lines_are_folded_into_a_balance_and_change_no_credit() -> None:
    circle = group("a", "b", "c")
    for _ in range(40):
        circle = meet(circle, "abc", holders(circle, 1)[0])
    assert {e.why for e in circle.ledger if e.number == 0} == {"carried"}
    assert min(e.number for e in circle.ledger if e.number) == 29
    assert sum(e.amount for e in circle.ledger) == 0


ENTRIES = st.builds(
    Entry,
    st.sampled_from("abc"),
    st.fractions(-3, 3, max_denominator=20),
    st.integers(0, 9),
    st.sampled_from(("present", "sat")),
)
LEDGERS = st.lists(ENTRIES, max_size=20).map(tuple)


@given(LEDGERS, st.integers(-1, 9))
def test_folding_changes_nobodys_balance(ledger: tuple[Entry, ...], before: int) -> None:
    folded = balances(fold(ledger, before))
    assert {who: folded[who] for who in "abc"} == {who: balances(ledger)[who] for who in "abc"}
    assert fold(fold(ledger, before), before) == fold(ledger, before)


@given(LEDGERS)
def test_balances_are_plain_sums(ledger: tuple[Entry, ...]) -> None:
    for who in "abc":
        amounts = [entry.amount for entry in ledger if entry.member == who]
        assert balances(ledger)[who] == sum(amounts, Fraction(0))
