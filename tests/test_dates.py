"""Dates as members write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rhythm.dates import Reading, read_day

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("today", "2026-03-02"), ("Tonight", "2026-03-02"), ("tomorrow", "2026-03-03")),
        *(("friday", "2026-03-06"), ("on Friday", "2026-03-06"), ("this friday", "2026-03-06")),
        *(
            ("monday", "2026-03-09"),
            ("fri", "2026-03-06"),
            ("Fri.", "2026-03-06"),
            ("next week", "2026-03-09"),
        ),
        *(("tuesday next week", "2026-03-10"), ("day after tomorrow", "2026-03-04")),
        *(("in 1 day", "2026-03-03"), ("in 3 days", "2026-03-05"), ("in 2 weeks", "2026-03-16")),
        *(("in a week", "2026-03-09"), ("two weeks", "2026-03-16"), ("in 1 month", "2026-04-02")),
        *(("end of month", "2026-03-31"), ("the end of the month", "2026-03-31")),
        *(("end of next month", "2026-04-30"), ("end of may", "2026-05-31")),
        *(("end of feb", "2027-02-28"), ("end of year", "2026-12-31"), ("12th", "2026-03-12")),
        *(("the 1st", "2026-04-01"), ("the 4 march", "2026-03-04"), ("4th of March", "2026-03-04")),
        *(("4 March", "2026-03-04"), ("march 4th", "2026-03-04"), ("1st Apr.", "2026-04-01")),
        *(("12 Dec", "2026-12-12"), ("Friday, 6 March", "2026-03-06"), ("4.3.", "2026-03-04")),
        *(("13.4.2026", "2026-04-13"), ("4/13", "2026-04-13"), ("5/5", "2026-05-05")),
        *(("March 4, 2027", "2027-03-04"), ("2 mar", "2026-03-02"), ("29 feb 2028", "2028-02-29")),
        *(("2026-03-04", "2026-03-04"), ("20260304", "2026-03-04"), ("2025-01-01", "2025-01-01")),
        ("4 march 2020", "2020-03-04"),
    ],
)
def test_a_date_is_understood_in_many_words(said: str, meant: str) -> None:
    assert read_day(said, MONDAY) == Reading(date.fromisoformat(meant))


@pytest.mark.parametrize(
    ("said", "meant", "other"),
    [
        ("next friday", "2026-03-13", "2026-03-06"),
        ("next monday", "2026-03-09", None),
        ("end of week", "2026-03-06", "2026-03-08"),
        ("end of next week", "2026-03-13", "2026-03-15"),
        ("this weekend", "2026-03-07", None),
        ("next month", "2026-04-02", None),
        ("4/3", "2026-03-04", "2026-04-03"),
        ("4/3/2027", "2027-03-04", "2027-04-03"),
        ("1 march", "2027-03-01", None),
        ("Friday, 5 March", "2026-03-05", None),
    ],
)
def test_what_can_mean_two_days_is_not_sure(said: str, meant: str, other: str | None) -> None:
    found = Reading(date.fromisoformat(meant), False, date.fromisoformat(other) if other else None)
    assert read_day(said, MONDAY) == found


def test_next_tuesday_on_a_sunday_is_the_coming_one() -> None:
    assert read_day("next tuesday", date(2026, 3, 8)) == Reading(date(2026, 3, 10))


@pytest.mark.parametrize(
    "said",
    [
        *("", "   ", "soon", "in a while", "in 3 moons", "in 3000 days", "next", "next moon"),
        *("32 march", "29 february", "4 march april", "march", "4", "4 5 march 2026", "4 ma"),
        *("2026-13-01", "2026-03", "... 4", "² march", "4 march 99999999999999999999"),
        *("in ² days", "4 march 0", "yesterday", "31 dec 99999", "99th", "13/13", "0/5", "end of"),
        *("end of moon", "by", "on the"),
    ],
)
def test_what_is_no_date_is_none(said: str) -> None:
    assert read_day(said, MONDAY) is None


def test_a_date_in_the_last_year_there_is_has_no_next_year() -> None:
    assert read_day("1 january", date(9999, 12, 31)) is None
    assert read_day("in 2 weeks", date(9999, 12, 31)) is None


@given(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_no_words_make_it_stumble(said: str, today: date) -> None:
    found = read_day(said, today)
    assert found is None or isinstance(found, Reading)


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_a_date_without_a_year_is_never_past(day: date, today: date) -> None:
    found = read_day(f"{day:%d %B}", today)
    assert found is None or found.day >= today
    assert found is None or (found.day.month, found.day.day) == (day.month, day.day)
    assert found or (day.month, day.day) == (2, 29)
