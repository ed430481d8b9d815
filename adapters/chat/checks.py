"""The small checks of which those of a platform's limits are made; each fault says where it is."""

from collections.abc import Iterator, Sequence


def some(where: str, what: Sequence[object], most: int) -> Iterator[str]:
    """At least one, and not too many."""
    if not what:
        yield f"{where}: nothing"
    yield from at_most(where, len(what), most)


def at_most(where: str, count: int, most: int) -> Iterator[str]:
    """Not too many."""
    if count > most:
        yield f"{where}: {count:,} where {most:,} is the most"


def once(where: str, names: Sequence[str]) -> Iterator[str]:
    """No name twice."""
    twice = sorted({name for name in names if names.count(name) > 1})
    yield from (f"{where} {name!r}: {names.count(name)} times" for name in twice)
