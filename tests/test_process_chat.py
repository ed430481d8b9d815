"""The terminal room as a process: killed between two lines it goes on; it ends with its input."""

import os
import pty
import select
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.local.notation import Wait, read
from bot import words
from tests.process import PATIENCE, Chat, command, environment
from tests.shell import AT
from tests.transcripts import FOLDER, is_answer, is_input

MEETING = (FOLDER / "round_robin.txt").read_text("utf-8").splitlines()
LIFE = 4  # lines
JOINED = "bot> Welcome | @ann made this group and is its organiser."


def starting(at: datetime) -> tuple[str, str]:
    """Where the clock of the next life begins."""
    return ("--start", at.isoformat())


@contextmanager
def chatting(folder: Path, url: str, *words: str) -> Iterator[Chat]:
    """A chat that runs; it is killed at the end, if it still does."""
    chat = Chat(folder, ("--database-url", url))
    chat.start(*words)
    try:
        yield chat
    finally:
        chat.kill()


def test_a_chat_that_is_killed_again_and_again_says_what_one_that_lives_would(
    sqlite_url: str, tmp_path: Path
) -> None:
    said, now = [], AT
    with chatting(tmp_path, sqlite_url, *starting(now)) as chat:
        for number, line in enumerate(line for line in MEETING if is_input(line)):
            typed = read(line)
            if number % LIFE == LIFE - 1 or isinstance(typed, Wait):
                chat.kill()
                chat.start(*starting(now))
            now += typed.span if isinstance(typed, Wait) else timedelta()
            said += chat.say(line)
    assert said == [line for line in MEETING if is_answer(line)]


def test_a_chat_on_the_computers_clock_can_be_killed_too(sqlite_url: str, tmp_path: Path) -> None:
    with chatting(tmp_path, sqlite_url, "--realtime") as chat:
        assert chat.say("ann> /join")[0].startswith(JOINED)
        chat.kill()
        chat.start("--realtime")
        assert chat.say("ben> /join") == ["bot> Welcome | @ben joined."]
        assert chat.say("... 10m") == [f"? {words.REAL_TIME}"]
        assert chat.say("!restart") == []
        assert chat.say("ann> /start")[0].startswith("bot> You are 2")
        ended = chat.end("ann> /mine")
    assert (ended.code, ended.err) == (0, "")
    assert ended.lines[-1].startswith("bot>ann> Yours")


@pytest.mark.parametrize("options", [(), ("--realtime",)])
def test_ctrl_c_ends_a_chat_that_waits_for_its_next_line(
    sqlite_url: str, tmp_path: Path, options: tuple[str, ...]
) -> None:
    with chatting(tmp_path, sqlite_url, *options) as chat:
        chat.say("ann> /join")
        ended = chat.end(number=signal.SIGINT)
    assert (ended.code, ended.err) == (0, "")


def test_a_locked_database_is_told_and_nothing_is_lost(sqlite_url: str, tmp_path: Path) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    with chatting(tmp_path, f"{sqlite_url}?timeout=1", *starting(AT)) as chat:
        chat.say("ann> /join")
        with sqlite3.connect(file) as another:
            another.execute("BEGIN IMMEDIATE")
            assert chat.say("ben> /join") == [f"bot>ben> {words.NOT_SAVED}"]
        assert chat.say("ben> /join") == ["bot> Welcome | @ben joined."]
        chat.say("ann> /start")
        another.execute("BEGIN IMMEDIATE")
        ended = chat.end("... 10m\n")
        another.close()
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == f"mastermind: {words.NOT_SAVED}"
    assert "is locked because another program is writing to it" in ended.err
    assert "Traceback" not in ended.err


def test_what_is_typed_may_be_no_text_at_all(sqlite_url: str, tmp_path: Path) -> None:
    chat = command("chat", "--database-url", sqlite_url)
    done = subprocess.run(
        chat,
        cwd=tmp_path,
        env=environment(),
        input=b"ann> /join\nann> caf\xff\n\x00\nann> /mine",
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    assert b"bot>ann> Yours" in done.stdout


class Keyboard:
    """A chat at a terminal, and somebody who types there."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.file, tty = pty.openpty()
        self.seen = ""
        self.process = subprocess.Popen(
            command("chat", *words),
            cwd=folder,
            env=environment(),
            stdin=tty,
            stdout=tty,
            stderr=tty,
        )
        os.close(tty)

    def sees(self, text: str) -> None:
        """Wait until this is on the screen, behind what was seen before."""
        while text not in self.seen:
            assert select.select([self.file], [], [], PATIENCE)[0], f"no {text} in {self.seen}"
            self.seen += os.read(self.file, 4096).decode()
        self.seen = self.seen.partition(text)[2]

    def types(self, text: str) -> None:
        os.write(self.file, text.encode())


@contextmanager
def keyboard(folder: Path, *words: str) -> Iterator[Keyboard]:
    """A terminal; what runs there is killed at the end, if it still does."""
    board = Keyboard(folder, *words)
    try:
        yield board
    finally:
        board.process.kill()
        board.process.wait()
        os.close(board.file)


def test_a_form_is_asked_field_by_field_at_a_terminal(sqlite_url: str, tmp_path: Path) -> None:
    with keyboard(tmp_path, "--database-url", sqlite_url, *starting(AT)) as board:
        board.sees("> ")
        board.types("ann> /join\n")
        board.sees(JOINED)
        board.types("ann> /commit\n")
        board.sees("): ")
        board.types("call three customers\n")
        for _ in range(5):
            board.sees(": ")
            board.types("\n")
        board.sees("Noted: call three customers")
        board.sees("> ")
        board.types("ann> /commit\n")
        board.sees(": ")
        board.types("\x04")  # Ctrl-D gives the form up
        board.sees("[Commit]")
        board.sees("> ")
        board.types("\x04")
        assert board.process.wait(PATIENCE) == 0


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN,
    reason="Ctrl-C is ignored here, as in the background of a shell, and processes inherit that",
)
def test_ctrl_c_at_a_terminal_ends_the_chat_at_once(sqlite_url: str, tmp_path: Path) -> None:
    with keyboard(tmp_path, "--database-url", sqlite_url) as board:
        board.sees("> ")
        board.process.send_signal(signal.SIGINT)
        assert board.process.wait(PATIENCE) == 0
