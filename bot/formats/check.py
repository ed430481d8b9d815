"""Explains every mistake in a format's data file: the line, what is wrong, how to mend it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

from bot.formats.format import End, Repeat, Rule, Show, Turn, Who
from bot.keeps import KEEPS

SCHEMA = "mastermind.format/1"
WORDS: dict[str, tuple[str, ...]] = {
    "who": get_args(Who),
    "turn": get_args(Turn),
    "rule": get_args(Rule),
    "end": get_args(End),
    "show": get_args(Show),
    "repeat": get_args(Repeat),
}
NUMBERS = ("minutes", "each", "floor", "async_h", "trio")
STEP_KEYS = ("id", "title", "prompt", "flex", "keep", *WORDS, *NUMBERS)
TOP_KEYS = (
    *("schema", "id", "title", "inspired_by", "size", "seats", "minutes", "modes", "fallback"),
    *("unready", "step"),
)
LONGEST = 24 * 60
Wrong = Callable[[str, str, str], "Mistake"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a format file; `line` counts from 1."""

    line: int
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Place:
    """Finds the line of a key, at the top of a file or in its nth step."""

    lines: tuple[str, ...]

    def line(self, key: str, step: int | None = None) -> int:
        """The line of `key`; of the step's header, or 1, where the key is missing."""
        head = re.compile(r"\s*\[\[\s*step\s*\]\]")
        heads = [n for n, line in enumerate(self.lines) if head.match(line)]
        start, stop = 0, (heads[0] if heads else len(self.lines))
        if step is not None and step < len(heads):
            start, stop = heads[step], (*heads, len(self.lines))[step + 1]
        named = re.compile(rf"\s*\[?\s*\"?{re.escape(key)}\"?\s*[].=]")
        found = (n for n in range(start, stop) if named.match(self.lines[n]))
        return next(found, start) + 1


def check(source: str) -> tuple[Mistake, ...]:
    """Every mistake in a format file's text, in the order of its lines."""
    try:
        data = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        return (_unreadable(source, error),)
    place = Place(tuple(source.split("\n")))
    found = _top(data, place)
    for index, step in enumerate(data["step"] if _list_of(data.get("step"), dict) else ()):
        found += _step(step, index, place)
    return tuple(sorted(found, key=lambda m: m.line))


def _unreadable(source: str, error: Exception) -> Mistake:
    line = re.search(r"at line (\d+)", str(error))
    where = int(line.group(1)) if line else source.count("\n") + 1
    plain = isinstance(error, tomllib.TOMLDecodeError)
    what = re.sub(r" \(at .*\)", "", str(error)) if plain else "a value is far too long or deep"
    return Mistake(where, f"This is not TOML: {what}.", "Mend the spelling of this line.")


def _top(data: Mapping[str, Any], place: Place) -> list[Mistake]:
    found = [_unknown(key, place.line(key), TOP_KEYS) for key in data if key not in TOP_KEYS]
    if data.get("schema") != SCHEMA:
        found.append(_wrong(place, "schema", f'must be "{SCHEMA}"', f'Write schema = "{SCHEMA}".'))
    if not (_words(data.get("id")) and re.fullmatch(r"[a-z][a-z0-9_]{1,39}", data["id"])):
        mend = 'Use small letters, digits and _, such as id = "my_circle".'
        found.append(_wrong(place, "id", "is missing or not a plain name", mend))
    if not _words(data.get("title")):
        found.append(_wrong(place, "title", "is missing", 'Write title = "...".'))
    if not _size(data.get("size")):
        mend = "Write size = { min = 3, best = [4, 6], max = 8 }, growing from left to right."
        found.append(_wrong(place, "size", "is missing or out of order", mend))
    if not _seats(data.get("seats")):
        mend = "Write seats = { default = 1, max = 2 }; both 0 where nobody has the hot seat."
        found.append(_wrong(place, "seats", "is missing or out of order", mend))
    if not _targets(data.get("minutes")):
        mend = "Write minutes = { 1 = 60 }: the planned minutes for each number of seats."
        found.append(_wrong(place, "minutes", "is missing or not a table of whole minutes", mend))
    if not _list_of(data.get("step"), dict) or not data["step"]:
        found.append(Mistake(1, "The format has no steps.", "Add at least one [[step]]."))
    return [*found, *_optional(data, place)]


