"""Measures the bot: `python -m bench`, or `python -m bench slack --rounds 9`; with `--quick` it is
a look that is not kept.
"""

import argparse
import logging
import sys
from collections.abc import Sequence

from bench import page
from bench.ageing import AGE
from bench.asking import is_full, sizes, verbs
from bench.crowds import CROWDS
from bench.deciding import DECIDE
from bench.discord import DISCORD
from bench.living import YEARS
from bench.measurement import Measurement, keep, lines, measured
from bench.replicas import REPLICAS
from bench.rhythm import RHYTHM
from bench.seats import SEATS
from bench.slack import SLACK
from bench.starting import START_UP
from bench.storing import ENGINE_SPEED

log = logging.getLogger(__name__)
ALL = (DECIDE, ENGINE_SPEED, SLACK, DISCORD, CROWDS, REPLICAS, AGE, START_UP, RHYTHM, SEATS, YEARS)
MEASUREMENTS: dict[str, Measurement] = {one.name: one for one in ALL}


def main(words: Sequence[str] | None = None) -> int:
    """Measure what is asked for; after all of it at its full size, write the page. 1 where anything
    could not be measured to its end.
    """
    asked = _parser().parse_args(words)
    named = MEASUREMENTS.get(asked.what)
    wanted = [] if asked.what == "table" else [named] if named else MEASUREMENTS.values()
    ended = [_one(one, asked) for one in wanted]
    if not (named or asked.quick):
        page.write(ALL)
    return 0 if all(ended) else 1


def _one(one: Measurement, asked: argparse.Namespace) -> bool:
    """Measure, and print; what is less than its full size is not kept, so no page tells of it. One
    that breaks stops none of the others.
    """
    size = sizes(one, asked)
    words = "".join(f" --{name} {number}" for name, number in size.items())
    print(f"{one.name}: {one.about}\n  python -m bench {one.name}{words}", flush=True)
    try:
        result = measured(one, size)
    except Exception:
        log.exception("%s broke", one.name)
        return False
    for line in lines(result.rows):
        print(line)
    if not result.rows:
        print("  cannot be measured here")
    elif is_full(one, size):
        keep(result)
    print(f"  in {result.seconds:,.1f} s", flush=True)
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    verbs(parser, MEASUREMENTS, "docs/performance.md", _common)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="a small load, to see that it works")


if __name__ == "__main__":
    sys.exit(main())
