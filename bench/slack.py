"""How fast Slack is answered: by the bot, by bolt alone, and by bolt with the ORM that most have.

The bot's answer comes after the signature, the decision and the durable commit; bolt alone only
acknowledges; the ORM makes the same writes. Each is a process of its own, on the same server, and
the load comes from another one. What is carried to Slack afterwards is in none of the figures.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.slack_load import CONNECTIONS, Heard, found, heard
from bench.slack_servers import BARE, BOT, ORM
from bench.storing import HOME

__all__ = ["BARE", "BOT", "CONNECTIONS", "ORM", "RATE", "SLOWEST", "Size"]
__all__ += ["faster", "middle", "race", "slower"]

RATE = {BARE: 0.5, ORM: 10.0}  # the bot's speed as a multiple of each other's, at the least
SLOWEST = 4.0  # the bot's 99th percentile as a multiple of bolt's alone, at the most
Round = Mapping[str, Heard]


@dataclass(frozen=True, slots=True)
class Size:
    """So many requests, of which the ORM answers `few`, in so many rounds."""

    many: int
    few: int
    rounds: int


def race(size: Size) -> list[Round]:
    """The rounds, in each of which every contender runs once, each time another one first."""
    HOME.mkdir(exist_ok=True)
    many = {BOT: size.many, BARE: size.many, ORM: size.few}
    rounds = list[Round]()
    for number in range(size.rounds):
        turn = number % len(many)
        order = [*many][turn:] + [*many][:turn]
        rounds.append({name: _run(name, many[name]) for name in order})
    return rounds


def middle(rounds: list[Round], name: str) -> Heard:
    """A contender's figures, each the median of all rounds."""
    own = [one[name] for one in rounds]
    return Heard(*(median(getattr(h, figure) for h in own) for figure in Heard.__slots__))


def faster(rounds: list[Round], than: str) -> float:
    """The bot's requests a second as a multiple of another's: the median of the rounds' own."""
    return median(one[BOT].rate / one[than].rate for one in rounds)


def slower(rounds: list[Round]) -> float:
    """The bot's 99th percentile as a multiple of bolt's alone."""
    return median(one[BOT].p99 / one[BARE].p99 for one in rounds)


def _run(name: str, many: int) -> Heard:
    with TemporaryDirectory(prefix="slack", dir=HOME) as folder:
        url = f"sqlite:///{Path(folder) / 'bot.db'}"
        found(url)
        with _server(name, url, many) as port:
            return heard(port, many)


@contextmanager
def _server(name: str, url: str, many: int) -> Iterator[int]:
    """A contender in a process of its own; its port."""
    command = [sys.executable, "-m", "bench.slack_servers", name, url, str(many)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