def _optional(data: Mapping[str, Any], place: Place) -> list[Mistake]:
    mend = "Write {key} = {example}, or leave it out."
    found = []
    for key in ("inspired_by", "unready"):
        if not isinstance(data.get(key, ""), str):
            mended = mend.format(key=key, example='"..."')
            found.append(_wrong(place, key, "must be text", mended))
    if not _fallbacks(data.get("fallback", {})):
        mended = mend.format(key="fallback", example='{ 2 = "round_robin" }')
        found.append(_wrong(place, "fallback", "must name formats by people", mended))
    if not _list_of(data.get("modes", []), str):
        mended = mend.format(key="modes", example='["live_text"]')
        found.append(_wrong(place, "modes", "must be a list of words", mended))
    return found


def _step(step: Mapping[str, Any], index: int, place: Place) -> list[Mistake]:
    def wrong(key: str, what: str, mend: str) -> Mistake:
        return Mistake(place.line(key, index), f"`{key}` {what}.", mend)

    unknown = (key for key in step if key not in STEP_KEYS)
    found = [_unknown(key, place.line(key, index), STEP_KEYS) for key in unknown]
    for key in ("id", "title", "prompt", "who", "turn"):
        if not _words(step.get(key)):
            found.append(wrong(key, "is missing in this step", f'Write {key} = "...".'))
    for key, words in WORDS.items():
        if key in step and step[key] not in words:
            found.append(wrong(key, f"does not know {step[key]!r}", f"Use {_either(words)}."))
    if not isinstance(step.get("flex", False), bool):
        found.append(wrong("flex", "must be true or false", "Write flex = true."))
    return [*found, *_length(step, wrong), *_keeps(step.get("keep", []), wrong)]


def _length(step: Mapping[str, Any], wrong: Wrong) -> list[Mistake]:
    found = []
    for key in NUMBERS:
        if key in step and not _number(step[key]):
            found.append(wrong(key, "must be a number from 0 to 1440", f"Write {key} = 5."))
    if _zero(step.get("minutes")) == _zero(step.get("each")):
        mend = "Write minutes = 5 for the whole step, or each = 2 for every speaker."
        found.append(wrong("minutes", "or `each` must be given, and not both", mend))
    if _more(step.get("floor"), step.get("minutes") or step.get("each")):
        found.append(wrong("floor", "is more than the step's minutes", "Make it smaller."))
    if step.get("each") and step.get("turn") != "serial":
        found.append(wrong("each", 'needs turn = "serial"', "Use minutes for the others."))
    return found


def _keeps(keep: Any, wrong: Wrong) -> list[Mistake]:
    if not isinstance(keep, list):
        return [wrong("keep", "must be a list of words", 'Write keep = ["items"].')]
    mend = f"Use {_either(tuple(KEEPS))}."
    strange = (word for word in keep if not isinstance(word, str) or word not in KEEPS)
    return [wrong("keep", f"does not know {word!r}", mend) for word in strange]


def _wrong(place: Place, key: str, what: str, mend: str) -> Mistake:
    return Mistake(place.line(key), f"`{key}` {what}.", mend)


def _unknown(key: str, line: int, known: tuple[str, ...]) -> Mistake:
    return Mistake(line, f"`{key}` is not a word of formats.", f"Use one of {', '.join(known)}.")


def _either(words: tuple[str, ...]) -> str:
    return ", ".join(word for word in words if word)


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


def _whole(value: Any, least: int = 0) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST


def _zero(value: Any) -> bool:
    return value is None or value == 0


def _more(floor: Any, minutes: Any) -> bool:
    return _number(floor) and _number(minutes) and floor > minutes


def _size(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("best"), list):
        return False
    row = [value.get("min"), *value["best"], value.get("max")]
    return len(row) == 4 and all(_whole(n, 1) for n in row) and _grows(row)


def _grows(row: list[Any]) -> bool:
    return all(first <= second for first, second in pairwise(row))


def _seats(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    row = [value.get("default"), value.get("max")]
    return all(_whole(n) for n in row) and _grows(row)


def _fallbacks(value: Any) -> bool:
    return isinstance(value, dict) and all(k.isdecimal() and _words(v) for k, v in value.items())


def _targets(value: Any) -> bool:
    if not isinstance(value, dict) or not value:
        return False
    return all(key.isdecimal() and _whole(n, 1) and n <= LONGEST for key, n in value.items())
