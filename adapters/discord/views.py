"""Forms as modals and back; a form of more fields than a modal takes is asked in several steps.

A modal can't be answered with another one. So the answer to each but the last is a message that
holds what was written so far and has a button for the rest: Discord hands the message back with
whatever is pressed in it, and nobody but us could have written it. Nothing is kept in between.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.chat import forms
from adapters.chat.forms import DIRECT, MARK, MOST, carried
from adapters.discord import limits
from adapters.discord.escape import escape, short, unescape
from adapters.discord.render import Json, button
from bot import labels
from bot.forms import Field, Form
from bot.seal import Seal
from bot.values import dataclass, replace
from bot.words import rooms as say

SEND, AGAIN = "send", "again"
FIRST = 100  # the component's id of what was written in the first field; the others count on
HELD = 3000  # characters that the steps before the last one may ask for together
ID = re.compile(r"\b[1-9][0-9]{14,19}\b")  # somebody's, within a text


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a form: its `name`, `rev` and `group`, which of its steps it is, from 0 on, whether
    somebody is alone with the bot there, whether the rest shall be left out (`send`), and whether
    it was sent before and refused (`again`)."""

    name: str
    rev: str
    group: str
    number: int = 0
    direct: bool = False
    send: bool = False
    again: bool = False


def modal(
    form: Form, seal: Seal, scope: str, group: str, step: int = 0, *, again: bool = False
) -> Json:
    """One step of a form as a modal that acts in `group`, which `opened` and `values` read back;
    `again` says that it was refused before."""
    pages = steps(form)
    which = say.STEP.format(number=step + 1, of=len(pages)) if len(pages) > 1 else ""
    at = Step(form.name, form.rev, group, step, form.group != "", again=again)
    return {
        "title": short(form.title, limits.TITLE - len(which)) + which,
        "custom_id": _sealed(at, seal, scope),
        "components": [_label(field) for field in pages[step]],
    }


def steps(form: Form) -> list[tuple[Field, ...]]:
    """The fields of a form, as many at a time as a modal takes. What is asked before the last step
    has to fit into a message."""
    fields = form.fields
    pages = [fields[at : at + limits.FIELDS] for at in range(0, len(fields), limits.FIELDS)]
    held = [field for page in pages[:-1] for field in page]
    texts = [field for field in held if field.kind == "text"]
    lines = sum(min(field.limit, 300) for field in held if field.kind != "text")
    each = (HELD - lines) // len(texts) if texts else 0
    capped = [tuple(_capped(field, each) for field in page) for page in pages[:-1]]
    return [*capped, *pages[-1:]]


def opened(custom_id: str, seal: Seal, scope: str) -> Step | None:
    """The step that a modal of ours was, or a button between two; None for any other text."""
    press = forms.opened(custom_id, seal, scope)
    if press is None:
        return None
    number, *words = press.args.split()
    marks = {"direct": DIRECT in words, "send": SEND in words, "again": AGAIN in words}
    return Step(press.form, press.rev, press.group, int(number), **marks)


def between(form: Form, at: Step, written: Mapping[str, str], seal: Seal, scope: str) -> Json:
    """The message after step `at` of a form: what was written in it and before, and what comes."""
    more = replace(at, number=at.number + 1)
    go_on = [button(say.MORE_FIELDS, _sealed(more, seal, scope), main=True)]
    if not any(field.required for page in steps(form)[more.number :] for field in page):
        go_on.append(button(labels.BUTTON_SEND, _sealed(replace(at, send=True), seal, scope)))
    return _holding(form, written, _lead(form, more.number), go_on)


def refused(form: Form, at: Step, written: Mapping[str, str], seal: Seal, scope: str) -> Json:
    """The message after a form was refused: what was written in it, to be put right."""
    anew = replace(at, number=0, send=False, again=True)
    again = [button(say.AGAIN, _sealed(anew, seal, scope), main=True)]
    return _holding(form, written, say.WRITTEN, again)


def held(form: Form, message: Mapping[str, Any]) -> dict[str, str]:
    """What a message holds that was written in a form, by the names of the fields."""
    found = {one.get("id"): str(one.get("content", "")) for one in _all(message)}
    return {
        field.name: _read(field, found[FIRST + number].partition("\n")[2])
        for number, field in enumerate(form.fields)
        if FIRST + number in found
    }


