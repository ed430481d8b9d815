"""Traces for OpenTelemetry: an event as it is heard, decided and committed, and each of its parcels
as it is carried. Loaded only where somebody asks for them.

https://opentelemetry.io/docs/specs/otel/trace/api. The number of a trace is made of the event's id,
so whoever has the id from the log finds the trace, and whatever process carries a parcel adds to
the same one. No span carries a name or a text.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from hashlib import sha256
from typing import Any

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import Span, StatusCode, Tracer

from bot.effects import Outcome
from bot.engine import Then
from bot.events import Event
from bot.house.figures import Figures
from bot.house.logs import ABOUT
from bot.house.watch import Watch, WatchedEngine, WatchedRoom, Watching, kind_of, platform_of
from bot.jobs import Jobs
from bot.parcels import Answer, Parcel
from bot.ports import Clock, Room, Store, Tx

NAME = "mastermind"
PATIENCE = 3.0  # seconds that the collector gets for an answer, also at the end
ADDRESS = "{endpoint}/v1/traces"  # https://opentelemetry.io/docs/specs/otel/protocol/exporter


class Ids(RandomIdGenerator):
    """Numbers of spans are random; that of a trace comes from the id of what is at hand."""

    def generate_trace_id(self) -> int:
        """128 bits, of which not all are 0."""
        id = ABOUT.get().get("id", "")
        return trace_of(id) if id else super().generate_trace_id()


def trace_of(id: str) -> int:
    """The number of an event's trace: the first 16 bytes of the SHA-256 of its id."""
    return int.from_bytes(sha256(id.encode()).digest()[:16])


@contextmanager
def _spanned(tracer: Tracer, name: str, id: str, platform: str) -> Iterator[Span]:
    """A span, at the top of the trace of an event. Of what breaks it tells the kind."""
    about = ABOUT.set({**ABOUT.get(), "id": id})
    span = tracer.start_span(name, Context(), attributes={"event": id, "platform": platform})
    try:
        yield span
    except BaseException as error:
        span.set_status(StatusCode.ERROR, type(error).__name__)
        raise
    finally:
        span.end()
        ABOUT.reset(about)


class TracedEngine(WatchedEngine):
    """A watched engine of which each event is a span."""

    def __init__(
        self, store: Store, clock: Clock, jobs: Jobs, figures: Figures, tracer: Tracer
    ) -> None:
        super().__init__(store, clock, jobs, figures)
        self._tracer = tracer

    async def handle(self, event: Event, then: Then | None = None) -> Outcome[Any] | None:
        """It begins when the event is heard, and ends when that is durable."""
        with _spanned(self._tracer, kind_of(event), event.id, platform_of(event)) as span:

            def decided(tx: Tx, outcome: Outcome[Any]) -> None:
                span.add_event("decided", {"effects": len(outcome.effects)})
                if then:
                    then(tx, outcome)

            outcome = await super().handle(event, decided)
            span.add_event("seen before" if outcome is None else "committed")
            return outcome


class TracedRoom:
    """`bot.ports.Room` before another one, of which each call is a span."""

    def __init__(self, room: Room, tracer: Tracer) -> None:
        self._room, self._tracer = room, tracer

    async def post(self, parcel: Parcel) -> Answer:
        """Post a card."""
        return await self._carried("post", self._room.post, parcel)

    async def edit(self, parcel: Parcel) -> Answer:
        """Change a message."""
        return await self._carried("edit", self._room.edit, parcel)

    async def whisper(self, parcel: Parcel) -> Answer:
        """Tell one member."""
        return await self._carried("whisper", self._room.whisper, parcel)

    async def book(self, parcel: Parcel) -> Answer:
        """Enter a meeting into the room's calendar."""
        return await self._carried("book", self._room.book, parcel)

    async def _carried(
        self, name: str, send: Callable[[Parcel], Awaitable[Answer]], parcel: Parcel
    ) -> Answer:
        platform = parcel.lane.partition(":")[0]
        with _spanned(self._tracer, name, parcel.event, platform) as span:
            answer = await send(parcel)
            span.set_attribute("parcel", parcel.token)
            span.set_attribute("answer", type(answer).__name__)
            return answer


def traced(endpoint: str) -> Watching:
    """Watches, and sends the spans to a collector at this address: the last ones at the end."""

    @asynccontextmanager
    async def watching(
        store: Store, clock: Clock, jobs: Jobs, figures: Figures
    ) -> AsyncIterator[Watch]:
        made = TracerProvider(id_generator=Ids(), resource=Resource.create({"service.name": NAME}))
        address = ADDRESS.format(endpoint=endpoint.rstrip("/"))
        sender = OTLPSpanExporter(endpoint=address, timeout=PATIENCE)
        made.add_span_processor(BatchSpanProcessor(sender))
        tracer = made.get_tracer(NAME)
        engine = TracedEngine(store, clock, jobs, figures, tracer)
        try:
            yield Watch(engine, lambda room: TracedRoom(WatchedRoom(room, clock, figures), tracer))
        finally:
            await asyncio.to_thread(made.shutdown)

    return watching
