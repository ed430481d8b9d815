"""Holidays from the command line, into a real database."""

from pathlib import Path

import pytest

from tests.process import cli
from tests.test_holidays import calendar

TYPED = "ann> /join\nben> /join\nann> /schedule yes friday 18:00 UTC\n"
LATER = ("--start", "2126-12-01T12:00Z")


def test_the_days_of_a_file_become_days_without_meetings(tmp_path: Path) -> None:
    cli(tmp_path, "chat", *LATER, typed=TYPED)
    file = tmp_path / "days.ics"
    file.write_bytes(calendar("DTSTART;VALUE=DATE:20000101 RRULE:FREQ=YEARLY SUMMARY:New"))
    told = cli(tmp_path, "holidays", str(file))
    assert told.code == 0
    assert told.out.count(": New") == 2
    listed = cli(tmp_path, "chat", typed="ben> /schedule holiday\n")
    assert listed.out.count("(New)") >= 2
    assert "Days without meetings" in listed.out


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (None, "can't be read: no such file or directory."),
        (b"hello", "is no iCalendar file; export one that ends in .ics."),
        (calendar("DTSTART;VALUE=DATE:20000101 SUMMARY:New"), "names no day from today on"),
        (calendar("DTSTART;VALUE=DATE:21000101 SUMMARY:New"), "names no day from today on"),
    ],
)
def test_a_file_that_is_no_use_is_one_sentence(tmp_path: Path, raw: bytes | None, why: str) -> None:
    file = tmp_path / "days.ics"
    if raw is not None:
        file.write_bytes(raw)
    told = cli(tmp_path, "holidays", str(file))
    assert told.code == 1
    assert why in told.err
    assert "Traceback" not in told.err


def test_a_group_that_there_is_not_is_named(tmp_path: Path) -> None:
    cli(tmp_path, "chat", *LATER, typed=TYPED)
    file = tmp_path / "days.ics"
    file.write_bytes(calendar("DTSTART;VALUE=DATE:20000101 RRULE:FREQ=YEARLY SUMMARY:New"))
    told = cli(tmp_path, "holidays", str(file), "--group", "local:main:attic")
    assert told.code == 1
    assert "There is no group local:main:attic" in told.err


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    file = tmp_path / "days.ics"
    file.write_bytes(calendar("DTSTART;VALUE=DATE:20000101 RRULE:FREQ=YEARLY SUMMARY:New"))
    told = cli(tmp_path, "holidays", str(file), "--database-url", "sqlite:///none.db")
    assert "There is no database none.db yet; start the bot once" in told.sentence
    assert not (tmp_path / "none.db").exists()
