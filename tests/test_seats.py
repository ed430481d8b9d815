"""Seasons of the bench, a few of each: credit beats the calendar, which beats chance."""

from statistics import mean

import pytest

from bench.seats import SIZES, WAYS, season, table

ROWS = {(row.members, row.seats, row.way): row for row in table(12)}


@pytest.mark.parametrize(("members", "seats"), SIZES)
def test_by_credit_the_longest_wait_is_the_shortest(members: int, seats: int) -> None:
    strict, random, credit = (ROWS[members, seats, way] for way in WAYS)
    assert credit.longest < strict.longest < random.longest
    assert credit.late < strict.late < random.late
    assert credit.spread < random.spread


@pytest.mark.parametrize(("members", "seats"), SIZES)
def test_only_the_calendar_loses_seats(members: int, seats: int) -> None:
    strict, random, credit = (ROWS[members, seats, way].lost for way in WAYS)
    assert credit == random == 0 < strict


def test_credits_sum_to_what_was_charged_in_every_season() -> None:
    for members, seats in SIZES:
        assert {season(members, seats, "credit", seed).sum for seed in range(3)} == {0}


def test_the_same_seed_plays_the_same_season() -> None:
    assert season(5, 1, "credit", 7) == season(5, 1, "credit", 7)
    assert len({season(5, 1, "credit", seed).waits for seed in range(5)}) > 1


def test_by_credit_a_season_comes_out_as_the_simulation_foretold() -> None:
    # The simulation in the domain guide: mean of the longest wait, and of the 95th percentile.
    foretold = {(4, 1): (7.4, 6.3), (5, 1): (8.0, 7.0), (6, 1): (9.1, 8.1), (6, 2): (6.0, 5.0)}
    for (members, seats), (longest, late) in foretold.items():
        row = ROWS[members, seats, "credit"]
        assert abs(row.longest - longest) < 1
        assert abs(row.late - late) < 0.7
    assert mean(row.lost for row in ROWS.values()) < 0.1
