"""The command `python -m gates`, in a process that is watched over."""

import sys
from importlib import import_module

from gates.guard import guarded


def _work() -> int:
    """Only who does the work imports all that there is."""
    code: int = import_module("gates.command").main()
    return code


if __name__ == "__main__":
    sys.exit(guarded(_work))
