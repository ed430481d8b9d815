"""How a command ends where something is wrong: one sentence on standard error, exit code 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.trouble import Trouble


@contextmanager
def explained() -> Iterator[None]:
    """Show what can go wrong as one sentence on standard error, and end with exit code 1."""
    try:
        yield
    except Trouble as trouble:
        print(f"mastermind: {trouble}", file=sys.stderr)
        raise typer.Exit(1) from None
