"""The bot as a process of its own: started as people do it, asked over HTTP, killed by its id."""

import logging
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from pathlib import Path
from threading import Timer
from typing import Any

import httpx
import pytest

from bot.cli import main
from bot.house.settings import Settings
from bot.house.unsaid import OURS

ROOT = Path(__file__).parents[1]
SETTINGS = {name.upper() for name in Settings.model_fields}
MEASURED = "COVERAGE_PROCESS_CONFIG"  # where this is set, coverage of a process is measured
COMPILED_ANEW = "PYTHONDONTWRITEBYTECODE"  # where this is set, every process compiles every module
PATIENCE = 120.0  # seconds; only a test that fails takes so long
NUMBERS = count(1)
SYNC = "are you there"  # a line in no notation, which the terminal answers and forgets


def command(*words: str) -> list[str]:
    """The `mastermind` command with these words behind it."""
    return [sys.executable, "-m", "bot", *words]


def environment(**settings: str) -> dict[str, str]:
    """An environment with these settings and no others. Nothing measures what runs in it: that
    takes twice the time, and one that is killed leaves no measure."""
    dropped = (*SETTINGS, COMPILED_ANEW, MEASURED)
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"PYTHONPATH": str(ROOT)} | settings


def measured() -> dict[str, str]:
    """What has the coverage of a process measured too, where it is of this one."""
    return {MEASURED: os.environ[MEASURED]} if MEASURED in os.environ else {}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()

    @property
    def sentence(self) -> str:
        """What it said was wrong: one line on stderr, nothing else there, and exit code 1."""
        assert (self.code, self.err.count("\n"), self.err[:12]) == (1, 1, "mastermind: "), self
        return self.err[12:-1]


def cli(folder: Path, *words: str, typed: str = "", **settings: str) -> Ended:
    """Run a command to its end within this process, with what is typed on a pipe."""
    reading, writing = os.pipe()
    os.write(writing, typed.encode())  # little enough for a pipe that nobody reads yet
    os.close(writing)
    code: object = 0
    with (
        pytest.MonkeyPatch.context() as patch,
        os.fdopen(reading) as stdin,
        redirect_stdout(StringIO()) as out,
        redirect_stderr(StringIO()) as err,
        logging_kept(),
    ):
        patch.chdir(folder)
        patch.setattr(os, "environ", environment(**settings))
        patch.setattr(sys, "stdin", stdin)
        try:
            main(list(words), prog_name="mastermind")
        except SystemExit as ended:
            code = ended.code
    return Ended(int(str(code or 0)), out.getvalue(), err.getvalue())


@contextmanager
def logging_kept() -> Iterator[None]:
    """Afterwards the log goes where it went before, and Python prints what it did."""
    root, loggers = logging.getLogger(), [logging.getLogger(name) for name in ("", *OURS)]
    handlers, levels = list(root.handlers), [logger.level for logger in loggers]
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks


def run(
    folder: Path, *words: str, typed: str | None = None, **settings: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        command(*words),
        cwd=folder,
        env=environment(**settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def fresh_id() -> str:
    """An event id as a browser makes it."""
    return f"web:00000000-0000-4000-8000-{next(NUMBERS):012x}"


@dataclass(slots=True)
class Bot:
    """`mastermind run` on a database and a port of its own; `log` is what it says to stderr."""

    folder: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ("run",)
    address: str = ""
    process: "subprocess.Popen[str] | None" = None

    @property
    def log(self) -> str:
        """All that was logged in all its lives."""
        return (self.folder / "log.txt").read_text("utf-8")

    def start(self) -> None:
        """Start it and wait until it is ready."""
        settings = {"DATABASE_URL": self.url, "PORT": "0"} | self.settings
        with (self.folder / "log.txt").open("a") as log:
            self.process = subprocess.Popen(
                command(*self.words),
                cwd=self.folder,
                env=environment(**settings),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        said = _line(self.process)
        assert said.startswith("READY http://127.0.0.1:"), f"{said}{self.log}"
        self.address = said.split()[1]

    def send(self, number: int) -> None:
        """Send it a signal."""
        assert self.process
        self.process.send_signal(number)

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        assert self.process
        assert self.process.stdout
        try:
            code = self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.stdout.close()
        return code

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send(signal.SIGKILL)
        self.wait()

    def ask(self, what: str, **body: Any) -> httpx.Response:
        """Send something to the room as its page does; `as_` is who does it."""
        asked = {"zone": "", "id": fresh_id()} | body
        asked["as"] = asked.pop("as_")
        return httpx.post(
            f"{self.address}/rooms/den/{what}",
            json=asked,
            headers={"origin": self.address},
            timeout=PATIENCE,
        )

    def wall(self, who: str) -> list[dict[str, Any]]:
        """What somebody sees, in the order of first posting."""
        seen = httpx.get(
            f"{self.address}/rooms/den/wall", params={"as": who}, timeout=PATIENCE
        ).json()
        return sorted(seen["postings"], key=lambda posting: int(posting["place"]))


@contextmanager
def bot(folder: Path, url: str, **settings: str) -> Iterator[Bot]:
    """A bot that runs; it is killed at the end, if it still does."""
    running = Bot(folder, url, settings)
    try:
        running.start()
        yield running
    finally:
        if running.process:
            running.kill()


@dataclass(slots=True)
class Chat:
    """`mastermind chat` with a pipe for a keyboard."""

    folder: Path
    words: tuple[str, ...]
    process: "subprocess.Popen[str] | None" = None

    def start(self, *more: str) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            command("chat", *self.words, *more),
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def say(self, line: str) -> list[str]:
        """Type a line; returns what is answered to it."""
        assert self.process
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n{SYNC}\n")
        answers: list[str] = []
        while not (answer := _line(self.process)).startswith("? I read lines like"):
            assert answer, f"it ended after: {line}"
            answers.append(answer.rstrip("\n"))
        return answers

    def end(self, typed: str = "", number: int = 0) -> Ended:
        """Type the last there is, or send a signal, and wait for the end."""
        assert self.process
        self.process.send_signal(number)
        out, err = self.process.communicate(typed if not number else None, PATIENCE)
        return Ended(self.process.returncode, out, err)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.end(number=signal.SIGKILL)


def _line(process: "subprocess.Popen[str]") -> str:
    """The next line that a process prints; "" at its end, which comes if it is silent for long."""
    assert process.stdout
    watchdog = Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        return process.stdout.readline()
    finally:
        watchdog.cancel()
