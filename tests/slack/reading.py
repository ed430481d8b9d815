"""Reads messages of Slack back into one line of a transcript, as the local room prints the card."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters.slack.escape import unescape
from bot.words import CALENDAR_ADDRESS

Json = Mapping[str, Any]
MORE = "…"
MARKUP = re.compile(
    r"<@(?P<who>\w+)>|<!date\^(?P<at>\d+)\^(?P<format>[^|]*)\|[^>]*>|<(?P<url>[^>]+)>"
)


def line(messages: Sequence[Json], names: Mapping[str, str]) -> str:
    """One card, however many messages it took: its parts between bars, its buttons in brackets.

    `names` are those of people by their ids in Slack.
    """
    parts, labels = list[str](), list[str]()
    for message in messages:
        if not message.get("blocks"):
            parts += [mrkdwn(part, names) for part in message["text"].split("\n")]
        for block in message.get("blocks") or ():
            labels += [f"[{e['text']['text']}]" for e in buttons(block)]
            for part, goes_on in _parts(block, names):
                _add(parts, part, goes_on)
    if labels:
        parts.append(" ".join(labels))
    return " | ".join(parts)


def buttons(block: Json) -> list[Json]:
    """The buttons of a block."""
    return [*block["elements"]] if block["type"] == "actions" else []


def mrkdwn(text: str, names: Mapping[str, str]) -> str:
    """Text with Slack's markup as the local room says it."""

    def meant(found: re.Match[str]) -> str:
        if found["who"]:
            return _name(found["who"], names)
        return _when(int(found["at"]), found["format"]) if found["at"] else CALENDAR_ADDRESS

    ends = [0, *(end for m in MARKUP.finditer(text) for end in m.span()), len(text)]
    plain = [unescape(text[a:b]) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    marked = [*map(meant, MARKUP.finditer(text)), ""]
    return _one("".join(said + mark for said, mark in zip(plain, marked, strict=True)))


def _parts(block: Json, names: Mapping[str, str]) -> list[tuple[str, bool]]:
    """The parts of a line that a block is, and whether each goes on with the one before it."""
    match block["type"]:
        case "header":
            return [(_one(block["text"]["text"]), False)]
        case "section" | "context":
            texts = block.get("elements") or block.get("fields") or [block["text"]]
            return [(mrkdwn(text["text"], names), False) for text in texts]
        case "rich_text":
            return [part for element in block["elements"] for part in _rich(element, names)]
    return []


def _rich(element: Json, names: Mapping[str, str]) -> list[tuple[str, bool]]:
    match element["type"]:
        case "rich_text_quote":
            return [(_said(element, names), True)]
        case "rich_text_list":
            ordered = element["style"] == "ordered"
            items = enumerate(element["elements"], 1)
            return [
                (f"{n}. " * ordered + "- " * (not ordered) + _said(e, names), False)
                for n, e in items
            ]
    about = any(leaf.get("style") == {"italic": True} for leaf in element["elements"])
    said = _said(element, names)
    return [(said + ": " * (about and not said.endswith(MORE)), False)]


def _add(parts: list[str], part: str, goes_on: bool) -> None:
    if parts and parts[-1].endswith(MORE) and part.startswith(MORE):
        parts[-1] = parts[-1][:-1] + part[1:]
    elif goes_on:
        parts[-1] += part
    else:
        parts.append(part)


def _said(element: Json, names: Mapping[str, str]) -> str:
    return "".join(_leaf(leaf, names) for leaf in element["elements"])


def _leaf(leaf: Json, names: Mapping[str, str]) -> str:
    match leaf["type"]:
        case "user":
            return _name(leaf["user_id"], names)
        case "date":
            return _when(leaf["timestamp"], leaf["format"])
        case "link":
            return CALENDAR_ADDRESS
    return _one(leaf["text"])


def _name(who: str, names: Mapping[str, str]) -> str:
    return f"@{names.get(who, who)}"


def _when(stamp: int, format: str) -> str:
    at = datetime.fromtimestamp(stamp, UTC)
    timed, dated = "{time" in format, "{da" in format
    return (
        f"{at:%a %d %b %H:%MZ}"
        if timed and dated
        else f"{at:%H:%MZ}"
        if timed
        else f"{at:%a %d %b}"
    )


def _one(text: str) -> str:
    return text.replace("\n", " / ")
