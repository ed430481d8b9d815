"""The formats that ship with the bot."""

from functools import cache
from importlib.resources import files

from bot.effects import Refused
from bot.formats.format import Format
from bot.formats.reading import read
from bot.words import NO_SUCH_FORMAT


@cache
def catalogue() -> dict[str, Format]:
    """Every format by its id, in the order of ids. Read once: the files are part of the code."""
    names = sorted(f.name for f in files("bot.formats").iterdir() if f.name.endswith(".toml"))
    formats = [read(files("bot.formats").joinpath(name).read_text("utf-8")) for name in names]
    return {format.id: format for format in formats}


def fitting(id: str, people: int, seats: int = 0, *, short: bool = False) -> tuple[Format, int]:
    """The format for so many people, and its seats (0 = as the format says).

    Where they are too few for it, or `short` of the group's full number, it is the one that it
    falls back to.
    """
    format = find(id)
    fewer = people < format.size[0] or short
    if other := next((id for most, id in sorted(format.fallbacks) if fewer and people <= most), ""):
        format, seats = find(other), 0
    return format, min(seats or format.seats[0], format.seats[1])


def find(id: str) -> Format:
    """The format of this id; refused where there is none."""
    if id not in catalogue():
        raise Refused(NO_SUCH_FORMAT.format(id=id, known=", ".join(catalogue())))
    return catalogue()[id]
