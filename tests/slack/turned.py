"""`python -m tests.slack.turned DATABASE SLACK TOKEN TIME`: the bot as a process of its own, for
which time passes when somebody says so over HTTP.
"""

import asyncio
import sys
from datetime import datetime

from adapters.clock import HandClock
from adapters.store import open_store
from bot.house.logs import set_up
from tests.slack.houses import wired
from tests.turned import clock, serve


async def main(database: str, slack: str, token: str, at: str) -> None:
    """Serve until somebody kills it."""
    set_up("DEBUG", "json")
    with open_store(database) as store:
        async with wired(store, slack, token, HandClock(datetime.fromisoformat(at))) as bot:
            await serve([*bot.routes, clock(bot)])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
