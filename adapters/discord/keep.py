"""Keeps a client connected: one that ended, or of which Discord has said nothing for long, is
replaced by another.

discord.py tries to take up a connection for ever, where Discord answers in a certain way.
"""

import asyncio
import logging
from contextlib import suppress
from time import perf_counter

import aiohttp
import discord

from adapters.discord.app import Parts

log = logging.getLogger(__name__)
SILENCE = 300.0  # seconds without a sign of Discord's
LOOK = 30.0  # seconds between two looks
# Seconds before another client is let in, which Discord allows a thousand times a day: each time
# twice as long, until one has lived for longer than the longest pause.
PAUSE, LONGEST = 5.0, 300.0
FINAL = (discord.LoginFailure, discord.PrivilegedIntentsRequired)


async def keep(parts: Parts, token: str, silence: float = SILENCE, look: float = LOOK) -> None:
    """Run the bot until this is cancelled. Raises what Discord will say again: a wrong token; and
    whatever befell the first client before it was let in.
    """
    let_in, pause = False, PAUSE
    while True:
        bot, watching = parts.bot, asyncio.create_task(_watch(parts, silence, look))
        since = perf_counter()
        try:
            await bot.start(token)
        except FINAL:
            raise
        except Exception as error:
            let_in = let_in or bot.let_in > 0
            if not let_in:
                raise
            log.error("Discord: the client ended by %s; another one takes over", _said(error))
        finally:
            watching.cancel()
            with suppress(aiohttp.ClientError, OSError):
                await bot.close()
        await asyncio.sleep(pause)
        lived = perf_counter() - since > LONGEST
        pause = PAUSE if lived else min(2 * pause, LONGEST)
        parts.renew()


async def _watch(parts: Parts, silence: float, look: float) -> None:
    """Close a client that has heard nothing for long."""
    bot, since = parts.bot, perf_counter()
    while perf_counter() - max(bot.heard, since) < silence:
        await asyncio.sleep(look)
    log.error("Discord has given no sign for %s s; another client takes over", silence)
    await bot.close()


def _said(error: Exception) -> str:
    return type(error).__name__
