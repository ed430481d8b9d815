"""Lets the gates run in a process group of their own, of which nothing outlives them.

Gates start bots, workers and databases, and may be ended at any moment: by Ctrl-C, by a signal, by
`kill -9`. So the process that people start does nothing but watch over another one, which does the
work. Either of them ends all that the other one started, should that die.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread
from time import sleep
from types import FrameType

INSIDE = "MASTERMIND_GATES_INSIDE"  # set for the one that does the work
MEMORY = "MASTERMIND_GATES_MEMORY"  # a folder that needs no disk, and goes with the run
SHARED = "/dev/shm" if Path("/dev/shm").is_dir() else None
ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
GRACE = 10.0  # seconds to clean up, from being told to end until being killed


def guarded(run: Callable[[], int]) -> int:
    """What `run` returns in a process that is watched over; 128 and the signal that ended it."""
    for number in ENDS:
        signal.signal(number, _leave)
    if os.environ.pop(INSIDE, ""):
        return _watched(run)
    with _folder(None) as place, _folder(SHARED) as shared:
        worker = subprocess.Popen(
            [sys.executable, "-m", "gates", *sys.argv[1:]],
            stdin=subprocess.PIPE,  # nothing comes through it but its end, with this process
            env=os.environ | {INSIDE: "1", "TMPDIR": place, MEMORY: shared},
            process_group=0,
        )
        try:
            code = worker.wait()
        finally:
            _end(worker, Path(place))
        return code if code >= 0 else 128 - code


def memory() -> str | None:
    """A folder in memory, where there is one: no disk, as nobody pulls the plug."""
    return os.environ.get(MEMORY) or SHARED


def _folder(place: str | None) -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="gates", dir=place, ignore_cleanup_errors=True)


def _leave(number: int, _: FrameType | None) -> None:
    for end in ENDS:  # on the way out already: another one must do no harm
        signal.signal(end, signal.SIG_IGN)
    sys.exit(128 + number)


def _end(worker: "subprocess.Popen[bytes]", place: Path) -> None:
    """End the group of the worker, whose temporary files are in a folder."""
    _tell(worker.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        worker.wait(GRACE)
    _stop_databases(place)
    _tell(worker.pid, signal.SIGKILL)
    worker.wait()


def _watched(run: Callable[[], int]) -> int:
    """What it returns, while the guard is there."""
    alone = Event()
    watching = Thread(target=_end_with_guard, args=[alone], name="guard", daemon=True)
    watching.start()
    try:
        return run()
    finally:
        if alone.is_set():  # nobody else clears up
            watching.join()


def _end_with_guard(alone: Event) -> None:
    """Wait until the guard is no more; then end the group, this process with it."""
    while os.read(0, 1):
        pass
    alone.set()
    _tell(os.getpgrp(), signal.SIGTERM)
    sleep(GRACE)
    _stop_databases(Path(tempfile.gettempdir()))
    for place in (tempfile.gettempdir(), os.environ[MEMORY]):
        rmtree(place, ignore_errors=True)
    _tell(os.getpgrp(), signal.SIGKILL)


def _tell(group: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def _stop_databases(place: Path) -> None:
    """A PostgreSQL is in a group of its own; it notes its process beside its data."""
    for noted in place.rglob("postmaster.pid"):
        with suppress(OSError, ValueError, IndexError):
            os.kill(int(noted.read_text("ascii").split()[0]), signal.SIGQUIT)
