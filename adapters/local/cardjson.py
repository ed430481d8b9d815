"""A card as plain JSON values, for the browser and for the terminal's --json."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from bot.cards import (
    Block,
    Bold,
    Card,
    Feed,
    Fields,
    Lines,
    Mention,
    Quote,
    Span,
    Spans,
    Text,
    When,
)
from bot.words import CALENDAR_ADDRESS

Link = Callable[[Feed], str]


def nowhere(_: Feed) -> str:
    """The address of a calendar where none is served."""
    return ""


def card_json(card: Card, link: Link = nowhere) -> dict[str, Any]:
    """{"title", "blocks": [{"type", ...}], "buttons": [{"label", "verb", ...}]}.

    Spans are tagged as blocks are; instants are ISO, in UTC; `link` makes a calendar's address.
    """
    buttons = [
        {
            "label": button.label,
            "verb": button.verb,
            "args": button.args,
            "rev": button.rev,
            "form": button.form,
            "main": button.main,
            "group": button.group,
        }
        for button in card.buttons
    ]
    return {
        "title": card.title,
        "blocks": [_block(b, link) for b in card.blocks],
        "buttons": buttons,
    }


def _block(block: Block, link: Link) -> dict[str, Any]:
    match block:
        case Text(spans):
            return {"type": "text", "spans": _spans(spans, link)}
        case Fields(pairs):
            return {
                "type": "fields",
                "pairs": [[label, _spans(spans, link)] for label, spans in pairs],
            }
        case Lines(lines, numbered):
            return {
                "type": "lines",
                "numbered": numbered,
                "lines": [_spans(s, link) for s in lines],
            }
        case Quote(by, text, kind, note):
            return {"type": "quote", "by": by, "text": text, "kind": kind, "note": note}


def _spans(spans: Spans, link: Link) -> list[dict[str, Any]]:
    return [_span(span, link) for span in spans]


def _span(span: Span, link: Link) -> dict[str, Any]:
    match span:
        case str():
            return {"type": "text", "text": span}
        case Mention(who):
            return {"type": "mention", "who": who}
        case Bold(text):
            return {"type": "bold", "text": text}
        case Feed():
            return {"type": "feed", "href": link(span), "text": CALENDAR_ADDRESS}
        case When(at, style):
            return {"type": "when", "at": at.astimezone(UTC).isoformat(), "style": style}
