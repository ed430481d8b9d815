"""Meetings by the wall clock: which dates a rule has, and what happens when clocks change."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rhythm.cadence import (
    Cadence,
    dates,
    instant,
    occurrences,
    oddity,
    slot,
    today,
)

SUNDAY = 6
ZONES = sorted(available_timezones())
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def starts(cadence: Cadence, after: str, count: int) -> list[str]:
    return [f"{at:%m-%d %H:%M}" for at in occurrences(cadence, utc(after), count)]


# -- the clock changes -----------------------------------------------------------------------------


def test_six_in_the_evening_in_london_stays_six_when_summer_time_begins() -> None:
    weekly = Cadence(SUNDAY, time(18), "Europe/London")
    assert starts(weekly, "2026-03-20", 3) == ["03-22 18:00", "03-29 17:00", "04-05 17:00"]


def test_an_hour_that_the_clock_skips_is_met_at_the_end_of_the_gap() -> None:
    weekly = Cadence(SUNDAY, time(2, 30), "Europe/Berlin")
    assert starts(weekly, "2026-03-20", 3) == ["03-22 01:30", "03-29 01:00", "04-05 00:30"]


def test_an_hour_that_comes_twice_is_met_the_first_time_and_not_again() -> None:
    weekly = Cadence(SUNDAY, time(2, 30), "Europe/Berlin")
    assert starts(weekly, "2026-10-20", 2) == ["10-25 00:30", "11-01 01:30"]
    assert starts(weekly, "2026-10-25 00:30", 1) == ["11-01 01:30"]
    assert starts(weekly, "2026-10-25 01:15", 1) == ["11-01 01:30"]


def test_a_gap_of_half_an_hour_is_understood() -> None:
    weekly = Cadence(SUNDAY, time(2, 15), "Australia/Lord_Howe")
    assert starts(weekly, "2026-10-01", 1) == ["10-03 15:30"]


def test_a_gap_of_two_hours_is_understood() -> None:
    weekly = Cadence(SUNDAY, time(1, 30), "Antarctica/Troll")
    assert starts(weekly, "2026-03-28", 1) == ["03-29 01:00"]


def test_a_midnight_that_does_not_exist_is_met_at_one() -> None:
    weekly = Cadence(SUNDAY, time(0), "Asia/Beirut")
    assert starts(weekly, "2026-03-27", 1) == ["03-28 22:00"]


def test_a_day_that_a_country_left_out_is_met_as_the_next_begins() -> None:
    missing = utc("2011-12-30 18:00").replace(tzinfo=None)
    assert instant(missing, "Pacific/Apia") == utc("2011-12-30 10:00")


def test_the_first_meeting_is_today_if_its_hour_is_still_to_come() -> None:
    weekly = Cadence(0, time(18), "Europe/London")
    assert starts(weekly, "2026-03-02 17:59", 1) == ["03-02 18:00"]
    assert starts(weekly, "2026-03-02 18:00", 1) == ["03-09 18:00"]


def test_the_day_is_the_day_in_the_groups_zone() -> None:
    assert starts(Cadence(0, time(8), "Pacific/Kiritimati"), "2026-03-01", 1) == ["03-01 18:00"]


@given(
    st.builds(Cadence, st.integers(0, 6), TIMES, st.sampled_from(ZONES)),
    st.integers(0, 37 * 365 * 24 * 60).map(lambda n: utc("2000-01-01") + timedelta(minutes=n)),
)
def test_in_every_zone_meetings_come_weekly_at_their_hour_or_behind_the_gap(
    cadence: Cadence, after: datetime
) -> None:
    found = occurrences(cadence, after, 3)
    assert found[0] > after
    for start in found:
        wall = start.astimezone(ZoneInfo(cadence.zone))
        before = (start - timedelta(seconds=1)).astimezone(ZoneInfo(cadence.zone))
        skipped = before.utcoffset() != wall.utcoffset()
        assert (wall.time(), wall.weekday()) == (cadence.at, cadence.day) or skipped
    for first, second in pairwise(found):
        assert timedelta(days=5) < second - first < timedelta(days=9)


# -- every rule, against a second computation that knows no library --------------------------------

DAYS_OF_WEEK = st.integers(0, 6)
NTHS = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=3, unique=True)
DAYS = st.integers(0, 3000).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
WEEKLY = st.builds(
    Cadence,
    DAYS_OF_WEEK,
    st.just(time(18)),
    st.just("UTC"),
    also=st.lists(DAYS_OF_WEEK, max_size=3).map(tuple),
    every=st.integers(1, 5),
    start=DAYS,
)
MONTHLY = st.builds(
    Cadence,
    DAYS_OF_WEEK,
    st.just(time(18)),
    st.just("UTC"),
    every=st.integers(1, 5),
    nth=NTHS.map(tuple),
    start=DAYS,
)
DATED = st.builds(
    Cadence,
    st.just(0),
    st.just(time(18)),
    st.just("UTC"),
    every=st.integers(1, 5),
    monthday=st.sampled_from([1, 2, 15, 28, 29, 30, 31, -1]),
    start=DAYS,
)
RULES = st.one_of(WEEKLY, MONTHLY, DATED)


def belongs(cadence: Cadence, day: date) -> bool:
    """Whether a day is one of a rule's, by counting on the fingers."""
    assert cadence.start
    if day < cadence.start or (cadence.until and day > cadence.until):
        return False
    if not cadence.monthly:
        first = cadence.start - timedelta(days=cadence.start.weekday())
        weeks = (day - timedelta(days=day.weekday()) - first).days // 7
        return weeks % cadence.every == 0 and day.weekday() in {cadence.day, *cadence.also}
    months = 12 * (day.year - cadence.start.year) + day.month - cadence.start.month
    length = monthrange(day.year, day.month)[1]
    if months % cadence.every:
        return False
    if cadence.monthday:
        return day.day == (length if cadence.monthday == -1 else cadence.monthday)
    same = [n for n in range(1, length + 1) if day.replace(day=n).weekday() == cadence.day]
    chosen = [same[n if n < 0 else n - 1] for n in cadence.nth if n <= len(same)]
    return day.day in chosen


