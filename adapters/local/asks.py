"""What a browser may ask of the local room, read and checked: names, ids, zones and bodies."""

import json
import re
import unicodedata
from typing import Any

from starlette.requests import Request

from adapters.local import sentences
from bot import words
from bot.rhythm.times import familiar
from bot.text import clean

MOST = 64 * 1024  # bytes of a body
LONGEST = {"as": 32, "room": 40}  # characters of a name
LINE = 4000  # characters of one line
SHORT = 400  # characters of what a button carries
FIELDS = 40  # fields of one form
VALUE = 8000  # characters of one field; the core says what it takes of them
EVENT = re.compile(r"web:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Sorry(Exception):
    """What was asked can't be done: the HTTP status, and a sentence on why and what to do."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def person(text: object) -> str:
    """A person's name, as the actor id that it is. Small letters: Ann and ann are one person."""
    small = text.lower() if isinstance(text, str) else text
    name = _name(small, LONGEST["as"], sentences.NO_NAME, sentences.BAD_NAME)
    if name == "bot":
        raise Sorry(400, sentences.BOT_NAME)
    return name


def room(text: object) -> str:
    """A room's name."""
    return _name(text, LONGEST["room"], sentences.NO_ROOM, sentences.BAD_ROOM)


def is_room(name: str) -> bool:
    """Whether a room of this name has an address; the terminal takes any name."""
    try:
        return room(name) == name
    except Sorry:
        return False


def group(name: str) -> str:
    """The group id of the room of this name."""
    return f"local:main:{name}"


def other(asked: dict[str, Any]) -> str:
    """The id of the group that a card's button or form acts in, or "" for the one of the room."""
    id = text(asked, "group")
    return group(room(id.removeprefix(group("")))) if id else ""


async def body(request: Request) -> dict[str, Any]:
    """The JSON object of a request, of at most `MOST` bytes."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST:
            raise Sorry(413, sentences.TOO_BIG.format(most=MOST // 1024))
    try:
        asked = json.loads(bytes(data))
    except (ValueError, RecursionError):
        raise Sorry(400, sentences.NO_JSON) from None
    if not isinstance(asked, dict):
        raise Sorry(400, sentences.NO_JSON)
    return asked


def event(asked: dict[str, Any]) -> str:
    """The id that the browser made for what it sends, and sends again after a failure."""
    id = asked.get("id")
    if not isinstance(id, str) or not EVENT.fullmatch(id):
        raise Sorry(400, sentences.BAD_ID)
    return id


def zone(asked: dict[str, Any]) -> str:
    """The browser's time zone, or "" where it names none that is known here."""
    name = asked.get("zone", "")
    return familiar(name) if isinstance(name, str) else ""


def text(asked: dict[str, Any], name: str, most: int = SHORT) -> str:
    """One text of the body, cleaned of what hides or reorders; "" where it is missing."""
    value = asked.get(name, "")
    if not isinstance(value, str):
        raise Sorry(400, sentences.NO_TEXT.format(name=name))
    return _short(clean(value), most)


def secret(asked: dict[str, Any], name: str) -> str:
    """One text of the body, to the letter."""
    value = asked.get(name)
    if not isinstance(value, str) or len(value) > SHORT:
        raise Sorry(400, sentences.NO_TEXT.format(name=name))
    return value


def values(asked: dict[str, Any]) -> dict[str, str]:
    """What was filled into a form, by the names of its fields."""
    found = asked.get("values")
    if not isinstance(found, dict) or len(found) > FIELDS:
        raise Sorry(400, sentences.BAD_VALUES)
    if not all(isinstance(value, str) for value in found.values()):
        raise Sorry(400, sentences.BAD_VALUES)
    return {clean(name)[:SHORT]: _short(clean(value), VALUE) for name, value in found.items()}


def after(request: Request) -> int:
    """The number of the last posting that the browser has, as it says or its stream kept."""
    said = (request.query_params.get("after", ""), request.headers.get("last-event-id", ""))
    return max(int(number) if re.fullmatch(r"[0-9]{1,15}", number) else 0 for number in said)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise Sorry(400, words.TOO_LONG.format(count=f"{len(text):,}", limit=f"{most:,}"))
    return text


def _name(text: object, most: int, missing: str, bad: str) -> str:
    if text is None or text == "":
        raise Sorry(400, missing)
    name = unicodedata.normalize("NFC", text.strip()) if isinstance(text, str) else ""
    good = 1 <= len(name) <= most and all(_allowed(c) for c in name)
    if not good or not name[0].isalnum():
        raise Sorry(400, bad.format(most=most))
    return name


def _allowed(character: str) -> bool:
    """Letters with their marks and digits, of any alphabet, and what holds names together."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in "._-"
