"""Reads a format's data file."""

import tomllib
from typing import Any

from bot.formats.check import check
from bot.formats.format import Format, Plan


def read(source: str) -> Format:
    """The format of a file's text.

    Raises ValueError with the first mistake in words where the file is not right; see `check`.
    """
    if mistakes := check(source):
        first = mistakes[0]
        raise ValueError(f"Line {first.line}: {first.what} {first.mend}")
    data = tomllib.loads(source)
    size, planned = data["size"], data.get("hours") or data["minutes"]
    unit = 60 if "hours" in data else 1
    return Format(
        id=data["id"],
        title=data["title"],
        inspired_by=data.get("inspired_by", ""),
        size=(size["min"], *size["best"], size["max"]),
        seats=(data["seats"]["default"], data["seats"]["max"]),
        targets=tuple((int(count), length * unit) for count, length in planned.items()),
        modes=tuple(data.get("modes", ())),
        plans=tuple(_plan(step) for step in data["step"]),
        fallbacks=tuple((int(most), id) for most, id in data.get("fallback", {}).items()),
        unready=data.get("unready", ""),
        everyone=data.get("everyone", False),
        charter=data.get("charter", False),
    )


def _plan(step: dict[str, Any]) -> Plan:
    lists = {key: tuple(step.get(key, ())) for key in ("keep", "timebox")}
    return Plan(**{**step, **lists})
