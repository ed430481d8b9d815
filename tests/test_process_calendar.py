"""A calendar from a real process: the address stays good when it starts again."""

import time
from pathlib import Path

import httpx
import pytest

from tests.process import PATIENCE, Bot, bot, run
from tests.test_holidays import calendar


def address(running: Bot, who: str) -> str:
    """The address that is whispered to somebody, once it hangs."""
    running.ask("line", as_=who, text="/schedule calendar")
    while True:
        for posting in reversed(running.wall(who)):
            for block in (posting["card"] or {"blocks": ()})["blocks"]:
                for span in block.get("spans", ()):
                    if span["type"] == "feed":
                        return str(span["href"])


def test_a_calendar_is_served_and_its_address_stays(tmp_path: Path) -> None:
    with bot(tmp_path, f"sqlite:///{tmp_path / 'bot.db'}") as running:
        for who in ("ann", "ben"):
            running.ask("line", as_=who, text="/join")
        running.ask("line", as_="ann", text="/schedule yes tuesday 18:00 Europe/London")
        path = address(running, "ben")
        first = httpx.get(running.address + path, timeout=PATIENCE)
        assert first.status_code == 200
        assert b"BEGIN:VEVENT" in first.content
        running.kill()
        running.start()
        known = {"If-None-Match": first.headers["etag"]}
        again = httpx.get(running.address + path, headers=known, timeout=PATIENCE)
        assert again.status_code == 304
        assert "Traceback" not in running.log


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_holidays_come_from_the_command_line_while_the_bot_runs(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    file = tmp_path / "days.ics"
    file.write_bytes(calendar("DTSTART;VALUE=DATE:20000101 RRULE:FREQ=YEARLY SUMMARY:New"))
    with bot(tmp_path, url) as running:
        for line in ("/join", "/schedule yes friday 18:00 UTC"):
            running.ask("line", as_="ann", text=line)
        told = run(tmp_path, "holidays", str(file), "--group", "local:main:den", DATABASE_URL=url)
        assert (told.returncode, told.stderr) == (0, "")
        assert ": New" in told.stdout
        running.ask("line", as_="ann", text="/schedule holiday")
        while not [p for p in running.wall("ann") if "Days without meetings" in str(p["card"])]:
            time.sleep(0.05)
        assert [p for p in running.wall("ben") if "(New)" in str(p["card"])]
        assert "Traceback" not in running.log
