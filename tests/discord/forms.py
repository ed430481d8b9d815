"""Modals of Discord as the local room asks its forms."""

import re
from collections.abc import Mapping
from typing import Any

from adapters.chat.forms import MARK
from bot.forms import Field

Json = Mapping[str, Any]


def title_of(modal: Json) -> str:
    """The title of a form, without which of its steps it is."""
    return re.sub(r" \(\d/\d\)$", "", modal["title"])


def fields_of(modal: Json) -> list[Field]:
    """The fields of a modal, as the local room asks them, with what stands in them."""
    return [field_of(label) for label in modal["components"]]


def field_of(label: Json) -> Field:
    """One of them."""
    one = label["component"]
    options = [(o["value"].removeprefix(MARK), o["label"]) for o in one.get("options", ())]
    chosen = [o["value"].removeprefix(MARK) for o in one.get("options", ()) if o.get("default")]
    said = one.get("value") or ",".join(chosen)
    whole = label["label"]
    if rest := label.get("description", "").removeprefix("…"):
        whole = f"{whole.removesuffix('…')} {rest}"
    name = one["custom_id"]
    return Field(name, whole, required=one["required"], choices=tuple(options), value=said)
