"""Holidays from a file: which days, and what is said about a file that is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.holidays import MOST, BadCalendar, Holiday, read

TODAY = date(2026, 12, 1)


def calendar(*events: str) -> bytes:
    """An iCalendar of these events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split(" "), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def test_whole_days_end_on_the_day_before_their_end() -> None:
    raw = calendar("DTSTART;VALUE=DATE:20261224 DTEND;VALUE=DATE:20261227 SUMMARY:Christmas")
    assert read(raw, TODAY) == (Holiday(date(2026, 12, 24), date(2026, 12, 26), "Christmas"),)


def test_one_without_an_end_is_one_day() -> None:
    raw = calendar("DTSTART;VALUE=DATE:20270501 SUMMARY:May")
    assert read(raw, TODAY) == (Holiday(date(2027, 5, 1), date(2027, 5, 1), "May"),)


def test_one_that_comes_every_year_is_written_out() -> None:
    raw = calendar("DTSTART;VALUE=DATE:20000501 RRULE:FREQ=YEARLY SUMMARY:May")
    assert [h.first for h in read(raw, TODAY)] == [date(2027, 5, 1), date(2028, 5, 1)]
    raw = calendar("DTSTART;VALUE=DATE:20000501 RRULE:FREQ=YEARLY;UNTIL=20270601T000000Z SUMMARY:x")
    assert [h.first for h in read(raw, TODAY)] == [date(2027, 5, 1)]


def test_what_is_over_cancelled_or_endless_is_left_out() -> None:
    past = "DTSTART;VALUE=DATE:20260101 SUMMARY:x"
    off = "DTSTART;VALUE=DATE:20270101 STATUS:CANCELLED"
    endless = "DTSTART;VALUE=DATE:20270101 DTEND;VALUE=DATE:20290101"
    assert read(calendar(past, off, endless, "SUMMARY:nothing"), TODAY) == ()


def test_no_more_are_taken_than_a_group_can_keep() -> None:
    raw = calendar("DTSTART;VALUE=DATE:20261201 RRULE:FREQ=DAILY SUMMARY:x")
    assert len(read(raw, TODAY)) == MOST


def test_a_rule_that_came_each_day_for_centuries_is_no_holiday() -> None:
    long_ago = "DTSTART;VALUE=DATE:16000101 RRULE:FREQ=DAILY SUMMARY:x"
    raw = calendar(long_ago, "DTSTART;VALUE=DATE:20270501 SUMMARY:May")
    assert [h.name for h in read(raw, TODAY)] == ["May"]


def test_the_next_days_of_many_rules_are_taken() -> None:
    rules = [f"DTSTART;VALUE=DATE:202612{n:02} RRULE:FREQ=DAILY SUMMARY:{n}" for n in range(1, 4)]
    found = read(calendar(*rules), TODAY)
    assert len(found) == MOST
    assert found[-1].first == date(2026, 12, 21)


@pytest.mark.parametrize(
    "raw", [b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VCALENDAR", b"<html>", b"x" * 3_000_000]
)
def test_a_file_that_is_no_calendar_is_refused(raw: bytes) -> None:
    with pytest.raises(BadCalendar):
        read(raw, TODAY)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=420270403"])
def test_a_rule_that_no_day_off_has_is_refused(rule: str) -> None:
    with pytest.raises(BadCalendar):
        read(calendar(f"DTSTART;VALUE=DATE:20261224 RRULE:{rule} SUMMARY:x"), TODAY)


@given(st.binary(max_size=200), st.integers(0, 200), st.integers(0, 20))
def test_no_bytes_make_it_stumble(noise: bytes, place: int, cut: int) -> None:
    raw = calendar("DTSTART;VALUE=DATE:20261224 RRULE:FREQ=YEARLY;COUNT=3 SUMMARY:x")
    try:
        read(raw[:place] + noise + raw[place + cut :], TODAY)
    except BadCalendar:
        return
