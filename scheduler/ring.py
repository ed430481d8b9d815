"""Rings for every state whose time has come; any number may ring, the journal lets one win."""

import asyncio
from datetime import datetime
from itertools import islice

from bot.engine import Engine
from bot.events import Tick

MOST = 200  # states of one round
AT_ONCE = 16  # of these, so that what people do meanwhile is not kept waiting behind all of them


async def ring(engine: Engine, now: datetime) -> int:
    """Wake the states that are due; returns how many there were.

    Raises NotSaved where one could not be saved; it stays due.
    """
    due = await asyncio.to_thread(engine.reader.due, now, MOST)
    ticks, bad = (tick(state, at) for state, at in due), list[BaseException]()
    while few := [engine.handle(each) for each in islice(ticks, AT_ONCE)]:
        answers = await asyncio.gather(*few, return_exceptions=True)
        bad += [answer for answer in answers if isinstance(answer, BaseException)]
    if bad:
        raise bad[0]
    return len(due)


def tick(state: str, at: datetime) -> Tick:
    """The Tick of an alarm: the same for whoever rings it."""
    return Tick(f"tick:{state}:{at:%Y-%m-%dT%H:%M:%S.%fZ}", state)
