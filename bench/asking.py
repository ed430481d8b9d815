"""A command line of which each verb is something that runs in a size: its full one, a quick one, or
what is said.
"""

import argparse
from collections.abc import Callable, Mapping
from typing import Protocol

Sizes = Mapping[str, int]


class Sized(Protocol):
    """What runs in a size; `about` tells what it is."""

    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def full(self) -> Sizes: ...
    @property
    def quick(self) -> Sizes: ...


def verbs(
    parser: argparse.ArgumentParser,
    runs: Mapping[str, Sized],
    page: str,
    common: Callable[[argparse.ArgumentParser], object],
) -> None:
    """A verb for each, and `table` to write a page; `common` adds what may stand before or behind
    any of them. Which it was is in `what`.
    """
    common(parser)
    parser.set_defaults(quick=False)
    known = parser.add_subparsers(dest="what")
    for one in runs.values():
        about = one.about.replace("%", "%%")
        verb = known.add_parser(one.name, help=about, argument_default=argparse.SUPPRESS)
        common(verb)
        for name, usual in one.full.items():
            verb.add_argument(f"--{name}", type=int, help=f"{usual:,} where not said")
    known.add_parser("table", help=f"write {page} from what was found last")


def sizes(one: Sized, asked: argparse.Namespace) -> Sizes:
    """In which size it shall run."""
    usual = one.quick if asked.quick else one.full
    return {name: getattr(asked, name, usual[name]) for name in usual}


def is_full(one: Sized, size: Sizes) -> bool:
    """Whether this is no less than its full size, so that a page may tell of it."""
    return all(size[name] >= full for name, full in one.full.items())
