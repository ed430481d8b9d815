"""How fast Discord is answered: by the bot, and by discord.py alone.

The bot's answer comes after the decision and the durable commit; discord.py alone only
acknowledges, in the same way. Each is a process of its own, connected to the same Discord. What is
sent to Discord afterwards is in none of the figures.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator

from bench import racing
from bench.asking import Sizes
from bench.discord_clients import BARE, BOT
from bench.discord_load import FLYING, SCENE, Crowd, heard
from bench.measurement import Measurement, Row
from bench.racing import Heard, Round, Size
from tests.discord.fake import discord

RATE = {BARE: 0.5}  # the bot's speed as a multiple of the other's, at the least


def race(size: Size) -> list[Round]:
    """The rounds of both."""
    return racing.race(SCENE, _run, {BOT: size.many, BARE: size.many}, size.rounds)


def _run(name: str, url: str, many: int) -> Heard:
    return asyncio.run(_heard(name, url, many))


async def _heard(name: str, url: str, many: int) -> Heard:
    async with discord(crowd := Crowd()) as there:
        command = (sys.executable, "-m", "bench.discord_clients", name, url, there.url)
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        assert process.stdout
        try:
            await process.stdout.readline()
            return await heard(crowd, many, process)
        finally:
            process.terminate()
            await process.wait()


def _measured(sizes: Sizes) -> Iterator[Row]:
    yield from racing.rows(race(Size(few=0, **sizes)), BOT, RATE)


DISCORD = Measurement(
    "discord",
    f"answers to Discord: a command and a button by turns, over the gateway, {FLYING} on their way",
    {"many": 6000, "rounds": 5},
    {"many": 300, "rounds": 1},
    _measured,
)
