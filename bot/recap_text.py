"""A closed meeting as Markdown that members can't break; told again, it is the same text."""

import re
from datetime import UTC

from bot import words
from bot.archive import Recap
from bot.cards import Block, Bold, Fields, Lines, Mention, Spans, Text, When
from bot.items import said_kind
from bot.live import Item
from bot.recap_card import recap_card
from bot.words import recap as say


def recap_markdown(recap: Recap) -> str:
    """The whole recap as Markdown, with every item; instants in UTC, members by their ids."""
    card = recap_card(recap)
    lines = [f"# {card.title}", ""]
    for block in card.blocks:
        lines += [*_markdown(block), ""]
    if written := (*(i for seat in recap.seats for i in seat.items), *recap.items):
        lines += [f"## {say.EVERYTHING}", ""]
        lines += [f"- {_plain(_whole(item))}" for item in written]
    return "\n".join(lines).rstrip() + "\n"


def _whole(item: Item) -> Spans:
    kind = said_kind(item)
    text = item.text.replace("\n", "\n  ")
    return (f"{kind}, ", Mention(item.by), f": {text}", words.LATE_MARK if item.late else "")


def _markdown(block: Block) -> list[str]:
    match block:
        case Text(spans):
            return [_line_of(spans)]
        case Fields(pairs):
            return [f"- **{label}**: {_line_of(spans)}" for label, spans in pairs]
        case Lines(lines):
            return [f"- {_line_of(spans)}" for spans in lines]
        case _:
            return []


def _line_of(spans: Spans) -> str:
    return " ".join(_plain(spans).split("\n"))


def _plain(spans: Spans) -> str:
    parts = []
    for span in spans:
        match span:
            case str():
                parts.append(escape(span))
            case Mention(who):
                parts.append(f"@{escape(who)}")
            case When(at):
                parts.append(f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
            case Bold(text):
                parts.append(f"**{escape(text)}**")
    return "".join(parts)


def escape(text: str) -> str:
    """Member's text for Markdown: whatever would be markup is escaped, at a line's start too."""
    text = re.sub(r"[\\`*_{}\[\]<>#|~&]", r"\\\g<0>", text)
    return re.sub(r"(?<=\n)([ \t]*)([-+=]|\d+(?=[.)]))", _at_start, text)


def _at_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"
