"""Calendars at their addresses: `/calendar/TOKEN.ics`; one date at `/calendar/TOKEN/DATE.ics`."""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.web import sentences as words
from adapters.web.links import AGAIN, Links
from bot.events import is_person
from bot.group import Group
from bot.ports import Clock, Reader

Asked = dict[str, str]  # what the path says
Made = Callable[[Asked], bytes]
STAMPS = re.compile(rb"DTSTAMP:[^\r\n]*\r\n")  # when it was made, which is no news


class Gone(Exception):
    """There is no such calendar: the HTTP status, and a sentence on why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Feeds:
    """Answers whoever has an address, and nobody else."""

    def __init__(self, reader: Reader, links: Links, clock: Clock) -> None:
        self._reader, self._links, self._clock = reader, links, clock

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/calendar/{token}.ics", self.calendar),
            Route("/calendar/{token}/{on}.ics", self.meeting),
        ]

    async def calendar(self, request: Request) -> Response:
        """GET /calendar/TOKEN.ics"""
        return await _answer(request, self._calendar)

    async def meeting(self, request: Request) -> Response:
        """GET /calendar/TOKEN/2026-12-08.ics"""
        return await _answer(request, self._meeting)

    def _calendar(self, asked: Asked) -> bytes:
        from adapters.web.ics import feed  # noqa: PLC0415 - its library is large

        name, groups = self._found(asked["token"])
        return feed(name, groups, self._clock.now())

    def _meeting(self, asked: Asked) -> bytes:
        from adapters.web.ics import single  # noqa: PLC0415

        _, groups = self._found(asked["token"])
        try:
            on = date.fromisoformat(asked["on"])
        except ValueError:
            raise Gone(404, words.NO_MEETING) from None
        found = (single(group, on, self._clock.now()) for group in groups)
        if (body := next((made for made in found if made), None)) is None:
            raise Gone(404, words.NO_MEETING)
        return body

    def _found(self, token: str) -> tuple[str, Sequence[Group]]:
        """The name of a calendar, and its groups."""
        if (link := self._links.read(token)) is None:
            raise Gone(404, words.NO_LINK)
        state = self._reader.state(link.of)
        if (state.links if state else 0) != link.number:
            raise Gone(410, words.TAKEN_BACK)
        if is_person(link.of):
            states = (self._reader.state(id) for id in self._reader.groups(link.of))
            return words.YOUR_MEETINGS, [group for group in states if isinstance(group, Group)]
        if not isinstance(state, Group):
            raise Gone(404, words.NO_LINK)
        if link.who and state.member(link.who) is None:
            raise Gone(410, words.LEFT)
        return state.name or words.YOUR_MEETING, [state]


async def _answer(request: Request, made: Made) -> Response:
    """The calendar; or that it is still the one that the asker has; or why there is none."""
    try:
        body = await asyncio.to_thread(made, request.path_params)
    except Gone as gone:
        return PlainTextResponse(gone.sentence + "\n", gone.status)
    tag = f'"{sha256(STAMPS.sub(b"", body)).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": f"private, max-age={AGAIN // timedelta(seconds=1)}",
        "X-Robots-Tag": "noindex",
        "Content-Disposition": 'inline; filename="meetings.ics"',
    }
    known = request.headers.get("if-none-match", "").replace("W/", "")
    if tag in (one.strip() for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, 200, headers, "text/calendar; charset=utf-8")
