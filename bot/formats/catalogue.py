"""The formats that there are: those that ship with the bot, and a group's own."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from bot.effects import Refused
from bot.formats.format import Format
from bot.formats.reading import read
from bot.words import NO_SUCH_FORMAT

_own: dict[str, Format] = {}  # handed over once, as the bot starts


@cache
def shipped() -> dict[str, Format]:
    """Every format that ships with the bot. Read once: the files are part of the code."""
    names = sorted(f.name for f in files("bot.formats").iterdir() if f.name.endswith(".toml"))
    formats = [read(files("bot.formats").joinpath(name).read_text("utf-8")) for name in names]
    return {format.id: format for format in formats}


@cache
def catalogue() -> dict[str, Format]:
    """Every format by its id, in the order of ids."""
    return dict(sorted({**_own, **shipped()}.items()))


def stock(own: Iterable[Format]) -> None:
    """Put a group's own formats into the catalogue, in place of those of before."""
    _own.clear()
    _own.update({format.id: format for format in own})
    catalogue.cache_clear()
    fitting.cache_clear()


@lru_cache(maxsize=1024)
def fitting(id: str, people: int, seats: int = 0, *, short: bool = False) -> tuple[Format, int]:
    """The format for so many people, and its seats (0 = as the format says).

    Where they are too few for it, or `short` of the group's full number, it is the one that it
    falls back to.
    """
    format = find(id)
    fewer = people < format.size[0] or short
    known = (pair for pair in sorted(format.fallbacks) if pair[1] in catalogue())
    if other := next((id for most, id in known if fewer and people <= most), ""):
        format, seats = find(other), 0
    return format, min(seats or format.seats[0], format.seats[1])


def find(id: str) -> Format:
    """The format of this id; refused where there is none."""
    if id not in catalogue():
        raise Refused(NO_SUCH_FORMAT.format(id=id, known=", ".join(catalogue())))
    return catalogue()[id]
