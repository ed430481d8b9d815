"""A year of groups that are all different, through both clock changes, with skips, moves, extras,
holidays, a pause and another hour: what is held, told and heard is what the calendar says."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bench.oracle import DAY, Nudge, heard, instant, is_odd
from bench.years import expected, lived, plan_of

pytestmark = pytest.mark.unmeasured  # the same lines a thousand times a group
PLANS = range(0, 100, 7)  # every zone, hour and kind of rhythm; the bench lives them all


@pytest.mark.parametrize("number", PLANS)
def test_a_year_is_what_the_calendar_says(number: int) -> None:
    plan, words = plan_of(number)
    life, (starts, lines, messages) = lived(plan, words), expected(plan)
    assert len(starts) > 5
    assert life.began == starts
    assert sorted(life.told) == sorted(lines)
    assert life.heard == messages


def test_who_meets_twice_a_week_is_asked_after_sixty_days_too() -> None:
    plan, _ = plan_of(0)
    days = (0, 3)  # Monday and Thursday
    plan = replace(plan, rule=lambda day: day.weekday() in days, hour=time(18), decisions=())
    plan = replace(plan, ends=plan.planned + 120 * DAY)
    life = lived(plan, f"monday and thursday 18:00 {plan.zone}")
    starts, lines, messages = expected(plan)
    assert life.began == starts
    assert sorted(life.told) == sorted(lines)
    assert life.heard == messages


# -- the calendar itself, by examples from a wall --------------------------------------------------


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc", "odd"),
    [
        ((2026, 3, 29), (1, 30), "Europe/London", "2026-03-29T01:00", True),
        ((2026, 10, 25), (1, 30), "Europe/London", "2026-10-25T00:30", True),
        ((2026, 10, 25), (0, 30), "Europe/London", "2026-10-24T23:30", False),
        ((2026, 10, 25), (2, 30), "Europe/London", "2026-10-25T02:30", False),
        ((2026, 3, 8), (2, 15), "America/New_York", "2026-03-08T07:00", True),
        ((2026, 4, 5), (1, 45), "Australia/Lord_Howe", "2026-04-04T14:45", True),
        ((2026, 10, 4), (2, 15), "Australia/Lord_Howe", "2026-10-03T15:30", True),
        ((2026, 6, 1), (18, 0), "Asia/Kolkata", "2026-06-01T12:30", False),
    ],
)
def test_an_hour_is_where_the_clock_first_shows_it(
    day: tuple[int, int, int], at: tuple[int, int], zone: str, utc: str, odd: bool
) -> None:
    found = instant(date(*day), time(*at), zone)
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert is_odd(date(*day), time(*at), zone) == odd


def test_a_week_has_three_messages_by_day_at_the_most() -> None:
    monday = datetime(2026, 3, 2, 23, tzinfo=UTC)
    nudges = [
        Nudge(monday + n * DAY, f"track:{n}", monday + 20 * DAY, monday + n * DAY, n)
        for n in range(5)
    ]
    told = heard(nudges, "UTC", monday + 30 * DAY)
    mornings = [monday + timedelta(hours=9) + n * DAY for n in (0, 1, 2, 7)]
    assert told == [
        *((at, [f"track:{n}"]) for n, at in enumerate(mornings[:3])),
        (mornings[3], ["track:3", "track:4"]),
    ]
