"""Whether years of groups that are all different are what a calendar of its own says."""

from collections.abc import Iterator

from bench.asking import Sizes
from bench.measurement import Measurement, Row, at_least
from bench.years import expected, lived, plan_of


def _measured(sizes: Sizes) -> Iterator[Row]:
    groups = sizes["groups"]
    held = told = heard = right = 0
    for number in range(groups):
        plan, words = plan_of(number, sizes["years"])
        life, (starts, lines, messages) = lived(plan, words), expected(plan)
        right += (life.began, sorted(life.told), life.heard) == (starts, sorted(lines), messages)
        held, told = held + len(life.began), told + len(life.told)
        heard += sum(len(one) for one in life.heard.values())
    yield Row("meetings held", held)
    yield Row("reminders of groups", told)
    yield Row("messages to people", heard)
    yield at_least("groups as the calendar says", right, groups, "groups")


YEARS = Measurement(
    "years",
    "groups that are all different live through years, beside a calendar that was written apart",
    {"groups": 100, "years": 3},
    {"groups": 2, "years": 1},
    _measured,
)
