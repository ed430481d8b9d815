"""A rule that never comes is known for one after little work, and all others come as they did."""

import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from types import FrameType

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.holidays import AHEAD, BadCalendar, read
from bot.rhythm.cadence import Cadence, dates

TODAY = date(2026, 11, 27)
STEPS = 25_000  # of dateutil through its years, months, weeks or days; to 9999 it is two millions
EVERY = [f"{often}" for often in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")]
NEVER = ("BYMONTH=2;BYMONTHDAY=30", "BYMONTH=4;BYMONTHDAY=31", "BYMONTH=9,11;BYMONTHDAY=31")


def steps(do: Callable[[], object]) -> int:
    """How often dateutil steps on, to the next day or year, while something is done."""
    found = 0

    def look(frame: FrameType, what: str, _: object) -> None:
        nonlocal found
        found += what == "call" and frame.f_code.co_name == "rebuild"

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        do()
    finally:
        sys.setprofile(before)
    return found


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nSUMMARY:x\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".encode()


def event(first: date, rule: str) -> str:
    return f"DTSTART;VALUE=DATE:{first:%Y%m%d}\nRRULE:{rule}"


@pytest.mark.parametrize("often", EVERY)
@pytest.mark.parametrize("never", NEVER)
def test_a_calendar_with_a_day_that_never_comes_is_refused_at_once(often: str, never: str) -> None:
    raw = calendar(*[event(date(1990, 5, 1), f"FREQ={often};{never}")] * 50)

    def refused() -> None:
        with pytest.raises(BadCalendar):
            read(raw, TODAY)

    assert steps(refused) < STEPS


@pytest.mark.parametrize("every", [1, 5, 12])
@pytest.mark.parametrize("month", [1, 2, 4])
@pytest.mark.parametrize("day", [29, 31])
def test_a_day_that_no_month_of_a_group_has_never_comes(every: int, month: int, day: int) -> None:
    cadence = Cadence(0, time(18), "UTC", every=every, monthday=day, start=date(2026, month, 1))
    found: list[date] = []
    assert steps(lambda: found.extend(dates(cadence, TODAY))) < 100
    assert all(
        at.day == day and (12 * (at.year - 2026) + at.month - month) % every == 0 for at in found
    )


RULES = st.builds(
    lambda often, *parts: ";".join((f"FREQ={often}", *filter(None, parts))),
    st.sampled_from(EVERY),
    st.integers(1, 13).map("INTERVAL={}".format),
    st.sampled_from(["", "COUNT=7", "COUNT=90"]),
    st.sampled_from(["", "BYMONTH=2", "BYMONTH=3,9,12"]),
    st.sampled_from(["", "BYMONTHDAY=29", "BYMONTHDAY=1,-1"]),
    st.sampled_from(["", "BYDAY=MO", "BYDAY=-1FR,2TU", "BYDAY=SA,SU"]),
)


@given(RULES, st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_those_that_come_do_so_on_the_days_that_dateutil_gives(rule: str, first: date) -> None:
    until = TODAY + AHEAD
    if "BYDAY=-1FR" in rule and "MONTHLY" not in rule and "YEARLY" not in rule:
        rule = rule.replace("BYDAY=-1FR,2TU", "BYDAY=FR,TU")
    plain = rrulestr(rule, dtstart=datetime.combine(first, time()))
    ends = datetime.combine(until + timedelta(days=1), time())
    expected = [at.date() for at in takewhile(lambda at: at < ends, plain) if at.date() >= TODAY]
    try:
        found = [holiday.first for holiday in read(calendar(event(first, rule)), TODAY)]
    except BadCalendar:
        assert not list(takewhile(lambda at: at < ends, plain))
        return
    assert found == expected[:60]
