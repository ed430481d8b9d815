"""Makes odd input out of good: text, bytes and JSON with something wrong in them."""

from collections.abc import Sequence
from random import Random  # noqa: TID251 - seeded: the same input each time
from typing import Any, TypeVar

from tests.hostile import HOSTILE

T = TypeVar("T")
ODD: tuple[Any, ...] = (
    *("", " ", "0", "-1", "9" * 400, "1e999", "\x00", "\ud800", "²", "::", "|", "%", "{}", "../"),
    *(None, True, 0, -1, 2**70, 1.5, float("inf"), [], {}, [[]], {"": {}}, [None], {"id": []}),
)
MOST = 4_000  # characters of a text: what a platform lets people write, about
DEEP = 40


class Odd:
    """A source of odd input; the same seed gives the same."""

    def __init__(self, seed: str) -> None:
        self.dice = Random(seed)

    def pick(self, choices: Sequence[T]) -> T:
        """One of these."""
        return self.dice.choice(choices)

    def text(self, good: Sequence[str]) -> str:
        """One of these texts, cut, doubled, mixed with another, with odd characters in it."""
        said = self.pick(good)
        for _ in range(self.dice.randrange(4)):
            said = self._bent(said, good)
        return said[:MOST]

    def _bent(self, said: str, good: Sequence[str]) -> str:
        at, to = sorted(self.dice.choices(range(len(said) + 1), k=2))
        match self.dice.randrange(7):
            case 0:
                return said[:at] + said[to:]
            case 1:
                return said[:to] + said[at:]
            case 2:
                return said[:at] + self.pick(tuple(HOSTILE.values()))[:200] + said[at:]
            case 3:
                return (
                    said[:at]
                    + chr(self.dice.choice((*range(256), *range(0x2000, 0x2070))))
                    + said[to:]
                )
            case 4:
                return said[:at] + self.pick(good) + said[to:]
            case 5:
                return said[:at] + said[at:to] * self.dice.randrange(9) + said[to:]
            case _:
                return said[:at] + str(self.pick(ODD)) + said[to:]

    def raw(self, good: Sequence[str]) -> bytes:
        """Such a text as bytes, some of which are others."""
        said = bytearray(self.text(good).encode("utf-8", "surrogatepass"))
        for _ in range(self.dice.randrange(4)):
            if said:
                said[self.dice.randrange(len(said))] = self.dice.randrange(256)
        return bytes(said)

    def json(self, good: Any) -> Any:
        """The value, of which something is missing, is another or is elsewhere."""
        for _ in range(self.dice.randrange(1, 4)):
            good = self._changed(good, DEEP)
        return good

    def _changed(self, value: Any, depth: int) -> Any:
        inside = isinstance(value, dict | list) and value and depth
        if not inside or not self.dice.randrange(6):
            return self.pick(ODD)
        if isinstance(value, list):
            at = self.dice.randrange(len(value))
            return [*value[:at], self._changed(value[at], depth - 1), *value[at:]][: len(value)]
        name = self.pick(sorted(value))
        if not self.dice.randrange(5):
            return {key: one for key, one in value.items() if key != name}
        return {**value, name: self._changed(value[name], depth - 1)}
