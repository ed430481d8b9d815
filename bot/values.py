"""A value with some of its fields changed: `dataclasses.replace`, but in a third of the time, as
most of what deciding takes is making values anew.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

if TYPE_CHECKING:  # type checkers know the fields that this one takes
    from dataclasses import replace
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """The same value but for these fields; TypeError for a field that it has not."""
        copied, setters = _parts(type(value))
        made = copied(value)
        try:
            for name, content in changes.items():
                setters[name](made, content)
        except KeyError as missing:
            raise TypeError(f"{type(value).__name__} has no field {missing.args[0]}") from None
        return made


@cache
def _parts(cls: type[Any]) -> tuple[Callable[[Any], Any], dict[str, Callable[[Any, Any], None]]]:
    """What copies a value of this class, slot by slot, and what sets each of its fields.

    The copying function is written out as text, as `dataclasses` does for what it makes: a loop
    over the fields would take twice as long.
    """
    setters = {field.name: getattr(cls, field.name).__set__ for field in fields(cls)}
    lines = [f"    set_{name}(made, value.{name})" for name in setters]
    text = "\n".join(("def copied(value):", "    made = new(cls)", *lines, "    return made"))
    known = {f"set_{name}": setter for name, setter in setters.items()}
    known |= {"new": object.__new__, "cls": cls}
    exec(text, known)
    return known["copied"], setters
