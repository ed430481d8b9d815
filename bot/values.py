"""Values: frozen dataclasses that are made and changed in a third of the time, as most of what
deciding takes is making values anew.

A frozen class sets each of its fields by `object.__setattr__`. A value of one of these is open
while it is filled in: of a subclass that is not frozen, and has the same slots.
"""

import dataclasses
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

__all__ = ["dataclass", "once", "once_of_many", "replace"]

V = TypeVar("V")
R = TypeVar("R")
Vs = TypeVarTuple("Vs")
REMEMBERED = 512  # values about which a fact is not worked out again

if TYPE_CHECKING:  # type checkers know the fields that these take
    from dataclasses import dataclass, replace
else:

    def dataclass(**options: bool) -> Callable[[type[Any]], type[Any]]:
        """`dataclasses.dataclass` for what is frozen and has slots, and quicker where all defaults
        are plain values.
        """

        def decorated(cls: type[Any]) -> type[Any]:
            cls = dataclasses.dataclass(**options)(cls)
            factories = (f.default_factory for f in dataclasses.fields(cls))
            if all(factory is dataclasses.MISSING for factory in factories):
                cls.__init__ = _maker(cls, cls.__init__)
            return cls

        return decorated

    def replace(value: Any, /, **changes: Any) -> Any:
        """The same value but for these fields; TypeError for a field that it has not."""
        cls = type(value)
        made = _copiers[cls](value)
        try:
            for name, content in changes.items():
                setattr(made, name, content)
        except AttributeError:
            raise TypeError(f"{cls.__name__} has no field {name}") from None
        made.__class__ = cls
        return made


def once(fact: Callable[[V], R]) -> Callable[[V], R]:
    """A fact about a value that is asked for again and again while the value stays what it is, and
    is worked out once. A value is known by its identity: to compare a long one takes as long.
    """
    known: dict[int, tuple[V, R]] = {}  # which holds the value, so that its number stays its own

    def recalled(value: V) -> R:
        try:
            return known[id(value)][1]
        except KeyError:
            if len(known) >= REMEMBERED:
                known.clear()
            known[id(value)] = (value, made := fact(value))
            return made

    return recalled


def once_of_many(fact: Callable[[*Vs], R]) -> Callable[[*Vs], R]:
    """The same for a fact about several values, given by place."""
    known: dict[tuple[int, ...], tuple[tuple[*Vs], R]] = {}

    def recalled(*values: *Vs) -> R:
        place = tuple(map(id, values))
        try:
            return known[place][1]
        except KeyError:
            if len(known) >= REMEMBERED:
                known.clear()
            made = fact(*values)
            known[place] = (values, made)
            return made

    return recalled


def _maker(cls: type[Any], usual: FunctionType) -> Callable[..., None]:
    """What fills in a new value of a class, with the defaults of the `usual` function for it."""
    names = [field.name for field in dataclasses.fields(cls)]
    lines = ["become(self, Open)", *(f"self.{n} = {n}" for n in names), "self.__class__ = Done"]
    known: dict[str, Any] = {"become": object.__dict__["__class__"].__set__}
    if len(names) == 1:  # which is set sooner past the class
        lines, known = [f"fill(self, {names[0]})"], {"fill": cls.__dict__[names[0]].__set__}
    head = f"__init__(self, {', '.join(names)})"
    made = _written(head, lines, Open=_open(cls), Done=cls, **known)
    made.__defaults__ = usual.__defaults__
    return made


class _Copiers(dict[type[Any], Callable[[Any], Any]]):
    """What makes an open value with the fields of one, for each class."""

    def __missing__(self, cls: type[Any]) -> Callable[[Any], Any]:
        made = self[cls] = _copier(cls)
        return made


_copiers = _Copiers()


def _copier(cls: type[Any]) -> Callable[[Any], Any]:
    fields = (f"made.{field.name} = value.{field.name}" for field in dataclasses.fields(cls))
    lines = ("made = new(Open)", *fields, "return made")
    return _written("copied(value)", lines, new=object.__new__, Open=_open(cls))


def _open(cls: type[Any]) -> type[Any]:
    """The class of values that are not complete yet."""
    body = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"Open{cls.__name__}", (cls,), body)


def _written(head: str, lines: Iterable[str], **known: Any) -> FunctionType:
    """A function written out as text, as `dataclasses` does: a loop over the fields would take
    twice as long.
    """
    exec("\n    ".join((f"def {head}:", *lines)), known)
    made: FunctionType = known[head.partition("(")[0]]
    return made
