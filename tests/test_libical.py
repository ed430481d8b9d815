"""Calendars as libical reads them, which many calendar programs are made with: without a complaint,
and each meeting at its instant by the time zones that the file brings. Debian: libical3."""

import ctypes
from collections.abc import Iterator
from ctypes import Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.web.ics import dated, feed, single
from bot.rhythm.cadence import Cadence
from bot.rhythm.diary import Break, Change, Diary, Held
from tests.test_cadence import ZONES
from tests.test_diary import BREAKS, CHANGES, RULES, TIMES
from tests.test_ics import GROUP, NOW, WEEKLY

VEVENT = 4  # of icalcomponent_kind
Read = tuple[str, datetime, datetime]  # the UID of a meeting, and when it begins and ends


class Complaint(Exception):
    """libical finds something wrong with a calendar."""


class Wall(Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        *(("is_date", c_int), ("is_daylight", c_int), ("zone", c_void_p)),
    )


class Libical:
    """The few functions of the C library that a calendar program begins with."""

    def __init__(self) -> None:
        self._c = ctypes.CDLL("libical.so.3")
        for name, answer, asked in (
            ("icalparser_parse_string", c_void_p, (c_char_p,)),
            ("icalcomponent_count_errors", c_int, (c_void_p,)),
            ("icalcomponent_free", None, (c_void_p,)),
            ("icalcomponent_as_ical_string", c_char_p, (c_void_p,)),
            ("icalcomponent_get_first_component", c_void_p, (c_void_p, c_int)),
            ("icalcomponent_get_next_component", c_void_p, (c_void_p, c_int)),
            ("icalcomponent_get_dtstart", Wall, (c_void_p,)),
            ("icalcomponent_get_dtend", Wall, (c_void_p,)),
            ("icalcomponent_get_uid", c_char_p, (c_void_p,)),
            ("icaltime_as_timet_with_zone", c_int64, (Wall, c_void_p)),
        ):
            function = getattr(self._c, name)
            function.restype, function.argtypes = answer, asked

    def read(self, raw: bytes) -> list[Read]:
        """The meetings of a calendar. Raises Complaint, with what libical makes of it."""
        if not (root := self._c.icalparser_parse_string(raw)):
            raise Complaint("no calendar at all")
        try:
            if self._c.icalcomponent_count_errors(root):
                raise Complaint(self._c.icalcomponent_as_ical_string(root).decode())
            return list(self._meetings(root))
        finally:
            self._c.icalcomponent_free(root)

    def _meetings(self, root: int) -> Iterator[Read]:
        event = self._c.icalcomponent_get_first_component(root, VEVENT)
        while event:
            uid = self._c.icalcomponent_get_uid(event).decode()
            start, end = (
                self._instant(get(event))
                for get in (self._c.icalcomponent_get_dtstart, self._c.icalcomponent_get_dtend)
            )
            yield uid, start, end
            event = self._c.icalcomponent_get_next_component(root, VEVENT)

    def _instant(self, wall: Wall) -> datetime:
        if not wall.zone:
            raise Complaint("no time zone that it knows")
        return datetime.fromtimestamp(self._c.icaltime_as_timet_with_zone(wall, wall.zone), UTC)


@pytest.fixture(scope="module")
def libical() -> Libical:
    """The library, where it is installed."""
    try:
        return Libical()
    except OSError:
        pytest.skip("no libical here: apt install libical3")


@settings(max_examples=20, deadline=None)
@given(RULES, TIMES, st.sampled_from(ZONES), CHANGES, BREAKS, st.text(max_size=80))
def test_a_calendar_is_read_without_a_complaint_and_as_it_is_meant(
    libical: Libical,
    cadence: Cadence,
    at: time,
    zone: str,
    changes: list[Change],
    breaks: list[Break],
    name: str,
) -> None:
    was = Held(date(2026, 2, 24), datetime(2026, 2, 24, 18, tzinfo=UTC), 45, "Asia/Kolkata", 1)
    diary = Diary(tuple(changes), tuple(breaks), rev=9, ruled=3, held=(was,))
    cadence = replace(cadence, at=at, zone=zone)
    group = replace(GROUP, name=name.strip(), cadence=cadence, diary=diary)
    planned = dated(group, NOW)
    found = libical.read(feed("Meetings", [group], NOW))
    assert [(start, end) for _, start, end in found] == [(p.at, p.at + p.lasts) for p in planned]
    assert len({uid for uid, *_ in found}) == len(planned)


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", [time(0, 15), time(0, 45), time(1, 15), time(1, 45), time(2, 15)])
def test_the_night_in_which_the_clock_goes_back_is_read_right(
    libical: Libical, zone: str, at: time
) -> None:
    group = replace(GROUP, cadence=Cadence(6, at, zone))
    found = libical.read(feed("x", [group], NOW))
    assert [(s, e) for _, s, e in found] == [(p.at, p.at + p.lasts) for p in dated(group, NOW)]


def test_the_time_zone_is_the_one_that_the_file_brings(libical: Libical) -> None:
    raw = feed("x", [replace(GROUP, cadence=WEEKLY)], NOW)
    assert libical.read(raw.replace(b"Europe/London", b"Far/Away")) == libical.read(raw)


@pytest.mark.parametrize("change", [None, Change(date(2026, 3, 10), "cancelled", why="a feast")])
def test_one_meeting_is_read_too(libical: Libical, change: Change | None) -> None:
    diary = Diary((change,) if change else ())
    raw = single(replace(GROUP, cadence=WEEKLY, diary=diary), date(2026, 3, 10), NOW)
    assert raw
    start = datetime(2026, 3, 10, 18, tzinfo=UTC)
    ((_, *when),) = libical.read(raw)
    assert when == [start, start + timedelta(minutes=45)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"DTSTAMP:2026", b"DTSTAMP:20x6"),
        (b"SEQUENCE:0", b"SEQUENCE 0"),
        (b"TZID=Europe/London", b"TZID=Far/Away"),
        (b"REFRESH-INTERVAL;VALUE=DURATION:PT15M", b"REFRESH-INTERVAL;VALUE=DURATION:soon"),
    ],
)
def test_it_does_complain_of_what_is_wrong(libical: Libical, right: bytes, wrong: bytes) -> None:
    raw = feed("x", [replace(GROUP, cadence=WEEKLY)], NOW)
    assert right in raw
    with pytest.raises(Complaint):
        libical.read(raw.replace(right, wrong))
