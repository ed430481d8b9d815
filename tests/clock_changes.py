"""The real process through both changes of the clock, which libfaketime sets (Debian: faketime): a
smoke check of four minutes, outside the tests. Run it with `make clocks`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.process import Bot, bot

LIBRARY = "*/faketime/libfaketimeMT.so.1"  # in /usr/lib
SOON = timedelta(seconds=40)  # before each meeting the process starts
GRACE = timedelta(minutes=1)  # for a meeting to begin, on a machine that has much to do


@contextmanager
def set_to(at: datetime, folder: Path) -> Iterator[Bot]:
    """The bot with a clock that shows an instant (UTC) as it starts, and goes on from there."""
    found = [str(file) for file in Path("/usr/lib").glob(LIBRARY)]
    if not found:
        pytest.skip("no libfaketime here: apt install faketime")
    # The monotonic clock stays the machine's: Python's threads wait by it.
    fake = {
        "LD_PRELOAD": found[0],
        "FAKETIME": f"@{at:%Y-%m-%d %H:%M:%S}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with bot(folder, f"sqlite:///{folder / 'bot.db'}", TZ="UTC", **fake) as running:
        yield running


def boards(running: Bot) -> list[str]:
    """When the Boards on the wall were first posted."""
    return [p["at"] for p in running.wall("ann") if p["key"].startswith("board:")]


def begins(running: Bot, at: datetime, number: int) -> None:
    """The meeting of this number begins on the minute; then it is ended."""
    until = time.monotonic() + (SOON + GRACE).total_seconds() + 30
    while len(boards(running)) < number:
        assert time.monotonic() < until, running.log
        time.sleep(0.5)
    begun = datetime.fromisoformat(boards(running)[-1])
    assert at <= begun <= at + GRACE
    running.ask("line", as_="ann", text="/end now")


def test_a_meeting_in_the_night_of_the_change_begins_once_and_on_time(tmp_path: Path) -> None:
    spring, week = datetime(2026, 3, 29, 1, tzinfo=UTC), timedelta(days=7)  # 01:30 is skipped
    with set_to(spring - SOON, tmp_path) as running:
        for who in ("ann", "ben", "cat"):
            running.ask("line", as_=who, text="/join")
        running.ask("line", as_="ann", text="/schedule yes sunday 01:30 Europe/London")
        begins(running, spring, 1)
    later = spring + week - timedelta(minutes=30)  # 01:30 in summer
    with set_to(later - SOON, tmp_path) as running:
        begins(running, later, 2)
    autumn = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 01:30 comes for the first time
    with set_to(autumn - SOON, tmp_path) as running:
        begins(running, autumn, 3)
    again = autumn + timedelta(hours=1)
    with set_to(again - SOON, tmp_path) as running:
        time.sleep(2 * SOON.total_seconds())
        assert len(boards(running)) == 3
        running.ask("line", as_="ann", text="/schedule next 1")
        assert "2026-11-01T01:30" in str(running.wall("ann")[-1]["card"])
        assert "Traceback" not in running.log
