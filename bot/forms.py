"""Forms as data: what a room asks a member to fill in before the core sees a `Submitted`."""

from collections.abc import Mapping
from typing import Literal

from bot.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `limit` is in characters; `choices` are (value, label).

    A "choices" field takes up to three values, joined by commas; a "member" field names one, by
    actor id or as "@ann"."""

    name: str
    label: str
    kind: Literal["line", "text", "choice", "choices", "member"] = "line"
    required: bool = False
    limit: int = 300
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A dialog: its name (which `Submitted.form` repeats), title, fields, and the revision it is
    for. `group` is the group that it acts in, where it was opened in a direct message.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    rev: str = ""
    group: str = ""


def refilled(form: Form, values: Mapping[str, str]) -> Form:
    """A form that holds what was written in it before, by the names of its fields."""
    fields = (replace(field, value=values.get(field.name, field.value)) for field in form.fields)
    return replace(form, fields=tuple(fields))


def prefilled(form: Form, text: str) -> Form:
    """A form whose first field holds a text, as far as it takes one."""
    first, *others = form.fields
    held = replace(first, value=" ".join(text.split())[: first.limit])
    return replace(form, fields=(held, *others))
