"""A collector of OpenTelemetry gets each event, and what came of it, without names and words."""

from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from adapters.clock import HandClock
from bot.engine import NotSaved
from bot.events import Actor, Said
from bot.house.traces import trace_of, traced
from bot.house.wiring import House, house
from bot.ports import Tx
from scheduler.hand import NoJobs
from tests.loopback import listening
from tests.process import bot
from tests.shell import AT, GROUP, typed


@dataclass(slots=True)
class Collector:
    """What it was sent."""

    spans: list[Span] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        """POST /v1/traces"""
        asked = ExportTraceServiceRequest.FromString(await request.read())
        self.spans += [s for r in asked.resource_spans for o in r.scope_spans for s in o.spans]
        return web.Response()

    def of(self, id: str) -> list[Span]:
        """The spans of an event's trace, in their order."""
        number = trace_of(id).to_bytes(16)
        found = [span for span in self.spans if span.trace_id == number]
        return sorted(found, key=lambda span: span.start_time_unix_nano)


@asynccontextmanager
async def collecting() -> AsyncIterator[tuple[Collector, str]]:
    """A collector, and its address."""
    collector, app = Collector(), web.Application()
    app.router.add_post("/v1/traces", collector.take)
    async with listening(app) as url:
        yield collector, url


@asynccontextmanager
async def traced_house(database: str, collector: str) -> AsyncIterator[House]:
    """A house whose spans go there; all have arrived at its end."""
    async with house(database, HandClock(AT), NoJobs(), watching=traced(collector)) as home:
        yield home


def attributes(span: Span) -> dict[str, str]:
    """What it says."""
    return {one.key: one.value.string_value for one in span.attributes}


async def test_an_event_and_its_parcels_are_one_trace(sqlite_url: str) -> None:
    async with collecting() as (collector, url):
        async with traced_house(sqlite_url, url) as home:
            await home.engine.handle(typed("e1", "ann", "join"))
            await home.pump.settle()
        heard, *carried = collector.of("e1")
    assert (heard.name, attributes(heard)) == ("command", {"event": "e1", "platform": "local"})
    assert [moment.name for moment in heard.events] == ["decided", "committed"]
    assert {span.name for span in carried} == {"post"}
    assert all(attributes(span)["answer"] == "Sent" for span in carried)
    assert all(span.start_time_unix_nano > heard.end_time_unix_nano for span in carried)


async def test_an_event_that_came_before_is_told_as_that(sqlite_url: str) -> None:
    async with collecting() as (collector, url):
        async with traced_house(sqlite_url, url) as home:
            await home.engine.handle(typed("e1", "ann", "join"))
            await home.engine.handle(typed("e1", "ann", "join"))
        first, second = collector.of("e1")
    assert [moment.name for moment in second.events] == ["seen before"]
    assert first.span_id != second.span_id


async def test_what_is_kept_with_an_event_is_kept_under_watch_too(sqlite_url: str) -> None:
    def keep(tx: Tx, _: object) -> None:
        tx.key("more", "kept")

    async with collecting() as (_, url), traced_house(sqlite_url, url) as home:
        await home.engine.handle(typed("e1", "ann", "join"), keep)
        assert await home.engine.call(lambda tx: tx.key("more", "other")) == "kept"


async def test_no_span_has_a_name_or_a_word(sqlite_url: str) -> None:
    async with collecting() as (collector, url):
        async with traced_house(sqlite_url, url) as home:
            await home.engine.handle(typed("e1", "ann", "join"))
            await home.engine.handle(typed("e2", "ann", "commit leave my husband"))
            home.engine.stop()
            with pytest.raises(NotSaved):
                await home.engine.handle(Said("e3", GROUP, Actor("ann"), "leave my husband"))
        (lost,) = collector.of("e3")
        everything = "".join(map(str, collector.spans))
    assert (lost.status.code, lost.status.message) == (Status.STATUS_CODE_ERROR, "NotSaved")
    assert "husband" not in everything
    assert "ann" not in everything


async def test_a_collector_that_is_not_there_holds_nobody_up(sqlite_url: str) -> None:
    async with traced_house(sqlite_url, "http://127.0.0.1:9") as home:
        outcome = await home.engine.handle(typed("e1", "ann", "join"))
    assert outcome is not None


async def test_the_bot_as_people_run_it_sends_what_it_still_has_before_it_ends(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with collecting() as (collector, url):
        with bot(tmp_path, sqlite_url, OTEL_EXPORTER_OTLP_ENDPOINT=url) as running:
            await to_thread(running.ask, "line", as_="ann", text="/join")
            running.send(SIGTERM)
            assert await to_thread(running.wait) == 0
    assert {"command", "post"} <= {span.name for span in collector.spans}
