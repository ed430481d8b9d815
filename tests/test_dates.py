"""Dates as members write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import parse_day

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("today", "2026-03-02"), ("Tonight", "2026-03-02"), ("tomorrow", "2026-03-03")),
        *(("friday", "2026-03-06"), ("on Friday", "2026-03-06"), ("next friday", "2026-03-06")),
        *(("fri", "2026-03-06"), ("monday", "2026-03-09"), ("next week", "2026-03-09")),
        *(("in 1 day", "2026-03-03"), ("in 3 days", "2026-03-05"), ("in 2 weeks", "2026-03-16")),
        *(("4 March", "2026-03-04"), ("march 4th", "2026-03-04"), ("1st Apr.", "2026-04-01")),
        *(("March 4, 2027", "2027-03-04"), ("1 march", "2027-03-01"), ("2 mar", "2026-03-02")),
        *(("2026-03-04", "2026-03-04"), ("20260304", "2026-03-04"), ("2025-01-01", "2025-01-01")),
        *(("4 march 2020", "2020-03-04"), ("29 feb 2028", "2028-02-29")),
    ],
)
def test_a_date_is_understood_in_many_words(said: str, meant: str) -> None:
    assert parse_day(said, MONDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "said",
    [
        *("", "   ", "soon", "in a while", "in 3 moons", "in 3000 days", "next", "next moon"),
        *("32 march", "29 february", "4 march april", "march", "4", "4 5 march 2026", "4 ma"),
        *("2026-13-01", "2026-03", "... 4", "² march", "4 march 99999999999999999999"),
        *("in ² days", "4 march 0", "the 4 march", "yesterday", "31 dec 99999"),
    ],
)
def test_what_is_no_date_is_none(said: str) -> None:
    assert parse_day(said, MONDAY) is None


def test_the_weekday_of_today_means_next_week() -> None:
    assert parse_day("monday", MONDAY) == date(2026, 3, 9)


def test_a_date_in_the_last_year_there_is_has_no_next_year() -> None:
    assert parse_day("1 january", date(9999, 12, 31)) is None


@given(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_no_words_make_it_stumble(said: str, today: date) -> None:
    found = parse_day(said, today)
    assert found is None or isinstance(found, date)


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_a_date_without_a_year_is_never_past(day: date, today: date) -> None:
    found = parse_day(f"{day:%d %B}", today)
    assert found is None or (found >= today and (found.month, found.day) == (day.month, day.day))
    assert found or (day.month, day.day) == (2, 29)
