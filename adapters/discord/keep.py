"""Keeps a client connected: one that ended, or of which Discord has said nothing for long, is
replaced by another.

discord.py tries to take up a connection for ever, where Discord answers in a certain way.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

import aiohttp

from adapters.discord.app import Parts
from adapters.discord.sentences import final

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without a sign of Discord's until a client is given up, between two `look`s, and
    before another one is let in, which Discord allows a thousand times a day: each time twice as
    long, until one has lived for longer than the longest pause.
    """

    silence: float = 300.0
    look: float = 30.0
    pause: float = 5.0
    longest: float = 300.0


USUAL = Patience()


async def keep(parts: Parts, token: str, patience: Patience = USUAL) -> None:
    """Run the bot until this is cancelled. Raises what Discord will say again: a wrong token; and
    whatever befell the first client before it was let in.
    """
    let_in, pause = False, patience.pause
    while True:
        bot, watching = parts.bot, asyncio.create_task(_watch(parts, patience))
        since = perf_counter()
        try:
            await bot.start(token)
        except Exception as error:
            let_in = let_in or bot.let_in > 0
            if not let_in or final(error):
                raise
            log.error("Discord: the client ended by %s; another one takes over", _said(error))
        finally:
            watching.cancel()
            with suppress(aiohttp.ClientError, OSError):
                await bot.close()
        await asyncio.sleep(pause)
        lived = perf_counter() - since > patience.longest
        pause = patience.pause if lived else min(2 * pause, patience.longest)
        parts.renew()


async def _watch(parts: Parts, patience: Patience) -> None:
    """Close a client that has heard nothing for long."""
    bot, since = parts.bot, perf_counter()
    while perf_counter() - max(bot.heard, since) < patience.silence:
        await asyncio.sleep(patience.look)
    log.error("Discord gave no sign for %s s; another client takes over", patience.silence)
    await bot.close()


def _said(error: Exception) -> str:
    return type(error).__name__
