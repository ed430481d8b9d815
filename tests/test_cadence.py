"""Weekly meetings by the wall clock: what happens when clocks change, and what people type."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import (
    Cadence,
    following,
    instant,
    occurrences,
    parse,
    time_of_day,
    today,
    weekday,
    zone_name,
)
from bot.effects import Refused

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
    assert following(cadence, after) == found[0] > after
    for start in found:
        wall = start.astimezone(ZoneInfo(cadence.zone))
        before = (start - timedelta(seconds=1)).astimezone(ZoneInfo(cadence.zone))
        skipped = before.utcoffset() != wall.utcoffset()
        assert (wall.time(), wall.weekday()) == (cadence.at, cadence.day) or skipped
    for first, second in pairwise(found):
        assert timedelta(days=5) < second - first < timedelta(days=9)


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tuesday 18:00 Europe/London", Cadence(1, time(18), "Europe/London")),
        ("18:00 tue london", Cadence(1, time(18), "Europe/London")),
        ("every Friday at 6:30pm, in New York", Cadence(4, time(18, 30), "America/New_York")),
        ("Wednesdays 9am", Cadence(2, time(9), "Asia/Tokyo")),
        ("weekly on thurs. 07.15 utc", Cadence(3, time(7, 15), "UTC")),
        ("sun 0:00 Asia/Kathmandu", Cadence(6, time(0), "Asia/Kathmandu")),
    ],
)
def test_a_rhythm_is_understood_in_many_words(said: str, meant: Cadence) -> None:
    assert parse(said, "Asia/Tokyo") == meant


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("18:00", "no weekday"),
        ("someday 18:00", "no weekday"),
        ("monday", "no time of the day"),
        ("monday 25:00", "no time of the day"),
        ("monday 18:00 Narnia", "no time zone “Narnia”"),
        ("", "no weekday in “…”"),
    ],
)
def test_a_rhythm_that_is_not_understood_says_what_is_missing(said: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parse(said, "UTC")


def test_without_any_zone_the_zone_is_asked_for() -> None:
    with pytest.raises(Refused, match="In which zone"):
        parse("monday 18:00", "")


@pytest.mark.parametrize(
    ("word", "day"),
    [("mon", 0), ("Mondays", 0), ("mon.", 0), ("tues", 1), ("WED", 2), ("thur.", 3), ("sun", 6)]
    + [(word, None) for word in ("m", "mo", "mox", "", "...", ".....", "sssss", "day")],
)
def test_a_weekday_goes_by_its_first_three_letters_or_more(word: str, day: int | None) -> None:
    assert weekday(word) == day


@pytest.mark.parametrize(
    ("word", "at"),
    [
        *(("18:00", time(18)), ("18.30", time(18, 30)), ("7h15", time(7, 15)), ("9am", time(9))),
        *(("6:30PM", time(18, 30)), ("12am", time(0)), ("12pm", time(12)), ("0:00", time(0))),
    ],
)
def test_a_time_of_day_is_written_in_many_ways(word: str, at: time) -> None:
    assert time_of_day(word) == at


@pytest.mark.parametrize("word", ["18", "24:00", "18:60", "13pm", "0am", "noon", "", "²:00", "1:0"])
def test_what_is_no_time_of_day_is_refused(word: str) -> None:
    with pytest.raises(Refused, match="no time of the day"):
        time_of_day(word)


@pytest.mark.parametrize(
    ("word", "zone"),
    [
        *(("Europe/London", "Europe/London"), ("europe/london", "Europe/London")),
        *(("London", "Europe/London"), ("new york", "America/New_York"), ("UTC", "UTC")),
        *(("kolkata", "Asia/Kolkata"), ("St_Johns", "America/St_Johns")),
        ("buenos aires", "America/Buenos_Aires"),
    ],
)
def test_a_zone_goes_by_its_name_or_its_city(word: str, zone: str) -> None:
    assert zone_name(word) == zone


@pytest.mark.parametrize("word", ["", "Narnia", "../etc/passwd", "Europe/", "+02:00"])
def test_an_unknown_zone_is_refused(word: str) -> None:
    with pytest.raises(Refused, match="no time zone"):
        zone_name(word)


def test_today_is_another_day_elsewhere() -> None:
    now = utc("2026-03-02 23:30")
    assert today(now, "") == date(2026, 3, 2)
    assert today(now, "Asia/Tokyo") == date(2026, 3, 3)
    assert today(utc("2026-03-02 03:00"), "America/New_York") == date(2026, 3, 1)
