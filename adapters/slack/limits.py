"""What Slack takes, as named numbers, and what is wrong with a message or a view before it is sent.

Sources: the pages of https://docs.slack.dev/reference/ that are named beside the numbers. Where
slack_sdk and a page differ, the smaller number stands here.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from adapters.chat.checks import at_most, once, some

Json = Mapping[str, Any]

# -- messages: /reference/methods/chat.postMessage, /reference/methods/chat.update -----------------
TEXT = 3500  # characters of `text`; chat.update refuses more than 4,000
MESSAGE_BLOCKS = 50
# Bytes of blocks as they are sent, in ASCII. Not documented: messages of 13,200 were refused as
# `msg_blocks_too_long`, see https://github.com/slackapi/bolt-js/issues/2509.
MESSAGE_BYTES = 12_000

# -- views: /reference/views/modal-views, /reference/views/home-tab-views --------------------------
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
TITLE = 24  # characters of a modal's title, and of each of its two buttons
METADATA = 3000
CALLBACK = 255

# -- blocks: /reference/block-kit/blocks -----------------------------------------------------------
ID = 255  # characters of a block_id or an action_id
HEADER = 150
SECTION = 3000
FIELDS = 10
FIELD = 2000
CONTEXT_ELEMENTS = 10
ACTIONS = 25
LABEL = 2000  # characters of an input's label or hint

# -- elements: /reference/block-kit/block-elements, /reference/block-kit/composition-objects -------
BUTTON = 75
VALUE = 2000
URL = 3000
INPUT = 3000  # characters that a plain_text_input can ask for
PLACEHOLDER = 150
OPTIONS = 100
BOXES = 10  # options of checkboxes or radio buttons
OPTION = 75  # characters of an option's text, value or description
USER = re.compile(r"[UW][A-Z0-9]+")  # an id of a person

RICH = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
STYLES = ("primary", "danger")


def faults(payload: Json) -> list[str]:
    """What Slack would refuse or cut of a message ({"text", "blocks"}) or a view ({"type", ...}).

    Each fault says where it is. [] says that it can be sent.
    """
    check = _view if payload.get("type") in ("modal", "home") else _message
    return list(check(payload))


def size(blocks: Sequence[Json]) -> int:
    """The bytes of blocks on the wire: JSON in ASCII, as slack_sdk writes it."""
    return len(json.dumps(blocks))


def _message(message: Json) -> Iterator[str]:
    text, blocks = message.get("text", ""), message.get("blocks") or ()
    if not text:
        yield "text: a message has one, also beside its blocks"
    yield from at_most("text", len(text), TEXT)
    yield from at_most("blocks", len(blocks), MESSAGE_BLOCKS)
    yield from at_most("bytes of blocks", size(blocks), MESSAGE_BYTES)
    yield from _blocks(blocks)
    if any(block.get("type") == "input" for block in blocks):
        yield "blocks: a message asks for nothing"


def _view(view: Json) -> Iterator[str]:
    blocks = view.get("blocks") or ()
    if not blocks:
        yield "blocks: a view has at least one"
    yield from at_most("blocks", len(blocks), VIEW_BLOCKS)
    yield from at_most("bytes of a view", len(json.dumps(view)), VIEW_BYTES)
    yield from at_most("private_metadata", len(view.get("private_metadata", "")), METADATA)
    yield from at_most("callback_id", len(view.get("callback_id", "")), CALLBACK)
    yield from _blocks(blocks)
    if view["type"] == "home":
        yield from (f"{name}: a home tab has none" for name in ("title", "submit") if name in view)
        return
    yield from _plain("title", view.get("title"), TITLE)
    for name in ("submit", "close"):
        if name in view:
            yield from _plain(name, view[name], TITLE)
    if "submit" not in view and any(block.get("type") == "input" for block in blocks):
        yield "submit: a modal with inputs has one"


def _blocks(blocks: Sequence[Json]) -> Iterator[str]:
    ids = [str(block["block_id"]) for block in blocks if "block_id" in block]
    yield from _ids("block_id", ids)
    elements = [e for b in blocks for e in (*b.get("elements", ()), b.get("element") or {})]
    yield from _ids("action_id", [str(e["action_id"]) for e in elements if "action_id" in e])
    for number, block in enumerate(blocks):
        where = f"block {number}"
        if check := BLOCKS.get(str(block.get("type"))):
            yield from check(where, block)
        else:
            yield f"{where}: {block.get('type')} is no block that we know"


def _header(where: str, block: Json) -> Iterator[str]:
    yield from _plain(f"{where} header", block.get("text"), HEADER)


def _section(where: str, block: Json) -> Iterator[str]:
    fields = block.get("fields", ())
    if "text" not in block and not fields:
        yield f"{where}: a section has a text or fields"
    if "text" in block:
        yield from _text(f"{where} section", block["text"], SECTION)
    yield from at_most(f"{where} fields", len(fields), FIELDS)
    for field in fields:
        yield from _text(f"{where} field", field, FIELD)


def _context(where: str, block: Json) -> Iterator[str]:
    yield from some(f"{where} context", block.get("elements", ()), CONTEXT_ELEMENTS)
    for element in block.get("elements", ()):
        yield from _text(f"{where} context", element, SECTION)


def _actions(where: str, block: Json) -> Iterator[str]:
    yield from some(f"{where} actions", block.get("elements", ()), ACTIONS)
    for element in block.get("elements", ()):
        yield from _element(f"{where} actions", element)


def _input(where: str, block: Json) -> Iterator[str]:
    yield from _plain(f"{where} label", block.get("label"), LABEL)
    if "hint" in block:
        yield from _plain(f"{where} hint", block["hint"], LABEL)
    yield from _element(f"{where} input", block.get("element") or {})


def _divider(where: str, block: Json) -> Iterator[str]:
    if strange := block.keys() - {"type", "block_id"}:
        yield f"{where}: a divider has no {', '.join(sorted(strange))}"


def _rich_text(where: str, block: Json) -> Iterator[str]:
    yield from some(f"{where} rich_text", block.get("elements", ()), MESSAGE_BYTES)
    for element in block.get("elements", ()):
        kind, inside = str(element.get("type")), element.get("elements", ())
        if kind not in RICH:
            yield f"{where}: {kind} is no element of rich text"
        if kind == "rich_text_list":
            if element.get("style") not in ("bullet", "ordered"):
                yield f"{where}: a list is of bullets or ordered"
            inside = [e for item in inside for e in item.get("elements", ())]
        for leaf in inside:
            yield from _leaf(where, leaf)


def _leaf(where: str, leaf: Json) -> Iterator[str]:
    match leaf:
        case {"type": "text", "text": str(text)}:
            if not text:
                yield f"{where}: an empty text"
        case {"type": "user", "user_id": str(who)}:
            if not USER.fullmatch(who):
                yield f"{where}: {who!r} is nobody's id"
        case {"type": "date", "timestamp": int(), "format": str(format)}:
            if not re.search(r"\{\w+\}", format):
                yield f"{where}: a date without a token"
        case {"type": "link", "url": str(url)}:
            yield from at_most(f"{where} url", len(url), URL)
        case _:
            yield f"{where}: {leaf.get('type')} is no rich text that we know"


def _element(where: str, element: Json) -> Iterator[str]:
    if check := ELEMENTS.get(str(element.get("type"))):
        yield from check(where, element)
    else:
        yield f"{where}: {element.get('type')} is no element that we know"


def _button(where: str, button: Json) -> Iterator[str]:
    yield from _plain(f"{where} button", button.get("text"), BUTTON)
    yield from at_most(f"{where} value", len(button.get("value", "")), VALUE)
    if "style" in button and button["style"] not in STYLES:
        yield f"{where}: a button is {' or '.join(STYLES)}"


def _line(where: str, line: Json) -> Iterator[str]:
    yield from _placeholder(where, line)
    most = line.get("max_length", INPUT)
    yield from at_most(f"{where} max_length", most, INPUT)
    yield from at_most(f"{where} initial_value", len(line.get("initial_value", "")), most)


def _select(where: str, select: Json) -> Iterator[str]:
    yield from _placeholder(where, select)
    yield from _choices(where, select, OPTIONS)


def _boxes(where: str, boxes: Json) -> Iterator[str]:
    yield from _choices(where, boxes, BOXES)


def _choices(where: str, element: Json, most: int) -> Iterator[str]:
    options = element.get("options", ())
    yield from some(f"{where} options", options, most)
    for option in options:
        yield from _plain(f"{where} option", option.get("text"), OPTION)
        yield from some(f"{where} option value", str(option.get("value", "")), OPTION)
        if "description" in option:
            yield from _plain(f"{where} option description", option["description"], OPTION)
    values = [str(option.get("value")) for option in options]
    yield from once(f"{where} option", values)
    chosen = element.get("initial_options", [element.get("initial_option")])
    if not all(one in options for one in chosen if one):
        yield f"{where}: chosen is what no option is"
    if not all(chosen) and ("initial_option" in element or "initial_options" in element):
        yield f"{where}: nothing is chosen by leaving it out"


def _placeholder(where: str, element: Json) -> Iterator[str]:
    if "placeholder" in element:
        yield from _plain(f"{where} placeholder", element["placeholder"], PLACEHOLDER)


def _plain(where: str, text: object, most: int) -> Iterator[str]:
    yield from _text(where, text, most)
    if isinstance(text, Mapping) and text.get("type") != "plain_text":
        yield f"{where}: only plain_text stands here"


def _text(where: str, text: object, most: int) -> Iterator[str]:
    match text:
        case {"type": "plain_text" | "mrkdwn", "text": str(said)}:
            yield from some(where, said, most)
            if not said.strip():
                yield f"{where}: nothing to read"
        case _:
            yield f"{where}: no text"


def _ids(name: str, ids: Sequence[str]) -> Iterator[str]:
    yield from once(name, ids)
    for id in sorted(set(ids)):
        yield from some(f"{name} {id[:20]!r}", id, ID)


Check = Callable[[str, Json], Iterable[str]]
BLOCKS: Mapping[str, Check] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "divider": _divider,
    "rich_text": _rich_text,
}
ELEMENTS: Mapping[str, Check] = {
    "button": _button,
    "plain_text_input": _line,
    "static_select": _select,
    "multi_static_select": _select,
    "checkboxes": _boxes,
    "radio_buttons": _boxes,
    "users_select": _placeholder,
    "conversations_select": _placeholder,
}
