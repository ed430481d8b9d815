"""The burden of an hour: the figures that the search promises, and a plain second search."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.rhythm import DAYS, THREE, WORLD, shares
from bot.rhythm.burden import cost, fairest
from bot.rhythm.cadence import instant

PLACES = st.sampled_from((*WORLD, "Pacific/Auckland", "America/Sao_Paulo", "Asia/Kathmandu"))


def test_the_figures_of_five_people_around_the_world_come_out() -> None:
    found = {share.way: share for share in shares()}
    assert max(found["best sum fixed slot"].points) == 96
    assert found["best sum fixed slot"].points.count(0) == 2
    assert max(found["best fair fixed slot"].points) == 84
    assert max(found["two slots in turn"].points) == 48
    assert max(found["three slots in turn"].points) == 37
    assert max(found["any hour each time"].points) < 37
    assert found["any hour each time"].hours > 3


def test_boston_london_and_pune_are_best_off_with_one_time() -> None:
    (only,) = fairest(DAYS, "UTC", THREE)
    assert only.slots == (time(14),)
    assert only.points == (0, 0, 12)


def test_each_hour_of_the_day_has_its_price() -> None:
    day = [cost(datetime(2026, 1, 5, hour, 59, tzinfo=UTC), "UTC") for hour in range(24)]
    assert day == [8] * 6 + [4, 2, 1] + [0] * 8 + [1] * 3 + [2] * 2 + [4, 8]


def carried(days: list[date], people: list[str], hours: tuple[int, ...]) -> list[int]:
    """The points of everybody, meeting by meeting."""
    points = [0] * len(people)
    for number, day in enumerate(days):
        at = instant(datetime.combine(day, time(hours[number % len(hours)])), "Europe/London")
        points = [sum_ + cost(at, zone) for sum_, zone in zip(points, people, strict=True)]
    return points


@settings(max_examples=20, deadline=None)
@given(
    st.lists(PLACES, min_size=1, max_size=4),
    st.integers(0, 300).map(lambda n: date(2026, 1, 1) + timedelta(days=n)),
    st.integers(1, 6),
    st.lists(st.integers(0, 40), min_size=4, max_size=4),
)
def test_no_other_one_or_two_hours_are_fairer(
    people: list[str], first: date, count: int, before: list[int]
) -> None:
    days = [first + timedelta(days=7 * n) for n in range(count)]
    before = before[: len(people)]
    found = fairest(days, "Europe/London", people, before)
    tops = {}
    for size in (1, 2):
        tops[size] = min(
            max(b + c for b, c in zip(before, carried(days, people, hours), strict=True))
            for hours in permutations(range(24), size)
        )
    assert all(
        list(share.points) == carried(days, people, tuple(at.hour for at in share.slots))
        for share in found
    )
    reached = [max(b + c for b, c in zip(before, s.points, strict=True)) for s in found]
    assert reached[0] == tops[1]
    assert reached == sorted(reached, reverse=True)
    if len(days) > 1:
        assert (len(found) > 1) == (tops[2] < tops[1])
        assert len(found) == 1 or reached[1] == tops[2]