def counted(cadence: Cadence, first: date, days: int) -> list[date]:
    """The rule's dates among so many days, one by one."""
    return [d for n in range(days) if belongs(cadence, d := first + timedelta(days=n))]


@given(RULES, st.integers(-100, 1500))
def test_the_dates_are_those_that_fit_the_rule(cadence: Cadence, later: int) -> None:
    assert cadence.start
    first = cadence.start + timedelta(days=later)
    found = takewhile(lambda day: day < first + timedelta(days=400), dates(cadence, first))
    assert list(found) == counted(cadence, first, 400)


@given(RULES, st.integers(0, 500))
def test_nothing_comes_after_the_end(cadence: Cadence, days: int) -> None:
    assert cadence.start
    until = cadence.start + timedelta(days=days)
    found = list(dates(replace(cadence, until=until), cadence.start))
    assert found == counted(replace(cadence, until=until), cadence.start, 600)


@given(RULES, st.integers(1, 2))
def test_slots_take_turns_meeting_by_meeting(cadence: Cadence, more: int) -> None:
    first = counted(cadence, cadence.start, 800)[:1] if cadence.start else []
    assume(first)
    cadence = replace(cadence, start=first[0], more=(time(9), time(22))[:more])
    times = (cadence.at, *cadence.more)
    found = list(islice(dates(cadence, first[0]), 60))
    for number, day in enumerate(found):
        assert slot(cadence, day) == times[number % len(times)]
    # Where one begins to look makes no difference.
    assert list(islice(dates(cadence, found[-1]), 1)) == found[-1:]


@given(RULES, TIMES, st.sampled_from(ZONES))
def test_starts_are_the_dates_at_their_hour(cadence: Cadence, at: time, zone: str) -> None:
    cadence = replace(cadence, at=at, zone=zone)
    assert cadence.start
    after = datetime.combine(cadence.start, time(), UTC) - timedelta(days=3)
    found = occurrences(cadence, after, 5)
    days = [start.astimezone(ZoneInfo(zone)).date() for start in found]
    assert all(
        n - m in (timedelta(0), timedelta(1))
        for m, n in zip(islice(dates(cadence, cadence.start), 5), days, strict=False)
    )
    assert list(found) == sorted(found)


def test_a_rule_that_never_fits_ends_the_search() -> None:
    never = Cadence(0, time(9), "UTC", every=12, monthday=31, start=date(2026, 2, 1))
    assert list(dates(never, date(2026, 2, 1))) == []


@pytest.mark.parametrize(
    ("wall", "odd"),
    [("2026-03-29 01:30", "gap"), ("2026-10-25 01:30", "twice"), ("2026-10-25 03:30", "")],
)
def test_awkward_hours_are_known(wall: str, odd: str) -> None:
    assert oddity(datetime.fromisoformat(wall), "Europe/London") == odd


def test_today_is_another_day_elsewhere() -> None:
    now = utc("2026-03-02 23:30")
    assert today(now, "") == date(2026, 3, 2)
    assert today(now, "Asia/Tokyo") == date(2026, 3, 3)
    assert today(utc("2026-03-02 03:00"), "America/New_York") == date(2026, 3, 1)
