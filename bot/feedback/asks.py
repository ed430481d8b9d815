"""What is asked, offered and pointed to: until when, and at which address, as its writer put it."""

import re
from datetime import date, datetime

from bot.commitments.duedates import split_day
from bot.live import Item
from bot.rhythm.cadence import today
from bot.rhythm.dates import read_day
from bot.values import replace

DATED = ("ask", "offer", "referral")
LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}]", re.IGNORECASE)
AROUND = " \t\n.:;,-–—()[]"  # what joins a title and its link


def dated(item: Item, today: date) -> Item:
    """An item with the day by which an answer is wanted, or the offer is good, where its text ends
    with one that is clear and still to come."""
    if item.kind not in DATED:
        return item
    said = split_day(item.text, today)[1]
    reading = read_day(said, today) if said else None
    clear = reading is not None and reading.sure and reading.day >= today
    return replace(item, due=reading.day if reading and clear else None)


def all_dated(items: tuple[Item, ...], now: datetime, zone: str) -> tuple[Item, ...]:
    """Items with their days, which are the writer's own; few items have one."""
    if not [item for item in items if item.kind in DATED]:
        return items
    day = today(now, zone)
    return tuple([dated(item, day) for item in items])


def linked(text: str) -> tuple[str, str]:
    """The title and the link of what somebody points to; "" for what there is not."""
    if "://" not in text or (match := LINK.search(text)) is None:
        return text, ""
    before, after = text[: match.start()].strip(AROUND), text[match.end() :].strip(AROUND)
    return " ".join(part for part in (before, after) if part), match[0]
