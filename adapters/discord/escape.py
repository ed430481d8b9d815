"""Text as data: whatever somebody wrote pings nobody and changes no markup."""

import re

from adapters.discord.limits import length

# A backslash before any sign that is no letter, digit or blank shows that sign and nothing else.
# These mean something anywhere,
SIGNS = re.compile(r"[\\*_~`|<>\[\]@]|:(?=[\w/+-])")
# and these where a line begins: headings, lists, small print, quotes.
BEGINNINGS = re.compile(r"^([ \t]*)(#|-|\+|\d+(?=[.)]))", re.MULTILINE)
# A line that somebody began goes on behind this, which nobody sees: it is part of what it stands
# in, and can't be a quote or a list by what we write before it.
NEWLINE = "\n\u200b"


def escape(text: str) -> str:
    """The text for a place where Discord reads markdown."""
    marked = BEGINNINGS.sub(_beginning, SIGNS.sub(r"\\\g<0>", text.replace("\u200b", "")))
    return marked.replace("\n", NEWLINE)


def unescape(text: str) -> str:
    """The text that was escaped."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", text.replace(NEWLINE, "\n"))


def short(text: str, most: int) -> str:
    """The text for a place where Discord reads no markdown, with an ellipsis where it was longer
    than `most` characters.
    """
    if length(text) > most:
        text = text[:most]
        while length(text) >= most:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text if text.strip() else "–"


def _beginning(found: re.Match[str]) -> str:
    blank, sign = found[1], found[2]
    return f"{blank}{sign}\\" if sign[0].isdecimal() else f"{blank}\\{sign}"
