"""Watches the engine and the rooms from outside, and counts: no figure carries a name or a text.

Both are watched through what everybody calls them by, so that neither knows of it.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from bot.effects import Outcome
from bot.engine import Engine, Then
from bot.events import Event, Tick
from bot.house.figures import Figures
from bot.house.logs import ABOUT
from bot.jobs import Jobs
from bot.parcels import Answer, Lost, Parcel, Rebuild, Rejected, Retry, Sent
from bot.ports import Clock, Room, Store

log = logging.getLogger(__name__)
PLATFORMS = ("local", "slack", "discord")
ANSWERS: dict[type, str] = {
    Sent: "sent",
    Retry: "retry",
    Rebuild: "rebuild",
    Rejected: "rejected",
    Lost: "lost",
}
Outcomes = Outcome[Any] | None


class WatchedEngine(Engine):
    """An engine that counts what it acted on, and how soon it answered."""

    def __init__(self, store: Store, clock: Clock, jobs: Jobs, figures: Figures) -> None:
        super().__init__(store, clock, jobs)
        self._now, self._figures = clock.now, figures

    async def handle(self, event: Event, then: Then | None = None) -> Outcomes:
        """Whatever is logged meanwhile names the event."""
        about, begun = ABOUT.set({"id": event.id}), perf_counter()
        try:
            outcome = await super().handle(event, then)
            self._acted(event, outcome, perf_counter() - begun)
            return outcome
        except Exception:
            self._figures.failed(kind_of(event), platform_of(event))
            raise
        finally:
            ABOUT.reset(about)

    def submit(self, event: Event) -> "Future[Outcomes]":
        """The same, for those who wait in a thread."""
        begun, answer = perf_counter(), super().submit(event)

        def told(answer: "Future[Outcomes]") -> None:
            if answer.cancelled():
                return
            if answer.exception():
                self._figures.failed(kind_of(event), platform_of(event))
            else:
                self._acted(event, answer.result(), perf_counter() - begun)

        answer.add_done_callback(told)
        return answer

    def _acted(self, event: Event, outcome: Outcomes, seconds: float) -> None:
        self._figures.acted(kind_of(event), platform_of(event), seconds)
        if isinstance(event, Tick) and outcome:
            with suppress(ValueError):
                due = datetime.fromisoformat(event.id.removeprefix(f"tick:{event.state}:"))
                self._figures.rang((self._now() - due).total_seconds())
        effects = len(outcome.effects) if outcome else 0
        log.debug("acted on %s in %.1f ms: %s effects", event.id, 1000 * seconds, effects)


class WatchedRoom:
    """`bot.ports.Room` before another one: counts what it answers, and how long parcels wait."""

    def __init__(self, room: Room, clock: Clock, figures: Figures) -> None:
        self._room, self._clock, self._figures = room, clock, figures

    async def post(self, parcel: Parcel) -> Answer:
        """Post a card."""
        return await self._watched(self._room.post, parcel)

    async def edit(self, parcel: Parcel) -> Answer:
        """Change a message."""
        return await self._watched(self._room.edit, parcel)

    async def whisper(self, parcel: Parcel) -> Answer:
        """Tell one member."""
        return await self._watched(self._room.whisper, parcel)

    async def book(self, parcel: Parcel) -> Answer:
        """Enter a meeting into the room's calendar."""
        return await self._watched(self._room.book, parcel)

    async def _watched(self, send: Callable[[Parcel], Awaitable[Answer]], parcel: Parcel) -> Answer:
        platform, begun = _platform(parcel.lane), perf_counter()
        about = ABOUT.set({"id": parcel.event, "parcel": parcel.token})
        try:
            answer = await send(parcel)
            self._figures.sent(platform, ANSWERS[type(answer)], perf_counter() - begun)
            if isinstance(answer, Sent):
                self._figures.waited(platform, (self._clock.now() - parcel.at).total_seconds())
            log.debug("sent %s: %s", parcel.token, ANSWERS[type(answer)])
            return answer
        except Exception:
            self._figures.sent(platform, "broken", perf_counter() - begun)
            raise
        finally:
            ABOUT.reset(about)


@dataclass(frozen=True, slots=True)
class Watch:
    """An engine that is watched, and what puts a room under watch."""

    engine: Engine
    room: Callable[[Room], Room]


Watching = Callable[[Store, Clock, Jobs, Figures], AbstractAsyncContextManager[Watch]]


@asynccontextmanager
async def watched(store: Store, clock: Clock, jobs: Jobs, figures: Figures) -> AsyncIterator[Watch]:
    """Both, which count."""
    engine = WatchedEngine(store, clock, jobs, figures)
    yield Watch(engine, lambda room: WatchedRoom(room, clock, figures))


def kind_of(event: Event) -> str:
    """What an event is called among the figures."""
    return type(event).__name__.lower()


def platform_of(event: Event) -> str:
    """Where it happened."""
    return _platform(event.state if isinstance(event, Tick) else event.group)


def _platform(id: str) -> str:
    first = id.partition(":")[0]
    return first if first in PLATFORMS else "other"
