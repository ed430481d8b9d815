"""From a format to the steps of one meeting: expanded, and fitted to its minutes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.agenda import GRAIN, agenda, expand, fit, target
from bot.formats.catalogue import catalogue, find
from bot.formats.format import Format, Plan, Step

FORMATS = st.sampled_from(list(catalogue().values()))


def total(steps: tuple[Step, ...]) -> int:
    return sum(step.seconds for step in steps)


# -- expanding -------------------------------------------------------------------------------------


def test_each_seat_has_its_own_turn_of_the_repeated_steps() -> None:
    steps = expand(find("hot_seat"), 2, 5)
    assert len(steps) == 2 + 2 * 6 + 2
    assert [step.seat for step in steps] == [-1, -1, *[0] * 6, *[1] * 6, -1, -1]


def test_each_member_has_a_turn_in_a_round() -> None:
    steps = expand(find("round_robin"), 4, 4)
    turns = [(step.id, step.seat) for step in steps if step.seat >= 0]
    assert turns == [(id, seat) for seat in range(4) for id in ("report", "offers")]


def test_a_step_for_each_speaker_grows_with_the_people() -> None:
    for people in (3, 6):
        review = expand(find("hot_seat"), 1, people)[1]
        assert (review.seconds, review.floor) == (90 * people, 60 * people)
        assert review.heads == people


def test_a_step_that_may_not_shrink_is_its_own_floor() -> None:
    arrive = expand(find("hot_seat"), 1, 4)[0]
    assert (arrive.seconds, arrive.floor, arrive.flex) == (120, 120, False)


def test_a_format_of_one_seat_without_repeats_gives_it_every_step() -> None:
    plan = Plan("ask", "Ask", "Ask.", "seat", "serial", minutes=5)
    alone = replace(find("hot_seat"), plans=(plan,))
    assert [step.seat for step in expand(alone, 1, 4)] == [0]
    assert [step.seat for step in expand(alone, 2, 4)] == [-1]
    assert [step.seat for step in expand(replace(alone, seats=(0, 0)), 1, 4)] == [-1]


def test_a_format_without_targets_takes_the_minutes_of_its_steps() -> None:
    plans = (Plan("a", "A", "A.", "all", "parallel", minutes=5),) * 3
    assert target(replace(find("hot_seat"), plans=plans, targets=()), 1) == 15
    assert target(find("hot_seat"), 2) == 90
    assert target(find("hot_seat"), 7) == 90


# -- fitting ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", range(3, 9))
@pytest.mark.parametrize(("seats", "minutes"), [(1, 60), (2, 90)])
def test_a_hot_seat_fits_its_hour(people: int, seats: int, minutes: int) -> None:
    assert total(agenda(find("hot_seat"), seats, people, minutes)) <= minutes * 60


@pytest.mark.parametrize("people", range(2, 7))
def test_a_round_of_few_fits_three_quarters_of_an_hour(people: int) -> None:
    assert total(agenda(find("round_robin"), people, people, 45)) <= 45 * 60


@given(FORMATS, st.integers(1, 10), st.integers(1, 20), st.integers(1, 200))
def test_no_step_shrinks_below_its_floor_or_without_need(
    format: Format, holders: int, people: int, minutes: int
) -> None:
    full, fitted = expand(format, holders, people), agenda(format, holders, people, minutes)
    assert [step.id for step in fitted] == [step.id for step in full]
    for before, after in zip(full, fitted, strict=True):
        assert before.floor <= after.seconds <= before.seconds
        assert before.flex or after.seconds == before.seconds
    if total(full) <= minutes * 60:
        assert fitted == full
    floors = sum(step.floor if step.flex else step.seconds for step in full)
    assert total(fitted) <= max(minutes * 60, floors)


@given(FORMATS, st.integers(1, 6), st.integers(1, 9), st.integers(1, 6000))
def test_a_meeting_fitted_to_the_second_is_exactly_as_long_as_it_may_be(
    format: Format, holders: int, people: int, seconds: int
) -> None:
    full = expand(format, holders, people)
    floors = sum(step.floor if step.flex else step.seconds for step in full)
    assert total(fit(full, seconds, grain=1)) == min(total(full), max(seconds, floors))


def test_shrunken_steps_end_on_half_minutes() -> None:
    shrunk = agenda(find("hot_seat"), 1, 8, 55)
    assert all(step.seconds % GRAIN == 0 for step in shrunk)


def test_nothing_shrinks_where_nothing_may() -> None:
    fixed = tuple(replace(step, flex=False) for step in expand(find("hot_seat"), 1, 4))
    assert fit(fixed, 60) == fixed
    assert fit((), 60) == ()
