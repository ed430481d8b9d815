"""How fast Slack is answered: by the bot, by bolt alone, and by bolt with the ORM that most have.

The bot's answer comes after the signature, the decision and the durable commit. Bolt alone checks
the signature and only acknowledges. The ORM makes the statements of the bot, each event in a
transaction of its own, with the same durability (WAL, synchronous=FULL), and decides nothing. Each
is a process of its own, on the same server and loop, with the garbage collector as the bot sets it
for itself, and the load comes from another one, on the same processors. What is carried to Slack
afterwards is in none of the figures.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench import racing
from bench.asking import Sizes
from bench.measurement import Measurement, Row, at_most
from bench.racing import Heard, Round, Size
from bench.slack_load import CONNECTIONS, SCENE, heard
from bench.slack_servers import BARE, BOT, ORM

RATE = {BARE: 0.5, ORM: 10.0}  # the bot's speed as a multiple of each other's, at the least
SLOWEST = 4.0  # the bot's 99th percentile as a multiple of bolt's alone, at the most


def race(size: Size) -> list[Round]:
    """The rounds of the bot, of bolt alone and of bolt with the ORM."""
    many = {BOT: size.many, BARE: size.many, ORM: size.few}
    return racing.race(SCENE, _run, many, size.rounds)


def _run(name: str, url: str, many: int) -> Heard:
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


def _measured(sizes: Sizes) -> Iterator[Row]:
    rounds = race(Size(**sizes))
    yield from racing.rows(rounds, BOT, RATE)
    slower = racing.slower(rounds, BOT, BARE)
    yield at_most(f"{BOT}, to {BARE}: the 99 of 100", slower, SLOWEST)


SLACK = Measurement(
    "slack",
    f"answers to Slack: a command and a button by turns, over HTTP, {CONNECTIONS} connections",
    {"many": 6000, "few": 400, "rounds": 5},
    {"many": 300, "few": 40, "rounds": 1},
    _measured,
)
