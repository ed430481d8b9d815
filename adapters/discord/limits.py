"""What Discord takes, as named numbers, and what is wrong with a message or a modal before it is
sent: the library checks next to nothing of it.

Sources: https://docs.discord.com/developers/components/reference and
https://docs.discord.com/developers/resources/message.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from adapters.chat.checks import at_most, once, some

Json = Mapping[str, Any]

# -- messages --------------------------------------------------------------------------------------
V2 = 1 << 15  # the flag of a message that is made of components
EPHEMERAL = 1 << 6  # the flag of one that only who caused it sees
TEXT = 4000  # characters of all texts of a message
COMPONENTS = 40  # in a message, those inside others included
NONCE = 25
USERS = 100  # whom a message may call

# -- components ------------------------------------------------------------------------------------
ROW, BUTTON, SELECT, INPUT, USER_SELECT = 1, 2, 3, 4, 5
DISPLAY, SEPARATOR, CONTAINER, LABEL = 10, 14, 17, 18
ID = 100  # characters of a custom_id
BUTTONS = 5  # in a row
CAPTION = 80  # characters of a button's label
OPTIONS = 25
OPTION = 100  # characters of an option's label, value or description
PLACEHOLDER = 150

# -- scheduled events ------------------------------------------------------------------------------
EVENT = 100  # characters of an event's name, and of its place
ABOUT = 1000  # characters of its description

# -- modals ----------------------------------------------------------------------------------------
TITLE = 45
FIELDS = 5
NAME = 45  # characters of the label above a field
DESCRIPTION = 100
LINE = 4000  # characters that a field can ask for
EXAMPLE = 100  # characters of a field's placeholder

SNOWFLAKE = re.compile(r"[1-9][0-9]{0,19}")  # an id


def length(text: str) -> int:
    """Characters as Discord counts them at the worst: those beyond the BMP are two."""
    return len(text) + sum(c > "\uffff" for c in text)


def faults(payload: Json) -> list[str]:
    """What Discord would refuse of a message or a modal (which has a title).

    Each fault says where it is. [] says that it can be sent.
    """
    return list(_modal(payload) if "title" in payload else _message(payload))


def components(payload: Json) -> Iterator[Json]:
    """Every component of a message or a modal, those inside others included."""
    for one in payload.get("components", ()):
        yield one
        yield from components(one)
        if "component" in one:
            yield one["component"]


def _message(message: Json) -> Iterator[str]:
    found = list(components(message))
    if not int(message.get("flags", 0)) & V2:
        yield "flags: a message is made of components"
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if message.get(name):
            yield f"{name}: none beside components"
    yield from some("components", found, COMPONENTS)
    texts = [str(one.get("content", "")) for one in found if one["type"] == DISPLAY]
    yield from at_most("characters of text", sum(map(length, texts)), TEXT)
    yield from at_most("nonce", len(str(message.get("nonce", ""))), NONCE)
    yield from _calls(message.get("allowed_mentions"))
    yield from _each(message.get("components", ()), (ROW, DISPLAY, CONTAINER))
    yield from _ids(found)


def _calls(allowed: object) -> Iterator[str]:
    match allowed:
        case {"parse": [], "users": list(users)}:
            yield from at_most("allowed_mentions", len(users), USERS)
            yield from (f"{who!r} is nobody's id" for who in users if not SNOWFLAKE.fullmatch(who))
        case _:
            yield "allowed_mentions: a message says whom it calls, and calls nobody else"


def _modal(modal: Json) -> Iterator[str]:
    fields = modal.get("components", ())
    yield from _text("title", modal["title"], TITLE)
    yield from some("custom_id", str(modal.get("custom_id", "")), ID)
    yield from some("fields", fields, FIELDS)
    yield from _each(fields, (LABEL, DISPLAY))
    yield from _ids(list(components(modal)))


def _each(found: Sequence[Json], known: Sequence[int]) -> Iterator[str]:
    for number, one in enumerate(found):
        where = f"component {number}"
        if one.get("type") in known:
            yield from CHECKS[one["type"]](where, one)
        else:
            yield f"{where}: {one.get('type')} does not stand here"


def _container(where: str, one: Json) -> Iterator[str]:
    yield from some(where, one.get("components", ()), COMPONENTS)
    yield from _each(one.get("components", ()), (ROW, DISPLAY, SEPARATOR))


def _display(where: str, one: Json) -> Iterator[str]:
    yield from _text(f"{where} text", one.get("content"), TEXT)


def _separator(where: str, one: Json) -> Iterator[str]:
    if one.get("spacing", 1) not in (1, 2):
        yield f"{where}: a gap is small (1) or large (2)"


def _row(where: str, one: Json) -> Iterator[str]:
    inside = one.get("components", ())
    yield from some(f"{where} row", inside, BUTTONS)
    yield from _each(inside, (BUTTON, SELECT, USER_SELECT))
    if len(inside) > 1 and any(each["type"] != BUTTON for each in inside):
        yield f"{where}: a select stands alone in its row"


def _button(where: str, one: Json) -> Iterator[str]:
    yield from _text(f"{where} label", one.get("label"), CAPTION)
    yield from some(f"{where} custom_id", str(one.get("custom_id", "")), ID)
    if one.get("style") not in (1, 2, 3, 4):
        yield f"{where}: a button has one of four styles"


def _label(where: str, one: Json) -> Iterator[str]:
    yield from _text(f"{where} label", one.get("label"), NAME)
    if "description" in one:
        yield from _text(f"{where} description", one["description"], DESCRIPTION)
    yield from _each([one.get("component", {})], (INPUT, SELECT, USER_SELECT))


def _input(where: str, one: Json) -> Iterator[str]:
    yield from some(f"{where} custom_id", str(one.get("custom_id", "")), ID)
    most = one.get("max_length", LINE)
    yield from at_most(f"{where} max_length", most, LINE)
    yield from at_most(f"{where} value", length(one.get("value", "")), most)
    yield from at_most(f"{where} placeholder", length(one.get("placeholder", "")), EXAMPLE)
    if one.get("style") not in (1, 2):
        yield f"{where}: a field has one line or several"


def _select(where: str, one: Json) -> Iterator[str]:
    options = one.get("options", ())
    yield from _chosen(where, one)
    yield from some(f"{where} options", options, OPTIONS)
    for option in options:
        yield from _text(f"{where} option", option.get("label"), OPTION)
        yield from some(f"{where} option value", str(option.get("value", "")), OPTION)
        if "description" in option:
            yield from _text(f"{where} option description", option["description"], OPTION)
    values = [str(option.get("value")) for option in options]
    yield from once(f"{where} option", values)
    chosen = sum(bool(option.get("default")) for option in options)
    yield from at_most(f"{where} chosen", chosen, one.get("max_values", 1))
    yield from at_most(f"{where} max_values", one.get("max_values", 1), len(options))


def _chosen(where: str, one: Json) -> Iterator[str]:
    yield from some(f"{where} custom_id", str(one.get("custom_id", "")), ID)
    yield from at_most(f"{where} placeholder", length(one.get("placeholder", "")), PLACEHOLDER)
    if one.get("required") and one.get("min_values", 1) < 1:
        yield f"{where}: what is required asks for one at least"


def _ids(found: Sequence[Json]) -> Iterator[str]:
    for name in ("custom_id", "id"):
        ids = [str(one[name]) for one in found if one.get(name)]
        yield from once(name, ids)


def _text(where: str, text: object, most: int) -> Iterator[str]:
    said = text if isinstance(text, str) else ""
    if not said.strip():
        yield f"{where}: nothing to read"
    yield from at_most(where, length(said), most)


CHECKS: Mapping[int, Callable[[str, Json], Iterable[str]]] = {
    ROW: _row,
    BUTTON: _button,
    SELECT: _select,
    INPUT: _input,
    USER_SELECT: _chosen,
    DISPLAY: _display,
    SEPARATOR: _separator,
    CONTAINER: _container,
    LABEL: _label,
}
