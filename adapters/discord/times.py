"""Instants as Discord's time picker writes them into a command, as words that the core reads."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

PICKED = re.compile(r"<t:(-?\d{1,12})(?::[tTdDfFsSR])?>")
TIMED = ("schedule", "remind")  # verbs that take a time of the day; the others take a day


def picked(verb: str, text: str, zone: str) -> str:
    """The text, with every instant in words: the day and the time of it in UTC, or (behind a verb
    that takes a day) the day that it is in `zone`."""

    def said(found: re.Match[str]) -> str:
        try:
            at = datetime.fromtimestamp(int(found[1]), UTC)
        except (OverflowError, ValueError, OSError):
            return found[0]
        timed = verb in TIMED
        return f"{at:%Y-%m-%d %H:%M} UTC" if timed else f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"

    return PICKED.sub(said, text)
