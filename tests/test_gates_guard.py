"""Gates that are ended, however that is done, leave nothing running of what they started."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from bench.keeping import ROOT
from tests.process import PATIENCE

pytestmark = pytest.mark.unmeasured
PS = ("ps", "-e", "-ww", "-o", "pid=,ppid=,stat=,args=")
WITH_WORKERS = ("soak", "--weeks", "500000")
WITH_BOTS = ("kill", "--trials", "1", "--kills", "100000")


def until(true: Callable[[], object]) -> None:
    """Wait until it is so."""
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, "it does not happen"
        sleep(0.05)


@dataclass(frozen=True, slots=True)
class Process:
    """One that runs; `line` is what it was started with."""

    id: int
    parent: int
    line: str


def running() -> list[Process]:
    """All processes but those that have ended and that nobody has asked about yet."""
    told = subprocess.run(PS, capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in told.splitlines()]
    return [Process(int(r[0]), int(r[1]), r[3]) for r in rows if not r[2].startswith("Z")]


def below(id: int) -> list[Process]:
    """All that a process has started, and what these have."""
    all, found = running(), list[Process]()
    parents = {id}
    while more := [one for one in all if one.parent in parents]:
        found += more
        parents = {one.id for one in more}
    return found


def is_at_work(process: "subprocess.Popen[bytes]") -> bool:
    """Whether a worker or a bot runs by now."""
    lines = [one.line for one in below(process.pid)]
    return any("spawn_main" in line or "-m bot run" in line for line in lines)


def are_gone(started: Sequence[Process]) -> bool:
    """Whether none of these runs any more."""
    return not {one.id for one in started} & {one.id for one in running()}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (WITH_WORKERS, signal.SIGTERM),
        (WITH_WORKERS, signal.SIGKILL),
        (WITH_BOTS, signal.SIGINT),
        (WITH_BOTS, signal.SIGKILL),
    ],
)
def test_nothing_outlives_gates_that_are_ended(words: tuple[str, ...], number: int) -> None:
    process = subprocess.Popen([sys.executable, "-m", "gates", *words], cwd=ROOT)
    until(lambda: is_at_work(process))
    started = below(process.pid)
    process.send_signal(number)
    assert process.wait() in (-number, 128 + number)
    until(lambda: are_gone(started))


def test_what_does_the_work_is_killed_and_its_workers_end_too() -> None:
    process = subprocess.Popen([sys.executable, "-m", "gates", *WITH_WORKERS], cwd=ROOT)
    until(lambda: is_at_work(process))
    started = below(process.pid)
    (inside,) = [one for one in started if one.parent == process.pid]
    os.kill(inside.id, signal.SIGKILL)
    assert process.wait() == 128 + signal.SIGKILL
    until(lambda: are_gone(started))


def test_a_gate_that_ends_by_itself_ends_as_ever(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "gates", "fuzz", "--quick", "--seed", "1"]
    folder = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(words, cwd=ROOT, env=folder, capture_output=True, text=True, check=True)
    assert "violations" in done.stdout
    assert list(tmp_path.iterdir()) == []
