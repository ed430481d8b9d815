"""Calendars equal the series: read back by their own words, time zones included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from adapters.store.codec import decode, encode
from adapters.web.ics import dated, feed, single
from bench.oracle import Plan
from bench.years import NAMES, Life
from bot.group import Group, Member
from bot.rhythm.cadence import Cadence
from bot.rhythm.diary import HELD, Break, Change, Diary, decided
from tests.test_cadence import ZONES
from tests.test_diary import BREAKS, CHANGES, FIRST, RULES, TIMES

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WEEKLY = Cadence(1, time(18), "Europe/London")
GROUP = Group("local:main:den", "Grant Circle", (Member("ann", NOW), Member("ben", NOW)))


def events(raw: bytes) -> list[Any]:
    """The meetings of a calendar."""
    calendar: Any = Calendar.from_ical(raw)
    return list(calendar.walk("VEVENT"))


def instants(raw: bytes) -> Iterator[datetime]:
    """When its meetings begin, by the VTIMEZONEs that it brings and nothing else."""
    calendar: Any = Calendar.from_ical(raw)
    zones = {}
    for zone in calendar.walk("VTIMEZONE"):
        parts = [part for part in zone.subcomponents if part.name in ("STANDARD", "DAYLIGHT")]
        turns = [(p["DTSTART"].dt - p["TZOFFSETFROM"].td, p["TZOFFSETTO"].td) for p in parts]
        zones[str(zone["TZID"])] = sorted(turns)
    for event in calendar.walk("VEVENT"):
        if event["DTSTART"].dt.tzinfo == UTC and "TZID" not in event["DTSTART"].params:
            yield event["DTSTART"].dt  # written with a Z
            continue
        wall = event["DTSTART"].dt.replace(tzinfo=None)
        turns = [*zones[event["DTSTART"].params["TZID"]], (datetime(9999, 1, 1), timedelta())]  # noqa: DTZ001
        fits = [
            wall - offset
            for (since, offset), (until, _) in pairwise(turns)
            if since <= wall - offset < until
        ]
        yield fits[0].replace(tzinfo=UTC)


@settings(max_examples=60, deadline=None)
@given(RULES, TIMES, st.sampled_from(ZONES), CHANGES, BREAKS)
def test_a_calendar_is_the_series_with_all_that_was_decided(
    cadence: Cadence, at: time, zone: str, changes: list[Change], breaks: list[Break]
) -> None:
    diary = Diary(tuple(changes), tuple(breaks), rev=9, ruled=3)
    group = replace(GROUP, cadence=replace(cadence, at=at, zone=zone), diary=diary)
    planned = dated(group, NOW)
    raw = feed("Meetings", [group], NOW)
    assert list(instants(raw)) == [p.at for p in planned]
    found = events(raw)
    assert [e["STATUS"] == "CONFIRMED" for e in found] == [p.meets for p in planned]
    assert [e["SEQUENCE"] for e in found] == [p.rev for p in planned]
    assert len({e["UID"] for e in found}) == len(found)


@given(st.text(max_size=80))
def test_lines_are_folded_by_octets_whatever_a_group_is_called(name: str) -> None:
    raw = feed("Meetings", [replace(GROUP, name=name.strip(), cadence=WEEKLY)], NOW)
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line]
    for line in lines:
        line.decode()  # no character is cut in two


def test_an_hour_that_the_clock_skips_is_where_the_meeting_is() -> None:
    group = replace(GROUP, cadence=Cadence(6, time(1, 30), "Europe/London"))
    gap = next(event for event in events(feed("x", [group], NOW)) if "0329" in event["UID"])
    assert gap["DTSTART"].to_ical() == b"20260329T020000"


def test_a_moved_meeting_is_the_same_one_in_a_later_version() -> None:
    before = events(feed("x", [replace(GROUP, cadence=WEEKLY)], NOW))[0]
    moved = Change(FIRST + timedelta(days=1), "moved", date(2026, 3, 5), time(9), "Europe/Berlin")
    group = replace(GROUP, cadence=WEEKLY, diary=decided(Diary(), moved))
    after = events(feed("x", [group], NOW))[0]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert after["STATUS"] == "CONFIRMED"


def test_a_cancelled_meeting_is_taken_out_of_a_calendar() -> None:
    tuesday = date(2026, 3, 3)
    group = replace(GROUP, cadence=WEEKLY)
    brought = single(group, tuesday, NOW)
    diary = decided(Diary(), Change(tuesday, "cancelled", why="secret"))
    taken = single(replace(group, diary=diary), tuesday, NOW)
    assert brought
    assert taken
    assert b"METHOD:PUBLISH" in brought
    assert b"METHOD:CANCEL" in taken
    (before,), (after,) = events(brought), events(taken)
    assert (before["UID"], after["STATUS"]) == (after["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert b"secret" not in taken


def lived(until: datetime) -> Life:
    """A group that has met weekly, once an hour early and once on another day, and skipped once."""
    who, zone = NAMES[:3], "Europe/London"
    plan = Plan(zone, lambda _: False, time(18), NOW, until, who, (zone,) * 3, who)
    room = Life(plan, NOW)
    for name in who:
        room.says("join", name)
    room.says("schedule yes tuesday 18:00 Europe/London")
    room.says("schedule move 10 March to 12 March 9:00")
    room.says("schedule skip 17 March")
    room.lives(datetime(2026, 3, 24, 17, 15, tzinfo=UTC))
    room.says("start")
    room.lives(until)
    return room


def held(room: Life) -> list[tuple[Any, ...]]:
    """What a calendar has of the days that are over."""
    raw = feed("x", [room.group], room.now)
    every = zip(instants(raw), events(raw), strict=True)
    return [(at, e["UID"], e["SEQUENCE"], e["STATUS"]) for at, e in every if at < room.now - DAY]


def test_what_was_held_stays_whatever_the_rule_becomes() -> None:
    room = lived(datetime(2026, 4, 9, 12, tzinfo=UTC))
    was = held(room)
    assert [f"{at:%m-%d %H:%M} {uid[:8]}" for at, uid, *_ in was] == [
        *("03-03 18:00 20260303", "03-12 09:00 20260310", "03-24 18:00 20260324"),
        *("03-31 17:00 20260331", "04-07 17:00 20260407"),
    ]
    room.says("schedule yes friday 7:00 Asia/Kolkata")
    assert held(room) == was
    room.says("schedule off")
    assert held(room) == was
    again = decode(Group, encode(room.group))
    assert feed("x", [again], room.now) == feed("x", [room.group], room.now)


def test_a_held_meeting_is_as_it_was_before_it_was_held() -> None:
    room = lived(datetime(2026, 3, 24, 12, tzinfo=UTC))
    before = undated(room)
    room.lives(datetime(2026, 6, 24, 12, tzinfo=UTC))
    after = undated(room)
    known = before.keys() & after.keys()
    assert len([uid for uid in known if uid < "20260624"]) > 10
    assert {uid: after[uid] for uid in known} == {uid: before[uid] for uid in known}


def undated(room: Life) -> dict[str, str]:
    """The meetings of a group's calendar, but for when they were written down."""
    found = events(feed("x", [room.group], room.now))
    return {str(e["UID"]): re.sub("DTSTAMP.*", "", e.to_ical().decode()) for e in found}


