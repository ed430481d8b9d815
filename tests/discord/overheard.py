"""What people say in a simulated guild, for whoever looks whether it was logged."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.said import SAID


def overhear(kind: str, data: Mapping[str, Any]) -> None:
    """Note what somebody typed, filled in or wrote."""
    if kind == "INTERACTION_CREATE":
        SAID.extend(_values(data.get("data")))
    elif kind == "MESSAGE_CREATE" and not data["author"].get("bot"):
        SAID.append(str(data["content"]).partition("> ")[2])


def _values(node: object) -> Iterator[str]:
    """Every text below a node that stands as a value, where it isn't one of ours."""
    if isinstance(node, Mapping):
        said = node.get("value")
        yield from [said] if isinstance(said, str) else []
        for each in node.values():
            yield from _values(each)
    elif isinstance(node, list):
        for each in node:
            yield from _values(each)
