"""Explains every mistake in a format's data file: the line, what is wrong, how to mend it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from bot.formats import shapes
from bot.formats.format import RELAY, End, Repeat, Rule, Show, Turn, Who
from bot.formats.keeps import KEEPS
from bot.values import dataclass

SCHEMA = "mastermind.format/1"
WORDS: dict[str, tuple[str, ...]] = {
    "who": get_args(Who),
    "turn": get_args(Turn),
    "rule": get_args(Rule),
    "end": get_args(End),
    "show": get_args(Show),
    "repeat": get_args(Repeat),
}
NUMBERS = dict.fromkeys(("minutes", "each", "floor", "trio"), shapes.LONGEST)
NUMBERS["async_h"] = shapes.WINDOW
FLAGS = ("flex", "spare", "drop")
STEP_KEYS = ("id", "title", "prompt", "keep", "timebox", *FLAGS, *WORDS, *NUMBERS)
TEXTS = ("inspired_by", "unready")
SWITCHES = ("everyone", "charter")
TOP_KEYS = (
    *("schema", "id", "title", "size", "seats", "minutes", "hours", "modes", "fallback", "step"),
    *(*TEXTS, *SWITCHES),
)
NEVER_DROPPED = ("commitment", "pulse")  # what a meeting is for is never left out
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
    steps = data["step"] if shapes.list_of(data.get("step"), dict) else ()
    for index, step in enumerate(steps):
        found += _step(step, index, place)
        found += _turns(data, step, index, place)
    found += _door(data, place)
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
    if not (shapes.words(data.get("id")) and re.fullmatch(r"[a-z][a-z0-9_]{1,29}", data["id"])):
        mend = 'Use small letters, digits and _, such as id = "my_circle".'
        found.append(_wrong(place, "id", "is missing or not a plain name", mend))
    if not shapes.words(data.get("title")):
        found.append(_wrong(place, "title", "is missing", 'Write title = "...".'))
    if not shapes.size(data.get("size")):
        mend = "Write size = { min = 3, best = [4, 6], max = 8 }, growing from left to right."
        found.append(_wrong(place, "size", "is missing or out of order", mend))
    if not shapes.seats(data.get("seats")):
        mend = "Write seats = { default = 1, max = 2 }; both 0 where nobody has the hot seat."
        found.append(_wrong(place, "seats", "is missing or out of order", mend))
    if not shapes.list_of(data.get("step"), dict) or not data["step"]:
        found.append(Mistake(1, "The format has no steps.", "Add at least one [[step]]."))
    return [*found, *_planned(data, place), *_optional(data, place)]


def _planned(data: Mapping[str, Any], place: Place) -> list[Mistake]:
    """What is wrong with the time that is planned: `minutes`, or `hours` of a relay."""
    if "hours" in data and "minutes" in data:
        return [_wrong(place, "hours", "and `minutes` are both given", "Write one of them.")]
    if "hours" in data:
        if shapes.targets(data["hours"], shapes.WINDOW):
            return []
        mend = "Write hours = { 1 = 156 }: the planned hours for each number of seats."
        return [_wrong(place, "hours", "is not a table of whole hours", mend)]
    if shapes.targets(data.get("minutes")):
        return []
    mend = "Write minutes = { 1 = 60 }: the planned minutes for each number of seats."
    return [_wrong(place, "minutes", "is missing or not a table of whole minutes", mend)]


def _optional(data: Mapping[str, Any], place: Place) -> list[Mistake]:
    mend = "Write {key} = {example}, or leave it out."
    found = []
    for key in TEXTS:
        if not isinstance(data.get(key, ""), str):
            mended = mend.format(key=key, example='"..."')
            found.append(_wrong(place, key, "must be text", mended))
    for key in SWITCHES:
        if not isinstance(data.get(key, False), bool):
            mended = mend.format(key=key, example="true")
            found.append(_wrong(place, key, "must be true or false", mended))
    if not shapes.fallbacks(data.get("fallback", {})):
        mended = mend.format(key="fallback", example='{ 2 = "round_robin" }')
        found.append(_wrong(place, "fallback", "must name formats by people", mended))
    if not shapes.list_of(data.get("modes", []), str):
        mended = mend.format(key="modes", example='["live_text"]')
        found.append(_wrong(place, "modes", "must be a list of words", mended))
    return found


def _step(step: Mapping[str, Any], index: int, place: Place) -> list[Mistake]:
    def wrong(key: str, what: str, mend: str) -> Mistake:
        return Mistake(place.line(key, index), f"`{key}` {what}.", mend)

    unknown = (key for key in step if key not in STEP_KEYS)
    found = [_unknown(key, place.line(key, index), STEP_KEYS) for key in unknown]
    for key in ("id", "title", "prompt", "who", "turn"):
        if not shapes.words(step.get(key)):
            found.append(wrong(key, "is missing in this step", f'Write {key} = "...".'))
    for key, known in WORDS.items():
        if key in step and step[key] not in known:
            found.append(wrong(key, f"does not know {step[key]!r}", _mend(step[key], known)))
    for key in FLAGS:
        if not isinstance(step.get(key, False), bool):
            found.append(wrong(key, "must be true or false", f"Write {key} = true."))
    if not index and (step.get("who") != "all" or step.get("repeat")):
        mend = 'Write who = "all" and no repeat: the meeting waits there for whoever comes.'
        found.append(wrong("who", 'of the first step must be "all"', mend))
    return [*found, *_length(step, wrong), *_keeps(step, wrong)]


def _door(data: Mapping[str, Any], place: Place) -> list[Mistake]:
    """Whether a format that can be a relay has a window for its first step, at which all come."""
    steps, modes = data.get("step"), data.get("modes")
    relays = isinstance(modes, list) and RELAY in modes and shapes.list_of(steps, dict)
    if not relays or not steps or not shapes.zero(steps[0].get("async_h")):
        return []
    mend = f'Write async_h = 12: hours for all to come, or leave "{RELAY}" out of modes.'
    what = "`async_h` of the first step is missing, and it can be met over days."
    return [Mistake(place.line("async_h", 0), what, mend)]


def _turns(
    data: Mapping[str, Any], step: Mapping[str, Any], index: int, place: Place
) -> list[Mistake]:
    """What is wrong with whose turn a step is, in this format."""

    def wrong(key: str, what: str, mend: str) -> list[Mistake]:
        return [Mistake(place.line(key, index), f"`{key}` {what}.", mend)]

    repeats = [other.get("repeat") for other in data["step"] if other.get("repeat")]
    seats = data["seats"]["max"] if shapes.seats(data.get("seats")) else 1
    if step.get("repeat") and step["repeat"] != repeats[0]:
        return wrong("repeat", "is not the same in all steps", f'Write repeat = "{repeats[0]}".')
    if step.get("repeat") == "seat" and not seats:
        mend = 'Write seats = { default = 1, max = 1 } above, or repeat = "member".'
        return wrong("repeat", "asks for seats, and this format has none", mend)
    if step.get("who") in ("seat", "peers") and not seats and not step.get("repeat"):
        mend = 'Write repeat = "member" for a turn of each, or who = "all".'
        return wrong("who", "speaks of a seat, and this format has none", mend)
    return []


def _length(step: Mapping[str, Any], wrong: Wrong) -> list[Mistake]:
    found = []
    for key, most in NUMBERS.items():
        if key in step and not shapes.number(step[key], most):
            found.append(wrong(key, f"must be a number from 0 to {most}", f"Write {key} = 5."))
    given = [key for key in ("minutes", "each") if not shapes.zero(step.get(key))]
    if len(given) == 2 or (not given and shapes.zero(step.get("async_h"))):
        mend = "Write minutes = 5 for the whole step, or each = 2 for every speaker."
        found.append(wrong("minutes", "or `each` must be given, and not both", mend))
    if shapes.more(step.get("floor"), step.get("minutes") or step.get("each")):
        found.append(wrong("floor", "is more than the step's minutes", "Make it smaller."))
    if step.get("each") and step.get("turn") != "serial":
        found.append(wrong("each", 'needs turn = "serial"', "Use minutes for the others."))
    if "timebox" in step and not shapes.timebox(step["timebox"]):
        mend = "Write timebox = [6, 3, 1]: minutes of a topic, then of each extension."
        found.append(wrong("timebox", "must be a list of minutes", mend))
    return found


def _keeps(step: Mapping[str, Any], wrong: Wrong) -> list[Mistake]:
    keep = step.get("keep", [])
    if not isinstance(keep, list):
        return [wrong("keep", "must be a list of words", 'Write keep = ["items"].')]
    strange = (word for word in keep if not isinstance(word, str) or word not in KEEPS)
    found = [
        wrong("keep", f"does not know {word!r}", _mend(word, tuple(KEEPS))) for word in strange
    ]
    if step.get("drop") and any(word in keep for word in NEVER_DROPPED):
        mend = "Leave drop out here: what a meeting is for is never left out."
        found.append(wrong("drop", "is not for a step that keeps commitments or the pulse", mend))
    return found


def _wrong(place: Place, key: str, what: str, mend: str) -> Mistake:
    return Mistake(place.line(key), f"`{key}` {what}.", mend)


def _unknown(key: str, line: int, known: tuple[str, ...]) -> Mistake:
    return Mistake(line, f"`{key}` is not a word of formats.", _mend(key, known))


def _mend(word: object, known: tuple[str, ...]) -> str:
    """The known word that is nearest, or all of them."""
    spelled = word[:40] if isinstance(word, str) else ""
    if near := get_close_matches(spelled, known, n=1, cutoff=0.6):
        return f"You may mean {near[0]}."
    return f"Use {', '.join(one for one in known if one)}."
