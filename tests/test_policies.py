"""The ways to go round: whom each puts first, and what it says about that."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import get_args

from bot.effects import Nudge
from bot.group import Claim, Entry, Group, Member, PolicyName, Rota, Topic
from bot.seats.policies import POLICIES, order, reason
from bot.seats.rotation import holders, queue, ready, standby, upcoming, willing
from bot.words import seats as words
from tests.room import room
from tests.test_rotation import AT, credit, group, meet
from tests.test_rotation import order as line


def by(policy: PolicyName, circle: Group, *claims: Claim) -> Group:
    """The group with a policy, and with what was agreed on."""
    return replace(circle, rota=Rota(policy, claims))


def why(circle: Group) -> str:
    """Why the first of the queue is the first."""
    first, second, *_ = queue(circle)
    return reason(POLICIES[circle.rota.policy], first, second)


def test_every_policy_has_an_order_and_says_what_it_is() -> None:
    assert set(POLICIES) == set(get_args(PolicyName))
    assert len({policy.lead for policy in POLICIES.values()}) == len(POLICIES)


def test_every_policy_tells_any_two_members_apart() -> None:
    for policy in POLICIES.values():
        places = queue(group("a", "b", "c", "d"))
        assert len({order(policy, place) for place in places}) == 4


# -- why -------------------------------------------------------------------------------------------


def test_the_first_rule_that_tells_two_apart_is_the_reason() -> None:
    circle = group("a", "b", "c", "d")
    assert why(circle) == words.WHY_JOINED
    assert why(meet(circle, "ab", "b")) == words.WHY_CREDIT
    assert why(replace(circle, passed=("b", "c", "d"))) == words.WHY_OTHERS
    sat = replace(circle, held=2, members=(replace(circle.members[0], sat=1), *circle.members[1:]))
    assert why(replace(sat, members=sat.members[:2])) == words.WHY_WAITED
    late = replace(circle, held=9, members=(circle.members[0], replace(circle.members[1], sat=8)))
    assert why(late) == words.WHY_STARVED


# -- strict ----------------------------------------------------------------------------------------


def test_by_the_calendar_a_turn_that_nobody_took_is_lost() -> None:
    circle = by("strict", group("a", "b", "c"))
    assert line(circle) == "abc"
    away = meet(circle, "bc", "a")
    assert credit(away, "a") == 0
    assert line(away) == "bca"
    assert standby(circle, ("a",), ("b", "c")) == ""


def test_by_the_calendar_a_newcomer_comes_behind_those_who_wait() -> None:
    circle = meet(by("strict", group("a", "b", "c")), "abc", "a")
    newcomer = Member("d", AT + timedelta(days=9), since=1)
    assert line(replace(circle, members=(*circle.members, newcomer))) == "bcad"


# -- volunteer, manual -----------------------------------------------------------------------------


def test_of_volunteers_only_those_who_asked_want_a_seat() -> None:
    circle = by("volunteer", group("a", "b", "c"))
    assert not ready(circle)
    assert upcoming(circle) == ()
    asked = by("volunteer", circle, Claim("c", "", "volunteer"), Claim("b", "", "volunteer"))
    assert willing(asked) == ("c", "b")
    assert upcoming(asked) == ("c",)
    assert standby(asked, ("c",)) == "b"


def test_whoever_an_organiser_names_sits_before_all_others() -> None:
    circle = by("manual", group("a", "b", "c"), Claim("c", "", "manual"))
    assert holders(circle, 2) == ("c", "a")


# -- weighted --------------------------------------------------------------------------------------


def test_the_heaviest_topic_sits_next_then_credit() -> None:
    circle = by("weighted", group("a", "b", "c"))
    topics = (Topic(1, "b", "rent", 4, 2), Topic(2, "c", "a lease", 3, 3), Topic(3, "c", "?", 5))
    circle = replace(circle, parking=topics)
    assert line(circle) == "cba"
    assert why(circle) == words.WHY_WEIGHT
    waited = replace(circle, held=5, members=(*circle.members[1:], replace(circle.members[0])))
    sat = tuple(replace(m, sat=5) if m.id != "a" else m for m in waited.members)
    assert line(replace(waited, members=sat)) == "acb"
    rich = replace(circle, parking=(), ledger=(Entry("b", Fraction(1), 0, "carried"),))
    assert line(rich) == "bac"


# -- what was agreed on ----------------------------------------------------------------------------


def test_a_swap_gives_the_seat_and_the_giver_is_no_standby() -> None:
    circle = by("credit", group("a", "b", "c"), Claim("c", "a", "swap"))
    assert holders(circle, 1) == ("c",)
    assert standby(circle, ("c",)) == "b"
    assert line(meet(circle, "abc", "c")) == "abc"


def test_a_seat_that_is_handed_on_twice_is_the_last_ones() -> None:
    claims = (Claim("b", "a", "swap"), Claim("c", "b", "urgent"))
    assert holders(by("credit", group("a", "b", "c"), *claims), 1) == ("c",)


def test_what_was_agreed_on_holds_until_there_was_a_seat() -> None:
    circle = by("credit", group("a", "b", "c"), Claim("c", "a", "swap"))
    assert meet(circle, "abc", "").rota.claims
    assert not meet(circle, "abc", "c").rota.claims


def test_nobody_is_ready_where_all_passed_or_told_that_they_are_away() -> None:
    circle = replace(group("a", "b", "c"), passed=("a",), away=("b",))
    assert willing(circle) == ("c",)
    nobody = replace(circle, passed=("a", "c"))
    assert not ready(nobody)
    assert standby(nobody, ("a",)) == ""
    assert holders(nobody, 1) == ("a",)


# -- newcomers -------------------------------------------------------------------------------------


def test_a_newcomer_sits_from_the_second_meeting_on() -> None:
    circle = meet(meet(group("a", "b"), "ab", "a"), "ab", "b")
    newcomer = Member("c", AT + timedelta(days=9), since=2)
    circle = replace(circle, members=(*circle.members, newcomer))
    assert "c" not in willing(circle)
    assert "c" in willing(meet(circle, "ab", "a"))


def test_a_newcomer_does_not_start_last_among_equals() -> None:
    circle = group("a", "b", "c")
    for who in "abc":
        circle = meet(circle, "abc", who)
    newcomer = Member("d", AT + timedelta(days=9), since=3)
    assert line(replace(circle, members=(*circle.members, newcomer))) == "abdc"


def test_a_second_seat_that_nobody_wants_is_none() -> None:
    here = room("ann", "ben", "cat", "dee")
    here.does("ann", "queue", "policy volunteer")
    here.does("ann", "agenda", "use hot_seat 2")
    here.does("ben", "volunteer")
    here.does("ann", "start")
    assert [seat.holder for seat in here.meeting.seats] == ["ben"]


def test_a_swap_that_was_answered_is_no_more_to_be_told() -> None:
    for answer in ("yes", "no"):
        here = room("ann", "ben", "cat")
        here.does("ann", "swap", "@ben")
        effects = here.does("ben", "swap", f"{answer} @ann").effects
        settled = [e.key for e in effects if isinstance(e, Nudge) and e.settled]
        assert settled == ["swap:ann"]
