"""`python -m tests.slack.turned DATABASE SLACK TOKEN TIME`: the bot as a process of its own, for
which time passes when somebody says so over HTTP.
"""

import asyncio
import socket
import sys
from datetime import datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from adapters.clock import HandClock
from adapters.store import open_store
from bot.house.logs import set_up
from scheduler.hand import step
from tests.slack.houses import Wired, wired

CLOCK = "/clock"


def clock(bot: Wired) -> Route:
    """POST /clock {"until": ..., "jump": seconds}: the clock jumps, then time passes up to the next
    alarm, if there is one until then. It answers whether there was, and what time it is."""

    async def turned(request: Request) -> JSONResponse:
        asked = await request.json()
        bot.clock.jump(timedelta(seconds=asked["jump"]))
        await bot.pump.settle()
        until = datetime.fromisoformat(asked["until"])
        rang = await step(bot.engine, bot.pump, bot.clock, until)
        return JSONResponse({"rang": rang, "at": bot.clock.now().isoformat()})

    return Route(CLOCK, turned, methods=["POST"])


async def main(database: str, slack: str, token: str, at: str) -> None:
    """Listen until somebody kills it, having printed the port."""
    set_up("DEBUG", "json")
    with open_store(database) as store, socket.create_server(("127.0.0.1", 0)) as listening:
        async with wired(store, slack, token, HandClock(datetime.fromisoformat(at))) as bot:
            app = Starlette(routes=[*bot.routes, clock(bot)])
            sys.stdout.write(f"{listening.getsockname()[1]}\n")
            sys.stdout.flush()
            server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
            await server.serve(sockets=[listening])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
