"""Those who answer Discord in the race, each a process of its own: the bot, and a plain one."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from time import process_time
from typing import Any

import discord
import uvloop
from discord import app_commands
from pydantic import SecretStr

from adapters.clock import SystemClock
from adapters.discord import hosts
from bench.discord_load import SCENE
from bench.rsvps import LATE
from bot.house.discord import discord_room
from bot.house.garbage import settle
from bot.house.home import Home
from bot.house.settings import Settings
from bot.house.wiring import house
from scheduler.hand import NoJobs
from tests.discord.fake import TOKEN

BOT = "the bot"
BARE = "discord.py alone"


@asynccontextmanager
async def bot(url: str, there: str) -> AsyncIterator[None]:
    """The bot as it is wired to Discord. What it wrote for Discord stays in the outbox, as nobody
    carries it here."""
    clock = SystemClock()
    told: dict[str, Any] = {
        "_env_file": None,  # whatever the machine's own bot is told
        "discord_token": SecretStr(TOKEN),
        "discord_api_base_url": f"{there}/api",
        "discord_gateway_url": f"{there.replace('http', 'ws')}/gateway",
    }
    async with (
        house(url, clock, NoJobs()) as home,
        discord_room(Settings(**told), Home(home.engine, clock, lambda _: "")),
    ):
        yield


@asynccontextmanager
async def bare(_: str, there: str) -> AsyncIterator[None]:
    """discord.py as its manual has it: a tree of commands, and a view that outlives a restart."""
    hosts.use(f"{there}/api", f"{there.replace('http', 'ws')}/gateway", there)
    client = discord.Client(intents=discord.Intents(guilds=True))
    verbs = app_commands.Group(name="mastermind", description="Meetings of the group")

    @verbs.command(name=LATE[0], description="Say whether you come")
    async def rsvp(interaction: discord.Interaction, what: str) -> None:  # noqa: ARG001
        await interaction.response.defer(ephemeral=True)

    app_commands.CommandTree(client).add_command(verbs)
    client.add_view(_Choices())
    running = asyncio.create_task(client.start(TOKEN))
    while not client.is_ready():
        await asyncio.sleep(0.05)
    yield
    running.cancel()


class _Choices(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="I come", custom_id=SCENE.sealed)
    async def come(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        """It only acknowledges."""
        await interaction.response.defer()


CONTENDERS = {BOT: bot, BARE: bare}


def tell() -> None:
    """For each line that comes in, the seconds of processor that this process has had."""
    for _ in sys.stdin:
        print(process_time(), flush=True)


async def serve(name: str, url: str, there: str) -> None:
    """Answer what happens in the Discord that is there until SIGTERM, having said "ready"."""
    async with CONTENDERS[name](url, there):
        settle()
        print("ready", flush=True)
        Thread(target=tell, daemon=True).start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(*sys.argv[1:]))
