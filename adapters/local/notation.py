"""The transcript notation: lines that people type, and cards as one line each.

ann> /join                      a command            ann> hello        plain talk
ann> [Next]                     a button             ... 10m           time passes
ann> [Brief] question=... help=ideas                 !restart          the process forgets
!public, !private               who can read the room               !archived         it is shut
!clock +20m                     the host sleeps, or its clock jumps; also back: !clock -1h
bot> Title | text | [Button]    posted               bot* ...          edited
bot>ann> ...                    whispered
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Literal, get_args

from bot import words
from bot.cards import (
    Block,
    Bold,
    Button,
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
from bot.forms import Form
from bot.parcels import Posting
from bot.text import short

How = Literal["public", "private", "archived"]
NAME = r"[^\W_][\w.-]{0,31}"
LONGEST = timedelta(days=366)  # that pass at once
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A member typed a line: a command or plain talk."""

    who: str
    line: str


@dataclass(frozen=True, slots=True)
class Push:
    """A member pressed the button with this label; `rest` answers its form."""

    who: str
    label: str
    rest: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Time passes."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock jumps, forward or back, and nothing happens on the way."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Restart:
    """The process throws its memory away."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Nothing to do: an empty line, a `#` line, or what the bot said when this was written down."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line in no known notation; `why` says what could be meant."""

    why: str


@dataclass(frozen=True, slots=True)
class Turned:
    """Something happened to the room: strangers can read it, or no longer; or it is shut."""

    how: How


TURNS = {f"!{how}": Turned(how) for how in get_args(How)}
Line = Typed | Push | Wait | Jump | Restart | Turned | Comment | Unknown


def read(line: str) -> Line:
    """One line of a transcript, understood."""
    line = line.strip()
    if not line or line.startswith("#") or re.match(r"bot[>*]|\? ", line):
        return Comment()
    if line == "!restart":
        return Restart()
    if line in TURNS:
        return TURNS[line]
    if line.startswith("..."):
        return _wait(line[3:])
    if jump := re.fullmatch(r"!clock ([+-])(.*)", line):
        waited = _wait(jump[2])
        back = jump[1] == "-"
        return Jump(-waited.span if back else waited.span) if isinstance(waited, Wait) else waited
    match = re.match(rf"({NAME})>\s*(.*)", line, re.DOTALL)
    if not match:
        return Unknown(words.NOTATION)
    who, said = match[1].lower(), match[2].strip()
    if not said:
        return Unknown(words.NOTATION_EMPTY.format(who=who))
    if push := re.match(r"\[([^\]]+)\]\s*(.*)", said, re.DOTALL):
        return Push(who, push[1].strip(), push[2])
    return Typed(who, said)


def answers(form: Form, rest: str) -> dict[str, str]:
    """The values of a form from `name=value name=value`, or of its first field from plain text.

    Raises ValueError with a sentence where a name is none of the form's.
    """
    names = [field.name for field in form.fields]
    found = [m for m in re.finditer(r"(?:^|(?<=\s))(\w+)=", rest) if m[1] in names]
    strange = re.match(r"(\w+)=", rest)
    if strange and strange[1] not in names:
        known = ", ".join(names)
        raise ValueError(words.NO_SUCH_FIELD.format(name=strange[1], known=known))
    if not found:
        return {names[0]: rest.strip()} if rest.strip() else {}
    starts = [match.start() for match in found[1:]] + [len(rest)]
    values = {m[1]: rest[m.end() : end].strip() for m, end in zip(found, starts, strict=True)}
    return {f.name: f.value for f in form.fields if f.value} | values


def ask(form: Form) -> str:
    """A form as one line, for a face that can't ask field by field."""
    fields = " ".join(f"{field.name}={short(field.value, 60) or '…'}" for field in form.fields)
    asked = "; ".join(f"{field.name}: {field.label}" for field in form.fields)
    return f"[{form.title}] {fields} | {asked}"


def shown(posting: Posting) -> str:
    """A posting as a line of the transcript."""
    if posting.card is None:
        return f"{posting.by}> {posting.text}"
    if posting.to:
        return f"bot>{posting.to}> {card_line(posting.card)}"
    return f"bot{'*' if posting.edited else '>'} {card_line(posting.card)}"


def card_line(card: Card) -> str:
    """A card as one line: its parts between bars, its buttons in brackets."""
    parts = [card.title] if card.title else []
    parts += [text for block in card.blocks for text in _block(block) if text]
    if card.buttons:
        parts.append(" ".join(f"[{button.label}]" for button in card.buttons))
    return " | ".join(parts)


def find_button(postings: Sequence[Posting], who: str, label: str) -> Button | None:
    """The button of this label on the newest card that `who` can see."""
    for posting in sorted(postings, key=lambda p: -p.seq):
        if posting.card and posting.to in ("", who):
            for button in posting.card.buttons:
                if button.label.lower() == label.lower():
                    return button
    return None


def _wait(text: str) -> Line:
    found = re.findall(r"(\d+)\s*([smhdw])", text)
    if not found or re.sub(r"\d+\s*[smhdw]|\s", "", text):
        return Unknown(words.NOTATION_TIME)
    spans = (timedelta(**{UNITS[unit]: int(number)}) for number, unit in found)
    try:
        span = sum(spans, timedelta())
    except OverflowError:
        return Unknown(words.TOO_LONG_TURN)
    return Wait(span) if span <= LONGEST else Unknown(words.TOO_LONG_TURN)


def _block(block: Block) -> list[str]:
    match block:
        case Text(spans):
            return [_plain(spans)]
        case Fields(pairs):
            return [f"{label}: {_plain(spans)}" for label, spans in pairs]
        case Lines(lines, numbered):
            return [f"{f'{n}. ' if numbered else '- '}{_plain(s)}" for n, s in enumerate(lines, 1)]
        case Quote(by, text, kind, note):
            head = ", ".join(part for part in (kind, note) if part)
            return [f"@{by} ({head}): {_one(text)}" if head else f"@{by}: {_one(text)}"]


def _plain(spans: Spans) -> str:
    return "".join(_span(span) for span in spans).strip()


def _span(span: Span) -> str:
    match span:
        case str():
            return _one(span)
        case Mention(who):
            return f"@{who}"
        case Bold(text):
            return _one(text)
        case Feed():
            return words.CALENDAR_ADDRESS
        case When(at, "time"):
            return f"{at.astimezone(UTC):%H:%M}Z"
        case When(at, "day"):
            return f"{at.astimezone(UTC):%a %d %b}"
        case When(at, "left"):
            return ""
        case When(at):
            return f"{at.astimezone(UTC):%a %d %b %H:%MZ}"


def _one(text: str) -> str:
    return text.replace("\n", " / ")
