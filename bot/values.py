"""A value with some of its fields changed: `dataclasses.replace`, but in half the time, as most of
what deciding takes is making values anew.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

if TYPE_CHECKING:  # type checkers know the fields that this one takes
    from dataclasses import replace
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """The same value but for these fields, which are all given when it is made."""
        names, contents = _parts(type(value))
        made = type(value)(*map(changes.pop, names, contents(value)))
        if changes:
            raise TypeError(f"{type(value).__name__} has no field {', '.join(changes)}")
        return made


@cache
def _parts(cls: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a value's fields, and what reads them all at once."""
    names = tuple(field.name for field in fields(cls))
    return names, attrgetter(*names, names[0])  # of two or more names it makes a tuple
