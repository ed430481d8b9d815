"""The bot as a process: killed anywhere it goes on where it was, and it ends when it is told to."""

import signal
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments each time
from threading import Event, Thread
from time import sleep
from typing import Any

import httpx
import pytest

from adapters.clock import SystemClock
from adapters.store import open_store
from bot import words
from bot.group import Group
from bot.live import Meeting
from bot.meetings import board
from tests.process import PATIENCE, Bot, bot, command, environment, fresh_id, measured
from tests.shell import meeting_in, one_step, plant

DEN = "local:main:den"
HOUR = timedelta(hours=1)
PEOPLE = ("ann", "ben")
STEPS = {"sqlite": 8, "postgresql+psycopg": 3}
SECRET = "Our margin is nine percent"


def group(url: str) -> Group:
    """The group as the database has it, while the bot runs or lies dead."""
    with open_store(url, lock=False) as store:
        state = store.reader.state(DEN)
    assert isinstance(state, Group)
    return state


def meeting(url: str) -> Meeting:
    """The meeting that runs in it."""
    running = group(url).meeting
    assert running
    return running


def until(true: Any, said: Any) -> None:
    """Wait until it is so."""
    for _ in range(int(PATIENCE * 20)):
        if true():
            return
        sleep(0.05)
    raise AssertionError(said())


def whispers(running: Bot, start: str) -> int:
    """How many whispers to anybody begin like this."""
    cards = [p["card"] for who in PEOPLE for p in running.wall(who) if p["private"]]
    return sum(start in (card["title"] or card["blocks"][0]["spans"][0]["text"]) for card in cards)


def boards(running: Bot) -> list[tuple[str, str]]:
    """(title, until) of the Board, as often as it hangs on the wall."""
    cards = [p["card"] for p in running.wall("ann") if p["key"] == "board:1"]
    return [(card["title"], str(card["blocks"])) for card in cards]


def goes_on(running: Bot, number: int) -> None:
    """The meeting is in its step of this number, and the one Board says so, with its end."""
    now = meeting(running.url)
    assert now.at.step == number
    assert now.at.due
    title = board.shown(group(running.url)).card.title
    until(lambda: [t for t, _ in boards(running)] == [title], lambda: boards(running))
    assert now.at.due.isoformat() in boards(running)[0][1]


def killed_in_flight(running: Bot, requests: list[dict[str, Any]], moment: float) -> None:
    """Send requests at once, kill the bot meanwhile, and send what got no answer once more."""

    def is_answered(request: dict[str, Any]) -> bool:
        try:
            return running.ask(**request).status_code == 200
        except httpx.HTTPError:
            return False

    with ThreadPoolExecutor(len(requests)) as pool:
        answers = [pool.submit(is_answered, request) for request in requests]
        sleep(moment)
        running.kill()
    running.start()
    for request, answer in zip(requests, answers, strict=True):
        assert answer.result() or is_answered(request)


def step_on(running: Bot) -> list[dict[str, Any]]:
    """Both press the same Next at once, and both look at what is theirs."""
    press = {"what": "press", "verb": "next", "rev": board.rev(meeting(running.url))}
    look = {"what": "line", "text": "/mine"}
    return [{"as_": who, "id": fresh_id()} | request for request in (press, look) for who in PEOPLE]


def test_a_bot_that_is_killed_in_every_step_goes_on_where_it_was(
    store_url: str, tmp_path: Path
) -> None:
    dice, steps = Random(7), STEPS[store_url.partition(":")[0]]
    with open_store(store_url) as store:
        at_ease = SystemClock().now() + HOUR
        plant(store, meeting_in(DEN, (3600,) * steps, at_ease), at_ease)
    with bot(tmp_path, store_url) as running:
        running.ask("line", as_="ann", text="/extend")
        for number in range(steps):
            goes_on(running, number)
            killed_in_flight(running, step_on(running), dice.random() * 0.1)
            seen = number + 1
            until(lambda n=seen: whispers(running, "Yours") == 2 * n, running.log)
            assert whispers(running, words.MOVED_ON) + whispers(running, words.MEETING_OVER) == seen
        until(lambda: ("recap:1", 1) in keys(running), lambda: keys(running))
        assert {count for _, count in keys(running)} == {1}
    assert group(store_url).held == 1
    assert group(store_url).meeting is None


