"""Rows that are too long for one message, in pieces; nothing of them is lost."""

import json
from collections.abc import Iterator

from adapters.slack import limits
from adapters.slack.escape import escape
from adapters.slack.rich import Json, Row, mrkdwn, text
from bot.values import replace

DOTS = text("…")  # ends what is continued, and begins what continues it
# A character of `text` weighs as much as the bytes of blocks that a message takes for each.
WEIGHT = limits.MESSAGE_BYTES / limits.TEXT
ROW = 0.95 * limits.MESSAGE_BYTES  # the rest is for what stands around it
PIECE = ROW / 8


def parted(row: Row) -> Iterator[Row]:
    """A row in rows that each fit a message; an ellipsis stands on both sides of each cut."""
    if sum(map(_cost, row.elements)) <= ROW:
        yield row
        return
    held, left = list[Json](), ROW
    for piece in (piece for element in row.elements for piece in _pieces(element)):
        if (cost := _cost(piece)) > left:
            yield replace(row, elements=(*held, DOTS))
            row = replace(row, kind="quote" if row.kind == "quote" else "section")
            held, left = [DOTS], ROW
        held.append(piece)
        left -= cost
    yield replace(row, elements=tuple(held))


def _pieces(element: Json) -> Iterator[Json]:
    """A text in pieces that weigh little, cut at blanks where there are some."""
    while _cost(element) > PIECE and element["type"] == "text":
        end = _fitting(element["text"])
        yield {**element, "text": element["text"][:end]}
        element = {**element, "text": element["text"][end:]}
    if element.get("text") != "":  # Slack takes no empty text
        yield element


def _fitting(text: str) -> int:
    """How many characters weigh little enough; at least one."""
    bytes, characters, fits = 0, 0, 1
    for count, character in enumerate(text, 1):
        bytes += len(json.dumps(character)) - 2
        characters += len(escape(character))
        if max(bytes, WEIGHT * characters) > PIECE - 100:
            break
        fits = count
    blank = text.rfind(" ", fits // 2, fits)
    return blank + 1 if blank >= 0 else fits


def _cost(element: Json) -> float:
    return max(len(json.dumps(element)) + 2, WEIGHT * len(mrkdwn(element)))
