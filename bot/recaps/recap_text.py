"""A closed meeting as Markdown that members can't break; told again, it is the same text."""

import re
from datetime import UTC

from bot import words
from bot.archive import Notes, Recap
from bot.cards import Block, Bold, Card, Feed, Fields, Lines, Mention, Spans, Text, When, text
from bot.feedback.items import said_kind
from bot.live import Item
from bot.recaps.recap_card import whole_card, written_in
from bot.recaps.recap_own import needs_blocks, notes_card
from bot.recaps.recap_parts import headings
from bot.values import replace
from bot.words import recap as say


def recap_markdown(recap: Recap) -> str:
    """The whole recap as Markdown, with every item; instants in UTC, members by their ids."""
    return _document(whole_card(recap), written_in(recap))


def absent_markdown(recap: Recap, who: str) -> str:
    """The same with what needs somebody who was absent on top."""
    lead, card = needs_blocks(recap, who), whole_card(recap)
    return _document(replace(card, blocks=(*lead, *card.blocks)), written_in(recap))


def notes_markdown(notes: Notes, recap: Recap) -> str:
    """What a seat-holder got, every text of it whole."""
    card = notes_card(replace(notes, items=()), recap)
    blocks = tuple(b for b in card.blocks if b != text(say.NOTES_NONE))
    return _document(replace(card, blocks=blocks if notes.items else card.blocks), notes.items)


def _document(card: Card, written: tuple[Item, ...]) -> str:
    lines = [f"# {card.title}", ""]
    for block in card.blocks:
        lines += [*_markdown(block), ""]
    for head, items in headings(written):
        lines += [
            f"## {_line_of((head,))}",
            "",
            *(f"- {_plain(_whole(item))}" for item in items),
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _whole(item: Item) -> Spans:
    kind = said_kind(item)
    text = item.text.replace("\n", "\n  ")
    due = say.UNTIL.format(day=words.day(item.due)) if item.due else ""
    late = words.LATE_MARK if item.late else ""
    return (f"{kind}, ", Mention(item.by), f": {text}", due, late)


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
            case Feed():  # an address is for one pair of eyes, not for a file
                pass
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
