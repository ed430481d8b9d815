"""Neutral messages: a card is a title, blocks and buttons, which each room draws in its own way.

A plain `str` span is always escaped by the room, so that no member can inject a mention or markup.
"""

from datetime import datetime
from typing import Literal

from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One member, by actor id."""

    who: str


@dataclass(frozen=True, slots=True)
class When:
    """An instant (aware, UTC), shown in each reader's own zone.

    `style`: "moment" is day and time, "time" the time of the day, "day" the date,
    "left" the time that is left until then (counted down where the room can).
    """

    at: datetime
    style: Literal["moment", "time", "day", "left"] = "moment"


@dataclass(frozen=True, slots=True)
class Feed:
    """The address of the calendar of a group or of a person; `of` is that state's id.

    The room makes the address, as only it knows where it is reached and can sign it; `number`
    counts how often the address was changed, and an older one is good no more. `who` is the member
    to whom a group's was given: it is good for as long as they are one.
    """

    of: str
    number: int
    who: str = ""


@dataclass(frozen=True, slots=True)
class Bold:
    """Text that carries weight."""

    text: str


Span = str | Mention | When | Bold | Feed
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled values, one below the other."""

    pairs: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of short lines, numbered from 1 where `numbered`."""

    lines: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What one member wrote; `kind` and `note` stand beside the name."""

    by: str
    text: str
    kind: str = ""
    note: str = ""


Block = Text | Fields | Lines | Quote


@dataclass(frozen=True, slots=True)
class Button:
    """A button: pressing it runs `verb` with `args`, or opens `form` first.

    `rev` is the revision that it was drawn for ("" = never out of date); see `events.Press`.
    `group` is the group that it acts in, for a card that may be read elsewhere ("" = where it is).
    """

    label: str
    verb: str
    args: str = ""
    rev: str = ""
    form: str = ""
    main: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A message: a plain title (may be ""), blocks, and buttons below them."""

    title: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()


def text(*spans: Span) -> Text:
    """A paragraph of these spans."""
    return Text(spans)


def note(title: str, *spans: Span, buttons: tuple[Button, ...] = ()) -> Card:
    """A card of one paragraph."""
    return Card(title, (Text(spans),) if spans else (), buttons)
