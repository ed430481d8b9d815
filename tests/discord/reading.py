"""Reads messages of Discord back into one line of a transcript, as the local room prints the card:
what somebody sees there, by the rules of Discord's markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters.discord import limits
from bot.words import CALENDAR_ADDRESS

Json = Mapping[str, Any]
MORE = "…"
TOKEN = re.compile(
    r"\\(?P<sign>[^A-Za-z0-9\s])|<@(?P<who>\d+)>|<t:(?P<at>\d+):(?P<style>\w)>|<(?P<url>https?://[^>\s]+)>"
    r"|(?P<style_mark>\*\*|\*)"
)
FORMATS = {"f": "%a %d %b %H:%MZ", "t": "%H:%MZ", "D": "%a %d %b"}


def line(messages: Sequence[Json], names: Mapping[str, str]) -> str:
    """One card, however many messages it took: its parts between bars, its buttons in brackets.

    `names` are those of people by their ids in Discord.
    """
    parts = list[str]()
    for message in messages:
        for one in limits.components(message):
            if one["type"] == limits.DISPLAY:
                for row in rows(one["content"]):
                    _add(parts, row, names)
    labels = [f"[{one['label']}]" for message in messages for one in buttons(message)]
    return " | ".join([part for part in parts if part != "–"] + [" ".join(labels)] * bool(labels))


def buttons(message: Json) -> list[Json]:
    """The buttons of a message."""
    return [one for one in limits.components(message) if one["type"] == limits.BUTTON]


def rows(content: str) -> Iterator[str]:
    """The lines of a text; what goes on behind a sign that nobody sees is the same line, and so
    are the lines of a quote."""
    row = ""
    for each in content.split("\n"):
        if each.startswith("\u200b"):
            row += f" / {each[1:]}"
        elif each.startswith("> ") and row.startswith("> "):
            row += f" / {each[2:]}"
        else:
            yield from [row] if row else []
            row = each
    yield row


def seen(markdown: str, names: Mapping[str, str]) -> str:
    """What somebody reads of a line."""

    def meant(found: re.Match[str]) -> str:
        if found["sign"]:
            return found["sign"]
        if found["who"]:
            return f"@{names.get(found['who'], found['who'])}"
        if found["at"]:
            return f"{datetime.fromtimestamp(int(found['at']), UTC):{FORMATS[found['style']]}}"
        return CALENDAR_ADDRESS if found["url"] else ""

    return TOKEN.sub(meant, markdown)


def _add(parts: list[str], row: str, names: Mapping[str, str]) -> None:
    said = seen(row.removeprefix("## ").removeprefix("> "), names)
    if re.search(r" \*\([^\n]*\)\*$", row):
        said += ": "
    if parts and parts[-1].endswith(MORE) and said.startswith(MORE):
        parts[-1] = parts[-1][:-1] + said[1:]
    elif row.startswith("> "):
        parts[-1] += said
    else:
        parts.append(said)
