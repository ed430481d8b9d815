"""The shapes of values in a format file, as plain yes or no."""

from itertools import pairwise
from typing import Any

LONGEST = 24 * 60  # minutes of a step or of a meeting
WINDOW = 31 * 24  # hours of a relay, or of one window of it


def words(value: Any) -> bool:
    """Whether something is written there."""
    return isinstance(value, str) and bool(value.strip())


def list_of(value: Any, kind: type) -> bool:
    """A list of values of one kind."""
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


def whole(value: Any, least: int = 0) -> bool:
    """A whole number from `least` on."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def number(value: Any, most: int = LONGEST) -> bool:
    """A number from 0 to `most`."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def zero(value: Any) -> bool:
    """Nothing, or 0."""
    return value is None or value == 0


def more(floor: Any, minutes: Any) -> bool:
    """Whether a floor is higher than the length it is for."""
    return number(floor) and number(minutes) and floor > minutes


def size(value: Any) -> bool:
    """{ min = 3, best = [4, 6], max = 8 }."""
    if not isinstance(value, dict) or not isinstance(value.get("best"), list):
        return False
    row = [value.get("min"), *value["best"], value.get("max")]
    return len(row) == 4 and all(whole(n, 1) for n in row) and _grows(row)


def seats(value: Any) -> bool:
    """{ default = 1, max = 2 }."""
    if not isinstance(value, dict):
        return False
    row = [value.get("default"), value.get("max")]
    return all(whole(n) for n in row) and _grows(row)


def fallbacks(value: Any) -> bool:
    """{ 2 = "round_robin" }."""
    return isinstance(value, dict) and all(k.isdecimal() and words(v) for k, v in value.items())


def targets(value: Any, most: int = LONGEST) -> bool:
    """{ 1 = 60, 2 = 90 }."""
    if not isinstance(value, dict) or not value:
        return False
    return all(key.isdecimal() and whole(n, 1) and n <= most for key, n in value.items())


def timebox(value: Any) -> bool:
    """[6, 3, 1]: minutes, more than none."""
    return isinstance(value, list) and bool(value) and all(number(n) and n > 0 for n in value)


def _grows(row: list[Any]) -> bool:
    return all(first <= second for first, second in pairwise(row))