def values(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the names of the fields: "" for nothing, several joined by commas.

    `data` is that of the submission of a modal; what has another shape says nothing.
    """
    return {str(one["custom_id"]): _value(one) for one in _all(data) if one.get("custom_id")}


def _sealed(at: Step, seal: Seal, scope: str) -> str:
    words = (str(at.number), DIRECT * at.direct, SEND * at.send, AGAIN * at.again)
    return seal.close(carried(at.name, at.rev, at.group, *words), scope)


def _holding(form: Form, written: Mapping[str, str], lead: str, buttons: Sequence[Json]) -> Json:
    """A message that `held` reads."""
    texts = [
        {
            "type": limits.DISPLAY,
            "id": FIRST + number,
            "content": f"**{escape(short(field.label, limits.NAME))}**\n{_shown(field, said)}",
        }
        for number, field in enumerate(form.fields)
        if (said := written.get(field.name, ""))
    ]
    more = {"type": limits.DISPLAY, "content": escape(lead)}
    row = {"type": limits.ROW, "components": [*buttons]}
    frame = {"type": limits.CONTAINER, "components": [*texts, more, row]}
    nobody: Json = {"parse": [], "users": []}
    return {"flags": limits.V2, "components": [frame], "allowed_mentions": nobody}


def _lead(form: Form, next: int) -> str:
    left = sum(map(len, steps(form)[next:]))
    return say.MORE_TO_COME.format(title=form.title, left=left)


def _capped(field: Field, most: int) -> Field:
    limit = most if field.kind == "text" else 300
    return replace(field, limit=max(min(field.limit, limit), len(field.value)))


def _shown(field: Field, said: str) -> str:
    called = dict(field.choices)
    return escape(", ".join(called.get(e, e) for e in said.split(",")) if called else said)


def _read(field: Field, shown: str) -> str:
    said = unescape(shown)
    if not field.choices:
        return said
    known = [said] if field.kind == "choice" else said.split(", ")
    return ",".join(value for value, label in field.choices if label in known)


def _label(field: Field) -> Json:
    """A field below its label; a long label goes on below it."""
    label = short(field.label, limits.NAME)
    rest = field.label[len(label) - 1 :].strip() if label != field.label else ""
    more = {"description": short(f"…{rest}", limits.DESCRIPTION)} if rest else {}
    return {"type": limits.LABEL, "label": label, **more, "component": _input(field)}


def _input(field: Field) -> Json:
    least = {"required": field.required}
    if 0 < len(field.choices) <= limits.OPTIONS:
        return {**_select(field), **least}
    if field.kind == "member":
        who = field.value.removeprefix("@")
        picked = [{"id": who, "type": "user"}] if limits.SNOWFLAKE.fullmatch(who) else []
        chosen = {"default_values": picked} if picked else {}
        few = {"min_values": int(field.required), "max_values": 1}
        return {"type": limits.USER_SELECT, "custom_id": field.name, **few, **chosen, **least}
    # More than a menu takes are typed, as they are in a line.
    like = field.hint or " ".join(value for value, _ in field.choices[:MOST])
    hint = labels.EXAMPLE.format(hint=like)
    return {
        "type": limits.INPUT,
        "custom_id": field.name,
        "style": 2 if field.kind == "text" else 1,
        "max_length": min(field.limit, limits.LINE),
        **({"value": field.value} if field.value else {}),
        **({"placeholder": short(hint, limits.EXAMPLE)} if like else {}),
        **least,
    }


def _select(field: Field) -> Json:
    wanted = field.value.split(",")
    options = [
        {
            "label": short(label, limits.OPTION),
            "value": MARK + value,
            **({"default": True} if value and value in wanted else {}),
        }
        for value, label in field.choices
    ]
    return {
        "type": limits.SELECT,
        "custom_id": field.name,
        "options": options,
        "min_values": int(field.required),
        "max_values": min(MOST, len(options)) if field.kind == "choices" else 1,
        "placeholder": labels.NOT_CHOSEN,
    }


def _value(one: Mapping[str, Any]) -> str:
    match one:
        case {"values": list(chosen)}:
            return ",".join(str(each).removeprefix(MARK) for each in chosen)
        case {"value": str(value)}:
            return value
    return ""


def _all(node: object) -> Iterator[Mapping[str, Any]]:
    """Every component below a node, whatever shape it has."""
    if not isinstance(node, Mapping):
        return
    inside = node.get("components")
    listed: Sequence[object] = inside if isinstance(inside, list) else ()
    for one in (*listed, node.get("component")):
        if isinstance(one, Mapping):
            yield one
            yield from _all(one)
