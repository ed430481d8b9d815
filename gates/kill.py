"""kill -9 of the real process on a real file, while people write to it over HTTP and try again."""

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments each time
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic, sleep
from typing import Any

import httpx

from adapters.clock import SystemClock
from adapters.store import open_store
from bench.asking import Sizes
from bot.group import Group
from gates.gate import KEPT, Findings, Gate
from tests.process import PATIENCE, Bot, bot, fresh_id

DEN = "local:main:den"
PEOPLE = ("ann", "ben", "cat")
ALIVE = 0.4  # seconds, at most, between a start and the next kill
LEAST = 3  # lines of each
DAY = timedelta(days=1)


def run(seed: int, sizes: Sizes) -> Findings:
    """So many trials, two side by side, each with so many kills and a database of its own."""
    KEPT.mkdir(parents=True, exist_ok=True)  # a real disk: a temporary folder may be in memory
    seeds = [f"{seed}/{number}" for number in range(sizes["trials"])]
    found = Findings()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for one in pool.map(lambda each: trial(each, sizes["kills"]), seeds):
            found.add(one)
    return found


def trial(seed: str, kills: int) -> Findings:
    """One database, whose bot is killed so often while three people write."""
    with TemporaryDirectory(prefix="kill", dir=KEPT) as place:
        url = f"sqlite:///{Path(place) / 'mastermind.db'}"
        with bot(Path(place), url) as running:
            sent = _written(running, Random(seed), kills)
            found = looked_at(running, seed, sent)
    found.count("trials")
    found.count("kills", kills)
    return found


def _written(running: Bot, dice: Random, kills: int) -> dict[str, list[str]]:
    """What each wrote while the bot was killed so often."""
    over = Event()
    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        writers = {who: pool.submit(write, running, who, over) for who in PEOPLE}
        try:
            for _ in range(kills):
                sleep(dice.random() * ALIVE)
                running.kill()
                running.start()
        finally:
            over.set()
        return {who: writer.result() for who, writer in writers.items()}


def write(running: Bot, who: str, over: Event) -> list[str]:
    """Do one thing after the other until it is over; all that was done, and answered."""
    done = list[str]()
    with httpx.Client(timeout=PATIENCE) as page:
        for line in lines(who):
            _ask(page, running, {"as": who, "zone": "", "id": fresh_id(), "text": line})
            done.append(line)
            if over.is_set() and len(done) > LEAST:
                break
    return done


def lines(who: str) -> Iterator[str]:
    """What somebody writes: they join and commit themselves; then they talk, and ask for what there
    is not, by turns: each is answered once."""
    yield "/join"
    yield f"/commit {who} does it by friday"
    for number in count(1000):
        yield f"{who} says {number}"
        yield f"/done {number}"


def _ask(page: httpx.Client, running: Bot, ask: dict[str, str]) -> None:
    """Ask until it is answered, as the page does, with the same id."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        address = running.address
        with suppress(httpx.HTTPError):  # it lies dead
            line = f"{address}/rooms/den/line"
            if page.post(line, json=ask, headers={"origin": address}).status_code == 200:
                return
        sleep(0.01)
    raise AssertionError(f"no answer to {ask}: {running.log}")


def looked_at(running: Bot, seed: str, sent: Mapping[str, Sequence[str]]) -> Findings:
    """What is there at the end, beside what was sent."""
    found = Findings()
    if not quiet(running.url):
        found.violations.append(f"trial {seed}: a parcel is stuck")
    seen = {who: running.wall(who) for who in PEOPLE}
    running.kill()
    for who, done in sent.items():
        wanted = Counter(done[1:])
        made = Counter(_told(posting) for posting in seen[who] if _is_theirs(posting, who))
        found.count("events sent", len(done))
        found.count("lost", (wanted - made).total())
        found.count("doubled", (made - wanted).total())
        for what, lines in (("lost", wanted - made), ("doubled", made - wanted)):
            found.violations += [f"trial {seed}: {what}: {line}" for line in lines]
    if not _is_whole(running.url, sent):
        found.violations.append(f"trial {seed}: the group is not what was answered, or is damaged")
    return found


def _is_theirs(posting: Mapping[str, Any], who: str) -> bool:
    return bool(posting["by"] == who or posting["private"])


def _told(posting: Mapping[str, Any]) -> str:
    """What somebody wrote that is on the wall, or that was answered."""
    if posting["text"]:
        return str(posting["text"])
    said = str(posting["card"]["blocks"])
    if noted := re.search(r"\w+ does it", said):
        return f"/commit {noted[0]} by friday"
    asked = re.search(r"#(\d+)", said)
    return f"/done {asked[1]}" if asked else said


def _is_whole(url: str, sent: Mapping[str, Sequence[str]]) -> bool:
    """Whether the group has every commitment once, and the file is sound."""
    with open_store(url, lock=False) as store:
        group = store.reader.state(DEN)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        sound = file.execute("PRAGMA integrity_check").fetchall()
    assert isinstance(group, Group)
    made = [f"/commit {one.what} by friday" for one in group.commitments]
    wanted = [line for done in sent.values() for line in done if line.startswith("/commit")]
    return sound == [("ok",)] and sorted(made) == sorted(wanted) and set(group.ids) == set(PEOPLE)


def quiet(url: str) -> bool:
    """Whether nothing is on its way any more, before patience ends."""
    until, later = monotonic() + PATIENCE, SystemClock().now() + DAY
    with open_store(url, lock=False) as store:
        while store.reader.lanes(later):
            if monotonic() > until:
                return False
            sleep(0.02)
    return True


GATE = Gate(
    "kill",
    "`kill -9` of the real process on a real file, synced to disk: 0 lost, 0 doubled",
    {"trials": 60, "kills": 5},
    {"trials": 1, "kills": 3},
    run,
)
