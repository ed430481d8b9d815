"""The bot as it is wired in a guild of the tests, without anything of the guild: a process of its
own that has it shall not read in what only those read who play.
"""

from dataclasses import dataclass

from adapters.clock import HandClock
from adapters.discord.app import Parts, create_bot
from adapters.discord.room import Draw
from adapters.discord.shards import Shards
from bot.cards import Feed
from bot.engine import Engine
from bot.seal import Seal
from scheduler.pump import Pump

KEY = Seal("the key of the tests")


@dataclass(slots=True)
class Wired:
    """The bot without its guild: what is turned, and its parts."""

    clock: HandClock
    engine: Engine
    parts: Parts
    pump: Pump


def wired(engine: Engine, clock: HandClock, shards: Shards | None = None) -> Wired:
    """The bot's parts. It posts as fast as it can."""
    parts = create_bot(engine, clock, Draw(KEY, _address), pace=10_000, shards=shards)
    return Wired(clock, engine, parts, Pump(engine, parts.room, clock, "test"))


def _address(feed: Feed) -> str:
    return "https://bot.example/x.ics"