def test_a_calendar_goes_back_some_months_and_no_further() -> None:
    room = lived(datetime(2027, 3, 2, 12, tzinfo=UTC))
    past = held(room)
    assert len(past) == HELD
    assert past[-1][0] == datetime(2027, 2, 23, 18, tzinfo=UTC)


@pytest.mark.parametrize("on", [date(2026, 3, 4), date(2020, 3, 3), date(9999, 12, 31)])
def test_a_date_without_a_meeting_has_no_calendar(on: date) -> None:
    assert single(replace(GROUP, cadence=WEEKLY), on, NOW) is None


def test_groups_share_a_calendar_but_no_meeting() -> None:
    other = replace(GROUP, id="local:main:loft", cadence=replace(WEEKLY, zone="Asia/Kolkata"))
    raw = feed("Your meetings", [replace(GROUP, cadence=WEEKLY), other], NOW)
    assert len({event["UID"] for event in events(raw)}) == len(events(raw))
    assert raw.count(b"BEGIN:VTIMEZONE") == 2


def test_a_meeting_lasts_as_long_as_it_is_planned() -> None:
    (event, *_) = events(feed("x", [replace(GROUP, cadence=WEEKLY, minutes=75)], NOW))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=75)
    (event, *_) = events(feed("x", [replace(GROUP, cadence=WEEKLY, format="tarot")], NOW))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=60)
