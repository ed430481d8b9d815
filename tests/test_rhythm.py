"""Schedules in words: what people type, what is understood, and how it is said back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import Refused
from bot.group import Group
from bot.rhythm.cadence import Cadence, dates
from bot.rhythm.proposals import KEPT, meant, proposed
from bot.rhythm.rhythm import parse, say, settled
from tests.phrases import PHRASES
from tests.test_cadence import DATED, MONTHLY, TIMES, WEEKLY, ZONES

NOW = datetime(2026, 12, 1, 17, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tuesday 18:00 Europe/London", Cadence(1, time(18), "Europe/London")),
        ("18:00 tue london", Cadence(1, time(18), "Europe/London")),
        ("every Friday at 6:30pm, in New York", Cadence(4, time(18, 30), "America/New_York")),
        ("Wednesdays 9am", Cadence(2, time(9), "Asia/Tokyo")),
        ("weekly on thurs. 07.15 utc", Cadence(3, time(7, 15), "UTC")),
        ("sun 0:00 Asia/Kathmandu", Cadence(6, time(0), "Asia/Kathmandu")),
        ("8 p.m. on Friday", Cadence(4, time(20), "Asia/Tokyo")),
        ("Mon, Wed and Fri at noon utc", Cadence(0, time(12), "UTC", also=(2, 4))),
        ("last Friday monthly 9:30 utc", Cadence(4, time(9, 30), "UTC", nth=(-1,))),
        ("second and fourth tue of the month 9am utc", Cadence(1, time(9), "UTC", nth=(2, 4))),
        ("every month on the 15th 9am utc", Cadence(0, time(9), "UTC", monthday=15)),
        ("last day of each month 9am utc", Cadence(0, time(9), "UTC", monthday=-1)),
        ("fri 9am utc until 31 dec", Cadence(4, time(9), "UTC", until=date(2026, 12, 31))),
        (
            "every other Tuesday 18:00 Europe/London from 8 December",
            Cadence(1, time(18), "Europe/London", every=2, start=date(2026, 12, 8)),
        ),
        (
            "fortnightly tue 16:00 utc",  # today's has gone by
            Cadence(1, time(16), "UTC", every=2, start=date(2026, 12, 8)),
        ),
        (
            "tue 9:00/18:00 utc from 2026-12-02",
            Cadence(1, time(9), "UTC", start=date(2026, 12, 8), more=(time(18),)),
        ),
    ],
)
def test_a_rhythm_is_understood_in_many_words(said: str, meant: Cadence) -> None:
    assert parse(said, "Asia/Tokyo", NOW) == meant


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
        parse(said, "UTC", NOW)


def test_without_any_zone_the_zone_is_asked_for() -> None:
    with pytest.raises(Refused, match="In which zone"):
        parse("monday 18:00", "", NOW)


SAID = [
    ("tue 18:00 london", "Every Tuesday at 18:00, Europe/London"),
    ("daily 9:00 utc", "Every day at 09:00, UTC"),
    ("every 2 weeks tue 18:00 utc", "Every 2 weeks on Tuesday at 18:00, UTC, from Tue 15 Dec 2026"),
    ("quarterly first mon 9am utc", "Every 3 months on the first Monday at 09:00, UTC"),
    ("monthly on the 22nd 9am utc", "Every month on the 22nd at 09:00, UTC"),
    ("last day monthly 9am utc", "Every month on the last day at 09:00, UTC"),
    (
        "mon 9:00 10:00 utc 3 times",
        "Every Monday at 09:00 and 10:00 in turn, UTC, from Mon 14 Dec 2026, "
        "until Mon 28 Dec 2026 (3 meetings)",
    ),
]


@pytest.mark.parametrize(("said", "told"), SAID)
def test_a_rhythm_is_told_in_plain_english(said: str, told: str) -> None:
    later = NOW + timedelta(days=8)
    assert say(parse(said, "", later), NOW.date()).startswith(told)


@given(st.one_of(WEEKLY, MONTHLY, DATED), TIMES, st.sampled_from(ZONES), st.sampled_from((0, 7)))
def test_what_is_confirmed_is_what_was_proposed(
    cadence: Cadence, at: time, zone: str, count: int
) -> None:
    assert cadence.start
    if (first := next(dates(cadence, cadence.start), None)) is None:
        return
    cadence = replace(cadence, at=at, zone=zone, start=first, count=count)
    now = datetime.combine(first, time(), UTC) - timedelta(days=3)
    try:
        cadence = settled(cadence, now)
    except Refused:
        return
    group, id = proposed(Group("local:main:den"), cadence)
    assert meant(group, str(id), now) == cadence


def test_a_proposal_that_is_too_old_is_refused_and_never_mistaken() -> None:
    group = Group("local:main:den")
    rhythms = [Cadence(1, time(hour), "UTC") for hour in range(KEPT + 2)]
    numbers = []
    for rhythm in rhythms:
        group, id = proposed(group, rhythm)
        numbers.append(str(id))
    assert [meant(group, id, NOW) for id in numbers[2:]] == rhythms[2:]
    for old in (*numbers[:2], "0", "99"):
        with pytest.raises(Refused, match="too old"):
            meant(group, old, NOW)
    assert proposed(group, rhythms[-2])[1] == int(numbers[-2])


def test_a_proposal_whose_dates_have_gone_by_is_refused() -> None:
    short = Cadence(1, time(18), "UTC", start=date(2026, 12, 1), until=date(2026, 12, 8))
    group, id = proposed(Group("local:main:den"), short)
    with pytest.raises(Refused, match="over already"):
        meant(group, str(id), NOW + timedelta(days=30))


WORDS = (
    *("every", "other", "2", "weeks", "month", "monthly", "first", "last", "Tue", "day", "18:00"),
    *("9am", "noon", "from", "until", "8", "December", "tomorrow", "10", "times", "London", "UTC"),
    *("15th", "31", "/", ",", "and", "weekly", "²", "0", "-1", "99999", "second", "daily", "of"),
    *("2026-12-08", "0001-01-01", "9999-12-31", *PHRASES),
)


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_any_words_are_understood_or_refused(said: str) -> None:
    try:
        cadence = parse(said, "Europe/Berlin", NOW)
    except Refused:
        return
    assert say(cadence, NOW.date())
    assert settled(cadence, NOW) == cadence
