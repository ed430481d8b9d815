"""A calendar from a real process: the address stays good when it starts again."""

from pathlib import Path

import httpx

from tests.process import PATIENCE, Bot, bot


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
