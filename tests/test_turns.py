"""The weeks between two turns, as the domain guide's table has them."""

from dataclasses import replace
from datetime import time

import pytest

from bot.rhythm.cadence import Cadence
from bot.seats.turns import between, days, seldom, told, weeks
from tests.test_rotation import group

WEEKLY = Cadence(1, time(18), "Europe/London")
FORTNIGHTLY = replace(WEEKLY, every=2)
MONTHLY = replace(WEEKLY, nth=(1,))
# members: weekly with one seat, fortnightly with one and two, monthly with one and two
TABLE = {
    4: (4, 8, 4, 17, 9),
    5: (5, 10, 5, 21, 11),
    6: (6, 12, 6, 26, 13),
    8: (8, 16, 8, 34, 17),
}
COLUMNS = ((WEEKLY, 1), (FORTNIGHTLY, 1), (FORTNIGHTLY, 2), (MONTHLY, 1), (MONTHLY, 2))


@pytest.mark.parametrize("members", TABLE)
def test_the_weeks_between_turns_are_those_of_the_table(members: int) -> None:
    found = (weeks(members, seats, days(cadence)) for cadence, seats in COLUMNS)
    assert tuple(round(count) for count in found) == TABLE[members]


def test_two_days_a_week_halve_the_wait() -> None:
    assert days(replace(WEEKLY, also=(3,))) == 3.5
    assert days(replace(MONTHLY, nth=(1, 3))) == 15
    assert days(replace(WEEKLY, monthday=-1, every=2)) == 60


def test_six_weeks_are_borne_and_seven_are_warned_of() -> None:
    six = replace(group(*"abcdef"), cadence=WEEKLY)
    assert between(six) == 6
    assert not seldom(six)
    assert seldom(replace(group(*"abcdefg"), cadence=WEEKLY))


def test_who_has_as_many_seats_as_there_can_be_is_not_told_to_have_more() -> None:
    eight = replace(group(*"abcdefgh", seats=2), cadence=FORTNIGHTLY)
    assert "/agenda" not in repr(told(eight))
    assert "/agenda use hot_seat 2" in repr(told(replace(eight, seats=1)))


def test_nothing_is_told_without_a_schedule_or_without_seats() -> None:
    assert told(group("a", "b", "c")) == ()
    assert told(replace(group("a", "b", "c"), format="round_robin", cadence=WEEKLY)) == ()
    assert told(replace(group("a", "b"), cadence=WEEKLY)) == ()
