"""Time turned by hand, for the terminal, the demo and the tests: it stops at every alarm on the
way.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.engine import Engine
from bot.ports import Clock, Tx
from scheduler.pump import Pump
from scheduler.ring import ring


class Settable(Clock, Protocol):
    """A clock that can be set."""

    def set(self, at: datetime) -> None:
        """Set the clock forward."""
        ...


class NoJobs:
    """Jobs for a process in which nothing happens by itself: whoever turns the clock rings and
    carries.
    """

    beat: datetime | None = None

    def wake(self, tx: Tx, state: str, at: datetime) -> None:
        """Nothing: `turn` asks the store when to ring."""

    def carry(self, tx: Tx, lane: str) -> None:
        """Nothing: `Pump.settle` asks the store what to carry."""


async def turn(
    engine: Engine,
    pump: Pump,
    clock: Settable,
    until: datetime,
    seen: Callable[[], Awaitable[None]],
) -> None:
    """Let time pass until an instant, ringing and carrying at every alarm on the way.

    `seen` is awaited after each, for whoever watches.
    """
    await pump.settle()
    while await step(engine, pump, clock, until):
        await seen()


async def step(engine: Engine, pump: Pump, clock: Settable, until: datetime) -> bool:
    """Let time pass up to the next alarm, if there is one until then; whether there was."""
    at = await asyncio.to_thread(engine.reader.soonest)
    rings = at is not None and at <= until
    clock.set(at if at and rings else until)
    if rings:
        await ring(engine, clock.now())
    await pump.settle()
    return rings
