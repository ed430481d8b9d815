"""Weekdays, times of the day and zones, as people type them."""

from datetime import time

import pytest

from bot.effects import Refused
from bot.rhythm.times import time_of_day, weekday, zone_name


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


@pytest.mark.parametrize("word", ["18", "24:00", "18:60", "13pm", "0am", "soon", "", "²:00", "1:0"])
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


@pytest.mark.parametrize("word", ["", "Narnia", "../etc/passwd", "Europe/", "+2h"])
def test_an_unknown_zone_is_refused(word: str) -> None:
    with pytest.raises(Refused, match="no time zone"):
        zone_name(word)


@pytest.mark.parametrize("word", ["+02:00", "GMT+2", "utc-5", "-0530"])
def test_an_offset_is_told_that_summer_time_changes_it(word: str) -> None:
    with pytest.raises(Refused, match=r"knows no summer time.*such as \w+/\w+"):
        zone_name(word)


@pytest.mark.parametrize("word", ["EST", "pst", "BST", "CET", "IST", "et"])
def test_an_abbreviation_is_explained_with_a_city(word: str) -> None:
    with pytest.raises(Refused, match=r"short for several zones.*such as \w+/\w+"):
        zone_name(word)


@pytest.mark.parametrize(
    ("word", "near"),
    [("Europe/Lodnon", "Europe/London"), ("Amercia/New_York", "America/New_York")],
)
def test_a_slip_of_the_fingers_gets_the_nearest_name(word: str, near: str) -> None:
    with pytest.raises(Refused, match=f"Did you mean {near}"):
        zone_name(word)
