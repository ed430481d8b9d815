"""What a planted flaw is: a name of the real code that becomes something worse for a while."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

Spoil = tuple[object, str, Any]
"""Whose name it is, the name, and what it becomes."""
Check = Callable[[], Sequence[str]]
"""Tries a promise of ours; what is wrong, as far as it has looked."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw: the file that it `spoils`, how, and the `check` that is to catch it."""

    name: str
    spoils: str
    spoil: Spoil
    check: Check

    @contextmanager
    def planted(self) -> Iterator[None]:
        """The code with the flaw in it."""
        owner, name, worse = self.spoil
        good = vars(owner)[name]
        setattr(owner, name, worse)
        try:
            yield
        finally:
            setattr(owner, name, good)