def keys(running: Bot) -> list[tuple[str, int]]:
    """Every key on the wall, and how often it is there."""
    found = [p["key"] for p in running.wall("ann") if p["key"]]
    return [(key, found.count(key)) for key in dict.fromkeys(found)]


def test_a_bot_that_is_killed_while_nothing_happens_looks_the_same_afterwards(
    sqlite_url: str, tmp_path: Path
) -> None:
    with bot(tmp_path, sqlite_url) as running:
        for who in PEOPLE:
            running.ask("line", as_=who, text="/join")
            running.ask("line", as_=who, text=f"I am {who}")
        running.ask("line", as_="ann", text="/start")
        goes_on(running, 0)
        before = [running.wall(who) for who in PEOPLE], group(sqlite_url)
        running.kill()
        assert group(sqlite_url) == before[1]
        running.start()
        goes_on(running, 0)
        assert ([running.wall(who) for who in PEOPLE], group(sqlite_url)) == before


def test_what_became_due_while_the_bot_was_dead_happens_at_its_start(
    sqlite_url: str, tmp_path: Path
) -> None:
    due = SystemClock().now() + timedelta(seconds=1)
    with open_store(sqlite_url) as store:
        plant(store, one_step(DEN, due), due)
    until(lambda: SystemClock().now() > due, str)
    with bot(tmp_path, sqlite_url) as running:
        until(lambda: ("recap:1", 1) in keys(running), lambda: keys(running))
        assert ("board:1", 1) in keys(running)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_bot_that_is_told_to_stop_does_so_with_streams_open(
    sqlite_url: str, tmp_path: Path, number: int
) -> None:
    begun = Event()

    def listen(address: str) -> None:
        stream = f"{address}/rooms/den/stream"
        with httpx.stream("GET", stream, params={"as": "ann"}, timeout=PATIENCE) as answer:
            for line in answer.iter_lines():
                begun.set() if line else None

    with bot(tmp_path, sqlite_url, LOG_LEVEL="DEBUG", **measured()) as running:
        listener = Thread(target=listen, args=(running.address,))
        listener.start()
        begun.wait(PATIENCE)
        running.ask("line", as_="ann", text="/join")
        running.ask("line", as_="ann", text=SECRET)
        running.send(number)
        assert running.wait() == 0
        listener.join()
        assert "Traceback" not in running.log
        assert SECRET not in running.log
        running.start()  # it left nothing behind that would hold the next one up
        assert [p["text"] for p in running.wall("ann")][-1] == SECRET


def test_being_told_to_stop_again_and_again_does_no_harm(sqlite_url: str, tmp_path: Path) -> None:
    with bot(tmp_path, sqlite_url) as running:
        running.ask("line", as_="ann", text="/join")
        assert running.process
        while running.process.poll() is None:
            running.send(signal.SIGTERM)
            sleep(0.01)
        assert running.wait() == 0
        assert "Traceback" not in running.log


def test_a_bot_says_whether_it_can_do_its_work(sqlite_url: str, tmp_path: Path) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    with bot(tmp_path, f"{sqlite_url}?timeout=1") as running:
        well = httpx.get(f"{running.address}/readyz", timeout=PATIENCE)
        assert (well.status_code, well.json()["status"]) == (200, "ok")
        with sqlite3.connect(file) as another:
            another.execute("BEGIN IMMEDIATE")
            ill = httpx.get(f"{running.address}/readyz", timeout=PATIENCE)
            assert httpx.get(f"{running.address}/healthz", timeout=PATIENCE).status_code == 200
        another.close()
        assert (ill.status_code, ill.json()["sorry"]) == (503, words.NOT_SAVED)
        assert httpx.get(f"{running.address}/readyz", timeout=PATIENCE).status_code == 200
        figures = httpx.get(f"{running.address}/metrics", timeout=PATIENCE).text
        assert "mastermind_groups 0.0" in figures
        assert "mastermind_loop_lag_seconds_count" in figures
        running.send(signal.SIGTERM)
        assert running.wait() == 0


def test_a_reader_who_has_seen_enough_ends_a_demo_quietly(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("demo"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ann> /join\n"
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == ""
    assert process.wait(PATIENCE) == 0
    process.stderr.close()
