"""The shelf of a group's own formats: the directory FORMATS_DIR, read when the bot starts."""

from collections.abc import Iterator
from pathlib import Path

from bot.formats import catalogue
from bot.formats.check import check
from bot.formats.format import Format
from bot.formats.reading import read
from bot.trouble import Trouble


def stock(directory: str) -> tuple[str, ...]:
    """Hand the catalogue the formats of a directory ("" = none of our own).

    Gives a sentence for each file that was left out. Raises Trouble where there is no such
    directory.
    """
    found: dict[str, Format] = {}
    told: list[str] = []
    for path in _files(directory):
        mistakes = tuple(_mistakes(path, found))
        if mistakes:
            told += [f"{line} This format is left out." for line in mistakes]
        else:
            format = read(path.read_text("utf-8"))
            found[format.id] = format
    catalogue.stock(found.values())
    return (*told, *_dangling(found))


def _files(directory: str) -> list[Path]:
    if not directory:
        return []
    try:
        return sorted(path for path in Path(directory).iterdir() if path.suffix == ".toml")
    except OSError as error:
        why = (error.strerror or "it is no directory").lower()
        raise Trouble(
            f"FORMATS_DIR {directory} can't be read because of this: {why}; correct it."
        ) from error


def _mistakes(path: Path, found: dict[str, Format]) -> Iterator[str]:
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield f"{path} can't be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}."
        return
    mistakes = check(source)
    yield from (f"{path}:{m.line}: {m.what} {m.mend}" for m in mistakes)
    if mistakes:
        return
    id = read(source).id
    if id in catalogue.shipped():
        yield f"{path}: the bot brings a format {id} itself. Give yours an id of its own."
    if id in found:
        yield f"{path}: another file has the id {id} already. Give this one an id of its own."


def unknown(format: Format) -> tuple[str, ...]:
    """The ids that a format falls back to and nobody has; a meeting then goes on as planned."""
    named = (*(id for _, id in format.fallbacks), format.unready)
    return tuple(id for id in dict.fromkeys(named) if id and id not in catalogue.catalogue())


def _dangling(found: dict[str, Format]) -> Iterator[str]:
    for format in found.values():
        for id in unknown(format):
            yield f"The format {format.id} names {id}, which there is not; it is passed over."
