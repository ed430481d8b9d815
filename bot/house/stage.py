"""The stage behind terminal and demo: a house whose clock is turned by hand, or a live one."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from adapters.clock import HandClock, SystemClock
from adapters.local.room import LocalRoom
from bot import words
from bot.house.wiring import House, house
from scheduler.doorbell import Doorbell
from scheduler.hand import NoJobs, turn


class HandStage:
    """A house on a clock that stands still between lines; `turn` stops at every alarm."""

    live = False  # whether things happen by themselves

    def __init__(self, url: str, start: datetime) -> None:
        self._url, self.clock = url, HandClock(start)
        self._open = AsyncExitStack()
        self._house: House

    @property
    def house(self) -> House:
        """The house as it is now."""
        return self._house

    @property
    def room(self) -> LocalRoom:
        """The room as it is now."""
        return self._house.room

    async def __aenter__(self) -> Self:
        self._house = await self._open.enter_async_context(house(self._url, self.clock, NoJobs()))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._open.aclose()

    async def settle(self) -> None:
        """Carry what waits, and ring for what is due by now."""
        await self.turn(timedelta(), _nobody)

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Let time pass; `seen` is awaited after each alarm on the way."""
        until = self.clock.now() + span
        await turn(self._house.engine, self._house.pump, self.clock, until, seen)
        return ""

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Set the clock on or back; what is due by then happens late, all at once."""
        self.clock.jump(span)
        return await self.turn(timedelta(), seen)

    async def restart(self) -> None:
        """Close the house and open it again on the same database."""
        await self._open.aclose()
        self._open = AsyncExitStack()
        await self.__aenter__()


class LiveStage(HandStage):
    """A house on the computer's clock, with a doorbell: everything happens by itself."""

    live = True

    def __init__(self, url: str) -> None:
        super().__init__(url, SystemClock().now())

    async def __aenter__(self) -> Self:
        doorbell, clock = Doorbell(SystemClock()), SystemClock()
        self._house = await self._open.enter_async_context(house(self._url, clock, doorbell))
        self._open.push_async_callback(doorbell.stop)
        await doorbell.start(self._house.engine, self._house.pump)
        return self

    async def settle(self) -> None:
        """Carry what waits, so that an answer comes before the next line."""
        await self._house.pump.settle()

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:  # noqa: ARG002
        """Time passes by itself here."""
        return words.REAL_TIME if span else ""

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:  # noqa: ARG002
        """Nobody sets the computer's clock from here."""
        return words.REAL_TIME


async def _nobody() -> None:
    """Nobody watches."""
