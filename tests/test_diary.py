"""Single dates: what was decided about them, against a plain walk over the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rhythm.cadence import Cadence, instant
from bot.rhythm.diary import Break, Change, Diary, coming, decided, following, kept, ruled
from tests.test_cadence import DATED, MONTHLY, WEEKLY, belongs

FIRST = date(2026, 3, 2)
SPAN = 200  # days that are looked at
ZONES = st.sampled_from(
    ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
)
TIMES = st.sampled_from((time(0, 15), time(1, 30), time(2), time(9), time(18), time(23, 45)))
NEAR = st.integers(0, SPAN).map(lambda n: FIRST + timedelta(days=n))
RULES = st.one_of(WEEKLY, MONTHLY, DATED).map(lambda rule: replace(rule, start=FIRST))
CHANGES = st.lists(
    st.builds(
        Change,
        NEAR,
        st.sampled_from(("moved", "extra", "skipped", "cancelled", "kept")),
        NEAR,
        TIMES,
        ZONES,
    ),
    max_size=12,
    unique_by=lambda change: change.on,
)
BREAKS = st.lists(
    st.builds(
        lambda first, days: Break(first, first + timedelta(days=days), "rest"),
        NEAR,
        st.integers(0, 30),
    ),
    max_size=3,
)


def walked(cadence: Cadence, diary: Diary) -> list[datetime]:
    """When there are meetings, found by asking of each day what was decided about it."""
    found = []
    for number in range(-2, SPAN + 2):
        day = FIRST + timedelta(days=number)
        change = next((c for c in diary.changes if c.on == day), None)
        own = instant(datetime.combine(day, cadence.at), cadence.zone)
        resting = any(b.first <= day <= b.last for b in diary.breaks)
        match change:
            case None:
                found += [own] if belongs(cadence, day) and not resting else []
            case Change(kind="kept"):
                found += [own] if belongs(cadence, day) else []
            case Change(kind="moved" | "extra", day=to, at=at, zone=zone) if to and at:
                if change.kind == "extra" or belongs(cadence, day):
                    found.append(instant(datetime.combine(to, at), zone))
    return sorted(found)


@settings(max_examples=200)
@given(RULES, TIMES, ZONES, CHANGES, BREAKS, st.integers(-48, SPAN * 24))
def test_meetings_come_as_was_decided(
    cadence: Cadence, at: time, zone: str, changes: list[Any], breaks: list[Break], hours: int
) -> None:
    cadence = replace(cadence, at=at, zone=zone)
    diary = Diary(tuple(changes), tuple(breaks))
    after = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hours)
    last = datetime.combine(FIRST + timedelta(days=SPAN), time(), UTC)
    within = takewhile(lambda planned: planned.at <= last, coming(cadence, diary, after))
    found = [planned.at for planned in within if planned.meets]
    assert found == [at for at in walked(cadence, diary) if after < at <= last]
    first = following(cadence, diary, after)
    assert (first.at if first and first.at <= last else None) == next(iter(found), None)


@given(RULES, CHANGES, BREAKS)
def test_a_date_stands_in_the_list_once(
    cadence: Cadence, changes: list[Any], breaks: list[Break]
) -> None:
    diary = Diary(tuple(changes), tuple(breaks))
    after = datetime(2026, 2, 1, tzinfo=UTC)
    last = datetime(2027, 2, 1, tzinfo=UTC)
    listed = list(takewhile(lambda planned: planned.at < last, coming(cadence, diary, after)))
    assert len({planned.on for planned in listed}) == len(listed)
    assert [planned.at for planned in listed] == sorted(planned.at for planned in listed)


@given(CHANGES)
def test_each_decision_has_a_later_revision(changes: list[Any]) -> None:
    diary = Diary()
    for change in changes:
        was = diary.rev
        diary = decided(diary, change)
        latest = diary.change(change.on)
        assert latest
        assert latest.rev == diary.rev > was
    assert ruled(diary).ruled > diary.rev


def test_what_is_long_past_is_forgotten_and_the_rest_is_not() -> None:
    diary = Diary(
        (Change(date(2026, 1, 6), "skipped"), Change(date(2026, 5, 5), "skipped")),
        (Break(date(2026, 1, 1), date(2026, 1, 6), "x"), Break(date(2026, 1, 1), FIRST, "y")),
    )
    left = kept(diary, date(2026, 4, 1))
    assert [change.on for change in left.changes] == [date(2026, 5, 5)]
    assert [gap.name for gap in left.breaks] == ["y"]


def test_the_day_that_a_meeting_is_known_by_is_the_one_in_the_zone_of_the_series() -> None:
    late = Cadence(0, time(22), "America/New_York")
    monday = date(2026, 3, 2)
    found = following(late, Diary(), datetime(2026, 3, 2, tzinfo=UTC))
    assert found
    assert found.on == monday
    assert found.at.astimezone(ZoneInfo("Europe/London")).date() == date(2026, 3, 3)
