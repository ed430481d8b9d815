"""Discord's part of a house: its client, its room, and what the doctor finds."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from secrets import token_hex

import aiohttp
import discord

from adapters.discord import hosts
from adapters.discord.app import Parts, create_bot
from adapters.discord.keep import keep
from adapters.discord.owning import Leases, Share
from adapters.discord.room import DiscordRoom, Draw
from adapters.discord.sentences import TOKEN, final
from adapters.discord.shards import shards
from bot.engine import Engine
from bot.house.home import Home
from bot.house.settings import Settings
from bot.seal import Seal
from bot.trouble import Trouble

log = logging.getLogger(__name__)
PATIENCE = 60.0  # seconds until Discord has let the bot in, by one more shard
UNREACHED = (
    "Discord can't be reached because of this: {why}; look whether this computer reaches "
    "DISCORD_API_BASE_URL and DISCORD_GATEWAY_URL."
)


@asynccontextmanager
async def discord_room(settings: Settings, home: Home) -> AsyncIterator[DiscordRoom]:
    """The bot in its guilds, for as long as the house stands. Raises Trouble."""
    _place(settings)
    seal = Seal(await home.engine.call(lambda tx: tx.key("buttons", token_hex(32))))
    draw = Draw(seal, home.link)
    only, own = settings.discord_guild_id, shards(settings.discord_shards)
    parts = create_bot(home.engine, home.clock, draw, only, shards=own)
    token = settings.discord_token.get_secret_value()
    if home.presence and own is None:
        async with _shared(home.engine, home.presence, parts, token):
            yield parts.room
        return
    running = asyncio.create_task(keep(parts, token), name="Discord")
    try:
        await _let_in(parts, running)
        running.add_done_callback(_over)
        yield parts.room
    finally:
        running.remove_done_callback(_over)
        await parts.api.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def _shared(engine: Engine, leases: Leases, parts: Parts, token: str) -> AsyncIterator[None]:
    """The shards that this process gets, among many that agree on how many there are. Raises
    Trouble."""
    try:
        await parts.bot.login(token)  # it calls, and never listens
    except discord.LoginFailure as error:
        raise Trouble(final(error)) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Trouble(UNREACHED.format(why=error)) from error
    advice = str(parts.bot.shard_count or 1)
    count = int(await engine.call(lambda tx: tx.key("discord shards", advice)))
    sharing = asyncio.create_task(Share(leases, parts, token, count).keep(), name="shards")
    try:
        yield
    finally:
        sharing.cancel()
        await asyncio.gather(sharing, return_exceptions=True)
        await parts.api.close()
        await parts.bot.close()


async def _let_in(parts: Parts, running: asyncio.Task[None]) -> None:
    """Until the bot is connected; Trouble where Discord does not let it in."""
    ready = asyncio.create_task(parts.bot.wait_until_ready())
    before = -1
    while not (ready.done() or running.done()) and parts.bot.let_in > before:
        before = parts.bot.let_in
        await asyncio.wait([ready, running], timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    if ready.done() and not ready.cancelled():
        log.info("Discord: in %s guilds", len(parts.bot.guilds))
        return
    ready.cancel()
    error = running.exception() if running.done() else None
    if error and (why := final(error)):
        raise Trouble(why) from error
    raise Trouble(UNREACHED.format(why=error or "no answer in a minute")) from error


def _over(running: asyncio.Task[None]) -> None:
    """The bot is put out for good."""
    if not running.cancelled() and (error := running.exception()):
        why = final(error)
        log.error("Discord has put the bot out. %s", Trouble(why) if why else type(error))


def look(settings: Settings) -> Iterator[tuple[bool, str]]:
    """What the doctor finds: (whether it is well, a sentence)."""
    yield asyncio.run(_asked(settings))


async def _asked(settings: Settings) -> tuple[bool, str]:
    headers = {"Authorization": f"Bot {settings.discord_token.get_secret_value()}"}
    limit = aiohttp.ClientTimeout(total=10)
    url = f"{settings.discord_api_base_url.rstrip('/')}/users/@me"
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=limit) as session,
            session.get(url) as answer,
        ):
            told = await answer.json() if answer.status == 200 else {}
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return False, f"Discord: it can't be reached because of this: {type(error).__name__}"
    if answer.status == 200:
        return True, f"Discord: the bot is called {told.get('username', '')} there"
    if answer.status == 401:
        return False, f"Discord: it does not know the DISCORD_TOKEN; {TOKEN}"
    return False, f"Discord: it answers {answer.status}; try again in a while"


def _place(settings: Settings) -> None:
    log.info("Discord is at %s and %s", settings.discord_api_base_url, settings.discord_gateway_url)
    hosts.use(
        settings.discord_api_base_url, settings.discord_gateway_url, settings.discord_cdn_base_url
    )
