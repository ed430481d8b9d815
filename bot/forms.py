"""Forms as data: what a room asks a member to fill in before the core sees a `Submitted`."""

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


def prefilled(form: Form, text: str) -> Form:
    """A form whose first field holds a text, as far as it takes one."""
    first, *others = form.fields
    held = replace(first, value=" ".join(text.split())[: first.limit])
    return replace(form, fields=(held, *others))
