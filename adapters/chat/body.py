"""Reads JSON that somebody else wrote: what is missing, or of another kind, is empty."""

from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]


def mapping(value: object) -> Body:
    """A JSON object; {} for anything else."""
    return value if isinstance(value, Mapping) else {}


def part_of(body: Body, name: str) -> Body:
    """The JSON object of this name."""
    return mapping(body.get(name))


def text_of(body: object, name: str) -> str:
    """The text of this name."""
    found = mapping(body).get(name)
    return found if isinstance(found, str) else ""
