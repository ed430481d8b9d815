"""Cards as lines of Discord's markdown, in which whatever somebody wrote is data and never markup.

https://docs.discord.com/developers/reference#message-formatting
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from adapters.chat.links import Link
from adapters.discord.escape import NEWLINE, escape
from adapters.discord.limits import SNOWFLAKE, length
from bot.cards import Block, Bold, Feed, Fields, Lines, Mention, Quote, Span, Spans, Text, When
from bot.values import replace
from bot.words import CALENDAR_ADDRESS

Spell = Callable[[str], str]
Style = Literal["", "bold", "italic", "mark"]
Kind = Literal["line", "quote", "item"]

# How each reader sees an instant, in their own zone and language; "left" counts down by itself, but
# stands where something else has said when.
TIMES = {"moment": "f", "time": "t", "day": "D"}
DOTS = "…"  # ends what is continued, and begins what continues it
MARKS = {"": "", "bold": "**", "italic": "*", "mark": ""}
PIECE = 400  # characters of markdown into which a long text is cut


@dataclass(frozen=True, slots=True)
class Pen:
    """What only the room can write: commands as they are typed there, and addresses of
    calendars."""

    spell: Spell
    link: Link


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some text in one style; a "mark" is markdown already, and the only thing that calls."""

    text: str
    style: Style = ""

    @property
    def markdown(self) -> str:
        """As it is sent."""
        if self.style == "mark":
            return self.text
        return f"{MARKS[self.style]}{escape(self.text)}{MARKS[self.style]}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block of a card; `lead` stands before it, `block` is the block's number."""

    leaves: tuple[Leaf, ...]
    kind: Kind = "line"
    lead: str = ""
    block: int = 0

    @property
    def markdown(self) -> str:
        """As it is sent."""
        said = self.lead + "".join(leaf.markdown for leaf in self.leaves)
        return "> " + said.replace(NEWLINE, "\n> ") if self.kind == "quote" else said


def rows(blocks: Sequence[Block], pen: Pen) -> list[Row]:
    """The lines of a card's blocks; a list is in the block of what leads to it."""
    found, number = list[Row](), -1
    for at, block in enumerate(blocks):
        led = isinstance(block, Lines) and at > 0 and isinstance(blocks[at - 1], Text | Fields)
        number += not led
        found += _rows(block, number, pen)
    return found


def person(who: str) -> Leaf:
    """A mention; plain text for an id that is nobody's in Discord."""
    return Leaf(f"<@{who}>", "mark") if SNOWFLAKE.fullmatch(who) else Leaf(f"@{who}")


def parted(row: Row, most: int) -> Iterator[Row]:
    """A row in rows of at most `most` characters of markdown; an ellipsis stands on both sides of
    each cut."""
    if length(row.markdown) <= most:
        yield row
        return
    pieces = [piece for leaf in row.leaves for piece in _pieces(leaf)]
    held: list[Leaf] = []
    for piece in pieces:
        if held and length(replace(row, leaves=(*held, piece, Leaf(DOTS))).markdown) > most:
            yield replace(row, leaves=(*held, Leaf(DOTS)))
            row, held = replace(row, lead=""), [Leaf(DOTS)]
        held.append(piece)
    yield replace(row, leaves=tuple(held))


def _rows(block: Block, at: int, pen: Pen) -> Iterator[Row]:
    match block:
        case Text(spans):
            if found := line(spans, pen):
                yield Row(found, block=at)
        case Fields(pairs):
            for label, spans in pairs:
                head = Leaf(f"{pen.spell(label)}:", "bold")
                yield Row((head, Leaf(" "), *line(spans, pen)), block=at)
        case Lines(lines, numbered):
            for number, spans in enumerate(lines, 1):
                lead = f"{number}. " if numbered else "- "
                yield Row(line(spans, pen), "item", lead, at)
        case Quote(by, written, kind=about, note=note):
            beside = ", ".join(part for part in (about, note) if part)
            end = (Leaf(" "), Leaf(f"({beside})", "italic")) if beside else (Leaf(": "),)
            yield Row((person(by), *end), block=at)
            if written:
                yield Row((Leaf(written),), "quote", block=at)


def line(spans: Spans, pen: Pen) -> tuple[Leaf, ...]:
    """Spans as leaves, without blanks at both ends; texts that touch are one."""
    leaves: list[Leaf] = []
    for leaf in (found for span in spans if (found := _leaf(span, pen))):
        if leaves and leaves[-1].style == leaf.style == "":
            leaves[-1] = Leaf(leaves[-1].text + leaf.text)
        else:
            leaves.append(leaf)
    return _stripped(leaves)


def _leaf(span: Span, pen: Pen) -> Leaf | None:
    match span:
        case str():
            return Leaf(pen.spell(span)) if span else None
        case Bold(said):
            return Leaf(pen.spell(said), "bold") if said else None
        case Mention(who):
            return person(who)
        case Feed():
            url = pen.link(span)
            return Leaf(f"<{url}>", "mark") if url else Leaf(CALENDAR_ADDRESS)
        case When(_, "left"):
            return None
        case When(at, style):
            return Leaf(f"<t:{int(at.timestamp())}:{TIMES[style]}>", "mark")


def _stripped(leaves: list[Leaf]) -> tuple[Leaf, ...]:
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while leaves and leaves[end].style != "mark":
            if kept := strip(leaves[end].text):
                leaves[end] = replace(leaves[end], text=kept)
                break
            del leaves[end]
    return tuple(leaves)


def _pieces(leaf: Leaf) -> Iterator[Leaf]:
    """A text in pieces that are short, cut at blanks where there are some."""
    while leaf.style != "mark" and length(leaf.markdown) > PIECE:
        end = _fitting(leaf.text)
        yield replace(leaf, text=leaf.text[:end])
        leaf = replace(leaf, text=leaf.text[end:])
    yield leaf


def _fitting(text: str) -> int:
    """How many characters are few enough; at least one."""
    used, fits = 0, 1
    for count, character in enumerate(text, 1):
        used += length(escape(character))
        if used > PIECE - 10:
            break
        fits = count
    blank = text.rfind(" ", fits // 2, fits)
    return blank + 1 if blank >= 0 else fits
