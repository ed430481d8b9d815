"""Those who answer Slack in the race, each a process of its own: the bot, and two plain ones."""

import asyncio
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

import uvicorn
import uvloop
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.clock import SystemClock
from bench import orm
from bench.recording import Log, RecordingStore
from bench.slack_load import PATH, SECRET, TEAM, WARM, acts
from bot.engine import Engine
from bot.house.garbage import settle
from bot.house.home import Home
from bot.house.settings import Settings
from bot.house.slack import slack
from bot.house.wiring import house
from scheduler.hand import NoJobs

Routes = Sequence[BaseRoute]
BOT = "the bot"
BARE = "bolt alone"
ORM = "bolt and the async ORM"


@asynccontextmanager
async def bot(url: str, _: int) -> AsyncIterator[Routes]:
    """The bot as it is wired to Slack. What it wrote for Slack stays in the outbox, as nobody
    carries it here."""
    clock = SystemClock()
    async with world() as there, house(url, clock, NoJobs()) as home:
        told: dict[str, Any] = {
            "_env_file": None,  # whatever the machine's own bot is told
            "slack_bot_token": SecretStr("xoxb-1-2-x"),
            "slack_signing_secret": SecretStr(SECRET),
            "slack_api_base_url": there,
        }
        settings = Settings(**told)
        async with slack(settings, url, Home(home.engine, clock, lambda _: "")) as part:
            yield part.routes


@asynccontextmanager
async def bare(_: str, __: int) -> AsyncIterator[Routes]:
    """Bolt as its manual has it, with two listeners that do nothing."""

    async def nothing() -> None:
        """It only acknowledges."""

    yield bolt(nothing, nothing)


@asynccontextmanager
async def by_orm(url: str, many: int) -> AsyncIterator[Routes]:
    """The same, with listeners that write what the bot would."""
    made = list(zip(islice(acts(), WARM + many), recorded(url, WARM + many), strict=True))
    engine = orm.connect(url)

    def writes(what: str) -> Callable[[], Awaitable[None]]:
        wanted = (transaction for act, transaction in made if act.what == what)
        return lambda: orm.make(engine, next(wanted))

    yield bolt(writes("command"), writes("button"))
    await engine.dispose()


CONTENDERS = {BOT: bot, BARE: bare, ORM: by_orm}


def bolt(typed: Callable[[], Awaitable[None]], pressed: Callable[[], Awaitable[None]]) -> Routes:
    """An app with one slash command and one button, behind its own adapter for our server."""

    async def known() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=TEAM, bot_token="xoxb-1-2-x", bot_user_id="UBOT"
        )

    app = AsyncApp(signing_secret=SECRET, authorize=known, process_before_response=True)

    @app.command("/mastermind")
    async def command(ack: AsyncAck) -> None:
        await typed()
        await ack()

    @app.action(re.compile("."))
    async def button(ack: AsyncAck) -> None:
        await pressed()
        await ack()

    async def receive(request: Request) -> Response:
        return await AsyncSlackRequestHandler(app).handle(request)

    return [Route(PATH, receive, methods=["POST"])]


def recorded(url: str, many: int) -> Log:
    """The transactions that the engine makes of so many acts."""
    shutil.copy(url.removeprefix("sqlite:///"), copy := Path(url.removeprefix("sqlite:///") + ".r"))
    store = RecordingStore(f"sqlite:///{copy}")
    engine = Engine(store, SystemClock(), NoJobs())
    engine.start()
    for act in islice(acts(), many):
        engine.submit(act.event).result()
    engine.stop()
    store.close()
    return store.log


@asynccontextmanager
async def world() -> AsyncIterator[str]:
    """The address of a Slack that knows who is who; it is asked before anything is measured."""

    async def answer(_: web.Request) -> web.Response:
        known = {"team_id": TEAM, "user_id": "UBOT", "user": {"tz": "Europe/Berlin"}}
        return web.json_response({"ok": True, **known})

    app = web.Application()
    app.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


async def cpu(_: Request) -> PlainTextResponse:
    """GET /cpu: the seconds of processor that this process has had."""
    return PlainTextResponse(str(process_time()))


async def serve(name: str, url: str, many: int) -> None:
    """Answer until SIGTERM, having printed the port."""
    async with CONTENDERS[name](url, many) as routes:
        app = Starlette(routes=[*routes, Route("/cpu", cpu)])
        listening = socket.create_server(("127.0.0.1", 0))
        print(listening.getsockname()[1], flush=True)
        config = uvicorn.Config(app, http="httptools", lifespan="off", log_config=None)
        config.access_log = False
        settle()
        await uvicorn.Server(config).serve(sockets=[listening])


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(sys.argv[1], sys.argv[2], int(sys.argv[3])))
