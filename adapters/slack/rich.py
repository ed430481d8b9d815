"""Cards as rows of rich text, in which whatever somebody wrote is data and never markup.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import Any, Literal

from adapters.chat.links import Link
from adapters.slack.escape import escape
from adapters.slack.limits import USER
from bot.cards import Block, Bold, Feed, Fields, Lines, Mention, Quote, Span, Spans, Text, When
from bot.verbs import called
from bot.words import CALENDAR_ADDRESS

Json = dict[str, Any]
Kind = Literal["section", "quote", "bullet", "ordered"]

# How each reader sees an instant, in their own zone and language, and what they see where it can't
# be shown so. What is left until then is not said: Slack can't count down, and a number that stands
# still is wrong a minute later.
MOMENT, TIME, DAY = "{day_divider_pretty}, {time}", "{time}", "{day_divider_pretty}"
FALLBACKS = {MOMENT: "%a %d %b %H:%M UTC", TIME: "%H:%M UTC", DAY: "%a %d %b"}
FORMATS = {"moment": MOMENT, "time": TIME, "day": DAY}


@dataclass(frozen=True, slots=True)
class Pen:
    """What only the room can write: the name of its command, and the addresses of calendars."""

    command: str
    link: Link

    def ours(self, text: str) -> str:
        """Our own text, with commands as they are typed in this room."""
        return called(text, self.command)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block of a card; `number` is that of an item of a list."""

    kind: Kind
    elements: tuple[Json, ...]
    number: int = 0
    block: int = 0


def rows(blocks: Sequence[Block], pen: Pen) -> list[Row]:
    """The lines of a card's blocks."""
    return [row for number, block in enumerate(blocks) for row in _rows(block, number, pen)]


def drawn(lines: Sequence[Row]) -> list[Json]:
    """Rows as Slack's blocks, one for each block of the card."""
    return [
        {"type": "rich_text", "elements": [e for run in _runs([*block]) for e in _run(run)]}
        for _, block in groupby(lines, key=lambda row: row.block)
    ]


def said(row: Row) -> str:
    """A row as mrkdwn, for where no blocks are shown."""
    mark = {"bullet": "• ", "ordered": f"{row.number}. "}.get(row.kind, "")
    return mark + "".join(map(mrkdwn, row.elements))


def mrkdwn(element: Json) -> str:
    """An element of rich text as mrkdwn, which has fewer ways to show a date."""
    match element:
        case {"type": "user", "user_id": who}:
            return f"<@{who}>"
        case {"type": "date", "timestamp": at, "format": format, "fallback": fallback}:
            known = format.replace("day_divider_pretty", "date_long_pretty")
            return f"<!date^{at}^{known}|{fallback}>"
        case {"type": "link", "url": url}:
            return f"<{url.replace('&', '&amp;')}>"
    return escape(element["text"])


def text(said: str, style: str = "") -> Json:
    """Text as an element of rich text; `style` is "bold", "italic" or ""."""
    element: Json = {"type": "text", "text": said}
    return {**element, "style": {style: True}} if style else element


def line(spans: Spans, pen: Pen) -> tuple[Json, ...]:
    """Spans as elements of rich text, without blanks at both ends."""
    elements: list[Json] = []
    for element in (found for span in spans if (found := _span(span, pen))):
        last = elements[-1] if elements else {}
        if "text" in last and "text" in element and last.get("style") == element.get("style"):
            elements[-1] = {**last, "text": last["text"] + element["text"]}
        else:
            elements.append(element)
    return _stripped(elements)


def _rows(block: Block, at: int, pen: Pen) -> Iterator[Row]:
    match block:
        case Text(spans):
            if found := line(spans, pen):
                yield Row("section", found, block=at)
        case Fields(pairs):
            for label, spans in pairs:
                yield Row(
                    "section", (text(f"{pen.ours(label)}: ", "bold"), *line(spans, pen)), block=at
                )
        case Lines(lines, numbered):
            for number, spans in enumerate(lines, 1):
                kind: Kind = "ordered" if numbered else "bullet"
                yield Row(kind, line(spans, pen), number, at)
        case Quote(by, written, kind=about, note=note):
            beside = ", ".join(part for part in (about, note) if part)
            end = text(f" ({beside})", "italic") if beside else text(": ")
            yield Row("section", (_person(by), end), block=at)
            if written:
                yield Row("quote", (text(written),), block=at)


def _span(span: Span, pen: Pen) -> Json | None:
    match span:
        case str():
            return text(pen.ours(span)) if span else None
        case Bold(said):
            return text(pen.ours(said), "bold") if said else None
        case Mention(who):
            return _person(who)
        case Feed():
            url = pen.link(span)
            return {"type": "link", "url": url} if url else text(CALENDAR_ADDRESS)
        case When(_, "left"):
            return None
        case When(at, style):
            instant, format = at.astimezone(UTC), FORMATS[style]
            fallback = f"{instant:{FALLBACKS[format]}}"
            stamp = int(instant.timestamp())
            return {"type": "date", "timestamp": stamp, "format": format, "fallback": fallback}


def _person(who: str) -> Json:
    """A mention; plain text for an id that is nobody's in Slack, which would have the whole message
    refused."""
    return {"type": "user", "user_id": who} if USER.fullmatch(who) else text(f"@{who}")


def _stripped(elements: list[Json]) -> tuple[Json, ...]:
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while elements and "text" in elements[end]:
            if kept := strip(elements[end]["text"]):
                elements[end] = {**elements[end], "text": kept}
                break
            del elements[end]
    return tuple(elements)


def _runs(lines: Sequence[Row]) -> Iterator[list[Row]]:
    """Lines that stand together: the items of one list, or one line that is no item."""
    for kind, run in groupby(lines, key=lambda row: row.kind):
        if kind in ("bullet", "ordered"):
            yield [*run]
        else:
            yield from ([row] for row in run)


def _run(run: Sequence[Row]) -> Iterator[Json]:
    first = run[0]
    if first.kind in ("section", "quote"):
        yield {"type": f"rich_text_{first.kind}", "elements": [*first.elements]}
    elif first.kind == "ordered" and first.number > 1:
        # The rest of a list that began in another message: Slack would count from 1 again.
        for row in run:
            yield _section(text(f"{row.number}. "), *row.elements)
    else:
        items = [_section(*row.elements) for row in run]
        yield {"type": "rich_text_list", "style": first.kind, "elements": items}


def _section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": [*elements]}
