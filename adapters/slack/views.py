"""Forms as modals and back, and the home tab."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.chat import forms
from adapters.chat.body import mapping
from adapters.chat.forms import DIRECT, MARK, MOST, carried
from adapters.chat.links import Link, nowhere
from adapters.slack import limits
from adapters.slack.escape import plain_text
from adapters.slack.render import blocks, buttons
from adapters.slack.rich import Json, Pen
from bot import labels
from bot.cards import Card
from bot.forms import Field, Form
from bot.seal import Seal
from bot.words import AND_MORE

CALLBACK = "form"  # the callback_id of every modal
INPUT = "value"  # the action_id of every input begins so; its block_id is the name of the field
ID = re.compile(r"\b[UW][A-Z0-9]{6,}\b")  # somebody's, within a text


def modal(form: Form, seal: Seal, scope: str, group: str) -> Json:
    """A form as a modal that acts in `group`. What comes of it is read by `opened` and `values`."""
    press = carried(form.name, form.rev, group, DIRECT * (form.group != ""))
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(form.title, limits.TITLE),
        "submit": plain_text(labels.BUTTON_SEND, limits.TITLE),
        "close": plain_text(labels.BUTTON_CANCEL, limits.TITLE),
        "private_metadata": seal.close(press, scope),
        "blocks": [_input(field) for field in form.fields],
    }


def opened(private_metadata: str, seal: Seal, scope: str) -> tuple[str, str, str] | None:
    """The (name, rev, group) of the form that a modal of ours was; None for any other text."""
    press = forms.opened(private_metadata, seal, scope)
    return (press.form, press.rev, press.group) if press else None


def is_direct(private_metadata: str, seal: Seal, scope: str) -> bool:
    """Whether a modal was opened where a person is alone with the bot."""
    press = forms.opened(private_metadata, seal, scope)
    return press is not None and press.args == DIRECT


def values(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the names of the fields: "" for nothing, several joined by commas.

    `view` is that of a `view_submission`; what has another shape than Slack's says nothing.
    """
    filled = mapping(mapping(view.get("state")).get("values"))
    return {
        str(name): _value(mapping(element))
        for name, elements in filled.items()
        for element in mapping(elements).values()
    }


def first(view: Mapping[str, Any]) -> str:
    """The first field of a modal, below which a sentence about the whole can stand."""
    inputs = [block for block in view.get("blocks") or () if mapping(block).get("type") == "input"]
    return str(inputs[0].get("block_id", "")) if inputs else ""


def home(cards: Sequence[Card], seal: Seal, scope: str, command: str, link: Link = nowhere) -> Json:
    """A person's own page, one card below the other; those that find no room are counted."""
    pen, first, shown = Pen(command, link), 0, list[Json]()
    for number, card in enumerate(cards):
        rule: list[Json] = [{"type": "divider"}] if shown else []
        made = buttons(card.buttons, seal, scope, first)
        page = [*shown, *rule, *blocks(card, pen, made)]
        if len(page) >= limits.VIEW_BLOCKS or limits.size(page) > limits.VIEW_BYTES - 1000:
            more = AND_MORE.format(count=len(cards) - number).strip()
            shown.append({"type": "section", "text": plain_text(more, limits.SECTION)})
            break
        shown, first = page, first + len(card.buttons)
    return {"type": "home", "blocks": shown}


def _input(field: Field) -> Json:
    """A field as an input, whose block_id is the field's name: so an error finds its place."""
    element = {**_element(field), "action_id": f"{INPUT}.{field.name}"}
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, limits.LABEL),
        "optional": not field.required,
        "element": element,
    }


def _element(field: Field) -> Json:
    if field.kind == "choice" and field.choices:
        return _select(field)
    if field.kind == "choices" and field.choices:
        return _several(field)
    if field.kind == "member":
        chosen = field.value.removeprefix("@")
        picked = {"initial_user": chosen} if limits.USER.fullmatch(chosen) else {}
        return {"type": "users_select", **picked}
    hint = labels.EXAMPLE.format(hint=field.hint)
    return {
        "type": "plain_text_input",
        "multiline": field.kind == "text",
        "max_length": min(field.limit, limits.INPUT),
        **({"initial_value": field.value} if field.value else {}),
        **({"placeholder": plain_text(hint, limits.PLACEHOLDER)} if field.hint else {}),
    }


def _select(field: Field) -> Json:
    # A select can't be emptied again: who need not choose finds an option that says so.
    none = () if field.required else (("", labels.NOT_CHOSEN),)
    options = [_option(*choice) for choice in (*none, *field.choices)]
    chosen = [option for option in options if option["value"] == MARK + field.value]
    return {
        "type": "static_select",
        "options": options,
        **({"initial_option": chosen[0]} if chosen else {}),
        "placeholder": plain_text(labels.NOT_CHOSEN, limits.PLACEHOLDER),
    }


def _several(field: Field) -> Json:
    options = [_option(*choice) for choice in field.choices]
    wanted = {MARK + value for value in field.value.split(",")}
    chosen = [option for option in options if option["value"] in wanted]
    few = len(options) <= limits.BOXES
    return {
        "type": "checkboxes" if few else "multi_static_select",
        "options": options,
        **({"initial_options": chosen} if chosen else {}),
        **({} if few else {"max_selected_items": MOST}),
    }


def _option(value: str, label: str) -> Json:
    """A choice; a long label goes on in the line below it."""
    option: Json = {"text": plain_text(label, limits.OPTION), "value": MARK + value}
    shown = option["text"]["text"].removesuffix("…")
    if len(label) <= limits.OPTION:
        return option
    return {**option, "description": plain_text("…" + label[len(shown) :].lstrip(), limits.OPTION)}


def _value(element: Mapping[str, Any]) -> str:
    match element:
        case {"selected_option": option}:
            return _chosen(option)
        case {"selected_user": str(who)}:
            return who
        case {"selected_options": list(options)}:
            return ",".join(filter(None, map(_chosen, options)))
        case {"value": str(value)}:
            return value
    return ""


def _chosen(option: object) -> str:
    return str(mapping(option).get("value", "")).removeprefix(MARK)
