"""From a format to the steps of one meeting: expanded, and fitted to its minutes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.agenda import (
    GRAIN,
    agenda,
    agenda_for,
    can_relay,
    expand,
    fit,
    only_relay,
    share,
    shortest,
    target,
)
from bot.formats.catalogue import catalogue, find
from bot.formats.format import Format, Plan, Step
from bot.meetings.beside import starts, together

FORMATS = st.sampled_from(list(catalogue().values()))


def total(steps: tuple[Step, ...]) -> int:
    return sum(step.seconds for step in steps)


def repeats(format: Format) -> bool:
    return any(plan.repeat for plan in format.plans)


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


@pytest.mark.parametrize("format", catalogue().values(), ids=lambda format: format.id)
def test_the_minutes_planned_are_the_minutes_of_the_format_for_every_size(format: Format) -> None:
    for people in range(format.size[0], format.size[3] + 1):
        for seats in range(min(1, format.seats[1]), format.seats[1] + 1):
            planned = agenda_for(format, people, seats)
            assert planned.turns == (seats or people if repeats(format) else seats)
            assert planned.minutes == target(format, planned.turns)
            assert total(planned.steps) == planned.minutes * 60


@given(FORMATS, st.integers(1, 12), st.integers(0, 3), st.integers(1, 300))
def test_a_meeting_is_as_long_as_planned_unless_its_floors_are_longer(
    format: Format, people: int, seats: int, minutes: int
) -> None:
    planned = agenda_for(format, people, seats, minutes)
    most = sum(step.seconds for step in expand(format, planned.turns, people))
    if any(step.spare for step in planned.steps) or most >= minutes * 60:
        assert total(planned.steps) == max(minutes * 60, shortest(planned.steps))
    assert planned.minutes == (target(format, planned.turns) if only_relay(format) else minutes)


@given(FORMATS, st.integers(1, 10), st.integers(1, 20), st.integers(1, 200))
def test_a_step_is_shortened_to_its_floor_at_most_and_lengthened_only_where_there_is_time(
    format: Format, holders: int, people: int, minutes: int
) -> None:
    full = {(s.id, s.seat): s for s in expand(format, holders, people)}
    fitted = agenda(format, holders, people, minutes)
    over = sum(step.seconds for step in full.values()) > minutes * 60
    for after in fitted:
        before = full[after.id, after.seat]
        assert before.flex or before.spare or after.seconds == before.seconds
        assert after.seconds >= (before.floor if over else before.seconds)
        assert before.spare or after.seconds <= before.seconds


@given(FORMATS, st.integers(1, 10), st.integers(1, 20), st.integers(1, 200))
def test_only_what_may_be_dropped_is_and_only_where_nothing_can_shrink_any_more(
    format: Format, holders: int, people: int, minutes: int
) -> None:
    full, fitted = expand(format, holders, people), agenda(format, holders, people, minutes)
    kept = [(step.id, step.seat) for step in fitted]
    gone = [step for step in full if (step.id, step.seat) not in kept]
    assert all(step.drop for step in gone)
    assert not gone or shortest(fitted) + gone[0].floor > minutes * 60
    for step in gone:
        assert not {"commitment", "pulse"} & set(step.keep)


def test_with_too_little_time_a_seat_is_left_out_before_anything_else() -> None:
    full, short = (agenda_for(find("experience_forum"), 5, 2, minutes) for minutes in (120, 66))
    assert (full.turns, short.turns) == (2, 1)
    assert "process" in {step.id for step in short.steps}
    tight = agenda_for(find("experience_forum"), 5, 2, 45)
    assert "process" not in {step.id for step in tight.steps}
    assert {"commit", "close"} <= {step.id for step in tight.steps}


def test_the_time_that_is_left_goes_to_the_spare_steps() -> None:
    full, fitted = expand(find("hot_seat"), 1, 3), agenda(find("hot_seat"), 1, 3, 60)
    longer = [after.id for a, after in zip(full, fitted, strict=True) if after.seconds > a.seconds]
    assert longer == ["discuss"]
    assert total(fitted) == 3600


def test_three_people_have_shorter_turns() -> None:
    assert [s.seconds for s in expand(find("clinic"), 3, 3)[1:5]] == [120, 120, 240, 120]
    assert [s.seconds for s in expand(find("clinic"), 4, 4)[1:5]] == [120, 180, 480, 120]


def test_peers_who_speak_in_turn_are_all_but_the_seat_holder() -> None:
    steps = {step.id: step for step in expand(find("experience_forum"), 1, 5)}
    assert steps["experiences"].heads == 4
    assert steps["reflections"].heads == 5


def test_a_relay_lasts_the_hours_of_its_windows() -> None:
    steps = expand(find("async_circle"), 1, 5)
    assert [step.seconds // 3600 for step in steps] == [24, 12, 24, 12, 36, 24, 12, 12]
    assert [step.seat for step in steps] == [-1, 0, 0, 0, 0, 0, 0, -1]


@pytest.mark.parametrize("format", catalogue().values(), ids=lambda format: format.id)
def test_over_days_each_step_with_a_window_is_open_for_it(format: Format) -> None:
    if not can_relay(format):
        assert not any(plan.async_h for plan in format.plans[:1])
        return
    steps = agenda_for(format, 5, relay=True).steps
    hours = {plan.id: plan.async_h for plan in format.plans if plan.async_h}
    assert {step.id: step.seconds / 3600 for step in steps if not step.beside} == hours
    assert all(step.window and step.end == "all_done" for step in steps)
    assert not any(step.flex or step.drop or step.spare or step.timebox for step in steps)


@pytest.mark.parametrize(
    "format", [f for f in catalogue().values() if can_relay(f)], ids=lambda f: f.id
)
@pytest.mark.parametrize("people", [2, 3, 8])
def test_over_days_all_turns_stand_side_by_side(format: Format, people: int) -> None:
    planned = agenda_for(format, people, format.seats[1], relay=True)
    hours = sum(plan.async_h or 0 for plan in format.plans)
    assert planned.minutes == 60 * hours
    steps, turns = planned.steps, range(planned.turns)
    for index in starts(steps):
        open_together = [steps[n] for n in together(steps, index)]
        assert len({step.id for step in open_together}) == 1
        assert [step.seat for step in open_together] in ([-1], [0], list(turns))
        assert len(open_together) == 1 or all(step.turn != "serial" for step in open_together)
        assert {step.seconds for step in open_together[1:]} <= {0}


def test_fitted_steps_end_on_half_minutes() -> None:
    for minutes in (47, 55, 60, 72):
        assert all(s.seconds % GRAIN == 0 for s in agenda(find("hot_seat"), 1, 8, minutes))


def test_nothing_changes_where_nothing_may() -> None:
    full = expand(find("hot_seat"), 1, 4)
    fixed = tuple(replace(step, flex=False, spare=False) for step in full)
    assert fit(fixed, 60) == fixed
    assert fit(fixed, 9000) == fixed
    assert fit((), 60) == ()


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=9),
    st.integers(1, 90),
    st.data(),
)
def test_what_is_shared_out_is_all_of_it_and_not_more_than_each_may_have(
    pairs: list[tuple[int, int]], grain: int, data: st.DataObject
) -> None:
    most = [max(pair) for pair in pairs]
    amount = data.draw(st.integers(0, sum(most)))
    parts = share(amount, most, grain, most)
    assert sum(parts) == amount
    assert all(0 <= part <= top for part, top in zip(parts, most, strict=True))
