"""What members write, made harmless and short enough for a card; nothing is cut in silence."""

import re
import unicodedata
from collections.abc import Sequence

from bot.cards import Mention
from bot.effects import Refused
from bot.words import NOTHING_WRITTEN, TOO_LONG

# Characters that reorder, hide or smuggle text: bidirectional controls, tags, controls but newline
# and tab, unassigned and private ones, zero-width spaces. The joiner and the emoji selector stay.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = re.compile(f"[{_BIDI}\u200b\u2060\ufeff\u00ad\U000e0000-\U000e007f]")
_BAD = ("Cc", "Cs", "Co", "Cn")
LINES = 40


def clean(text: str) -> str:
    """The text in NFC without characters that hide or reorder, at most 40 lines, stripped."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _HIDDEN.sub("", text.replace("\r\n", "\n"))
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in _BAD)
    lines = unicodedata.normalize("NFC", "".join(kept)).strip().split("\n")
    return "\n".join([*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]).strip()


def written(text: str, limit: int) -> str:
    """The cleaned text; refused where it is longer than `limit` characters."""
    text = clean(text)
    if len(text) > limit:
        raise Refused(TOO_LONG.format(count=f"{len(text):,}", limit=f"{limit:,}"))
    return text


def required(text: str, limit: int, example: str) -> str:
    """The cleaned text; refused where nothing is left of it."""
    if not (text := written(text, limit)):
        raise Refused(NOTHING_WRITTEN.format(example=example))
    return text


def whole(text: str) -> int | None:
    """The whole number that a text of at most nine digits says; None for any other text."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def short(text: str, limit: int) -> str:
    """One line of at most `limit` characters, with an ellipsis where it was longer."""
    return clipped(text.split(), limit)


def stranger(name: str) -> Mention:
    """Somebody whom nobody knows, by what they were called."""
    return Mention(short(clean(name), 40) or "…")


def clipped(words: Sequence[str], limit: int) -> str:
    """The same of a text's words."""
    line = " ".join(words)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def elided(text: str, limit: int) -> str:
    """The text with an ellipsis in the middle of each line of more than `limit` characters: what
    stands before and behind a long quotation is kept.
    """
    half = limit // 2
    lines = text.split("\n")
    kept = (
        f"{line[:half]}…{line[1 + half - limit :]}" if len(line) > limit else line for line in lines
    )
    return "\n".join(kept)
