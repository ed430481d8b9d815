"""`python -m tests.discord.turned DATABASE URL SILENCE TIME`: the bot as a process of its own in
the guild at this address, for which time passes when somebody says so over HTTP. It gives a client
up after so many seconds of silence, which are real ones.
"""

import asyncio
import sys
from datetime import datetime
from typing import Any

import httpx

from adapters.clock import HandClock
from adapters.discord import hosts
from adapters.discord.client import Bot
from adapters.discord.keep import Patience, keep
from adapters.store import open_store
from bot.engine import Engine
from bot.house.logs import set_up
from scheduler.hand import NoJobs
from tests.discord.gateway import START
from tests.discord.rest import TOKEN
from tests.discord.wired import wired
from tests.turned import CLOCK, clock, serve

HANDLING = "discord.py: on_"  # begins the names of the tasks in which discord.py handles an event


class SharedClock(HandClock):
    """A clock that the guild keeps to as well."""

    def __init__(self, start: datetime, url: str) -> None:
        super().__init__(start)
        self._guild = httpx.Client(base_url=url)

    def set(self, at: datetime) -> None:
        """Set both forward."""
        super().set(at)
        self._guild.post(CLOCK, content=self.now().isoformat()).raise_for_status()


async def main(database: str, url: str, silence: str, at: str) -> None:
    """Serve until somebody kills it."""
    set_up("DEBUG", "json")
    hosts.use(f"{url}/api", url.replace("http", "ws") + START, url)
    with open_store(database) as store:
        time = SharedClock(datetime.fromisoformat(at), url)
        engine = Engine(store, time, NoJobs())
        engine.start()
        bot = wired(engine, time)
        patience = Patience(float(silence), look=0.1, pause=0.1)
        running = asyncio.create_task(keep(bot.parts, TOKEN, patience))

        async def heard(asked: dict[str, Any]) -> None:
            """Until what the guild has told so far is handled."""
            while _sequence(bot.parts.bot) < asked["told"]:
                await asyncio.sleep(0.005)
            while tasks := [t for t in asyncio.all_tasks() if t.get_name().startswith(HANDLING)]:
                await asyncio.wait(tasks)

        ready = asyncio.create_task(let_in(bot.parts.bot))
        await asyncio.wait([ready, running], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        await serve([clock(bot, heard)])


async def let_in(bot: Bot) -> None:
    """Until it knows its guild. The library takes a client for ready two seconds later, in case
    that more guilds come.
    """
    while not bot.guilds:
        await asyncio.sleep(0.005)


def _sequence(bot: Bot) -> int:
    """The number of the last thing that it was told."""
    return (bot.shards and bot._get_websocket(shard_id=0).sequence) or 0


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
