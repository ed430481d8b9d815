"""Reads a format's data file."""

import tomllib

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
    size = data["size"]
    return Format(
        id=data["id"],
        title=data["title"],
        inspired_by=data.get("inspired_by", ""),
        size=(size["min"], *size["best"], size["max"]),
        seats=(data["seats"]["default"], data["seats"]["max"]),
        targets=tuple((int(seats), minutes) for seats, minutes in data["minutes"].items()),
        modes=tuple(data.get("modes", ())),
        plans=tuple(Plan(**{**step, "keep": tuple(step.get("keep", ()))}) for step in data["step"]),
        fallbacks=tuple((int(most), id) for most, id in data.get("fallback", {}).items()),
        unready=data.get("unready", ""),
    )
