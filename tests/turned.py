"""What a bot that is a process of its own needs for its time to be turned over HTTP."""

import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from adapters.clock import HandClock
from bot.engine import Engine
from scheduler.hand import step
from scheduler.pump import Pump

CLOCK = "/clock"
Heard = Callable[[dict[str, Any]], Awaitable[None]]


class Turning(Protocol):
    """What is turned."""

    clock: HandClock
    engine: Engine
    pump: Pump


async def at_once(_: dict[str, Any]) -> None:
    """Whatever was sent before is handled already."""


def clock(bot: Turning, heard: Heard = at_once) -> Route:
    """POST /clock {"until": ..., "jump": seconds}: the clock jumps, then time passes up to the next
    alarm, if there is one until then. It answers whether there was, and what time it is.

    `heard` waits until everything is handled that was sent before.
    """

    async def turned(request: Request) -> JSONResponse:
        asked = await request.json()
        await heard(asked)
        bot.clock.jump(timedelta(seconds=asked["jump"]))
        await bot.pump.settle()
        until = datetime.fromisoformat(asked["until"])
        rang = await step(bot.engine, bot.pump, bot.clock, until)
        return JSONResponse({"rang": rang, "at": bot.clock.now().isoformat()})

    return Route(CLOCK, turned, methods=["POST"])


async def serve(routes: Sequence[BaseRoute]) -> None:
    """Listen until somebody kills it, having printed the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        config = uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off")
        await uvicorn.Server(config).serve(sockets=[listening])
