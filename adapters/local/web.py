"""The browser face of the local room: its addresses, and what each does."""

from collections.abc import Awaitable, Callable, Sequence

import anyio
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from adapters.local import asks, sentences
from adapters.local.asks import Sorry
from adapters.local.door import Door
from adapters.local.guard import COOKIE, Guard
from adapters.local.pages import HEADERS, STATIC, Pages
from adapters.local.room import Heard, LocalRoom
from adapters.local.stream import follow, look
from bot.engine import NotSaved
from bot.events import Actor, Press
from bot.forms import Form
from bot.trouble import Trouble

GRACE = 1.0  # seconds that streams get to end when the server stops
MONTH = 30 * 24 * 3600  # seconds that a browser remembers the key's cookie
Handler = Callable[[Request], Awaitable[Response]]


def build(
    room: LocalRoom,
    *,
    key: str = "",
    loopback: bool = True,
    extra: Sequence[BaseRoute] = (),
    apart: Sequence[str] = (),
) -> Starlette:
    """The ASGI app of the local room, with `extra` routes beside its own.

    `key` must be entered before anything is shown ("" = none); `loopback` says that only this
    computer can reach the room, which then answers to no other host name. Neither is asked of what
    is `apart`: paths that begin so guard themselves.
    """
    door, pages = Door(key), Pages()
    return Starlette(
        routes=[
            *extra,
            *Face(room, door, pages).routes(),
            Mount("/static", Static(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, door, pages, loopback, tuple(apart))],
        exception_handlers=_handlers(pages),
    )


class Face:
    """Handlers of the room's addresses."""

    def __init__(self, room: LocalRoom, door: Door, pages: Pages) -> None:
        self._room, self._door, self._pages = room, door, pages

    def routes(self) -> list[Route]:
        """All addresses but the files."""
        return [
            Route("/", self.home),
            Route("/key", self.unlock, methods=["POST"]),
            Route("/enter", self.enter, methods=["POST"]),
            Route("/rooms/{name}", self.room),
            Route("/rooms/{name}/stream", self.stream),
            Route("/rooms/{name}/wall", self.wall),
            Route("/rooms/{name}/line", self.line, methods=["POST"]),
            Route("/rooms/{name}/press", self.press, methods=["POST"]),
            Route("/rooms/{name}/submit", self.submit, methods=["POST"]),
        ]

    async def home(self, request: Request) -> Response:
        """GET /"""
        return self._pages.home([name for name in await self._room.rooms() if asks.is_room(name)])

    async def room(self, request: Request) -> Response:
        """GET /rooms/writers"""
        return self._pages.room(asks.room(request.path_params["name"]))

    async def enter(self, request: Request) -> Response:
        """POST {as, room} -> {as, room} as they are written here, or {sorry}."""
        asked = await asks.body(request)
        return JSONResponse(
            {"as": asks.person(asked.get("as")), "room": asks.room(asked.get("room"))}
        )

    async def unlock(self, request: Request) -> Response:
        """POST {key} -> {} with the cookie that opens the room, or {sorry}."""
        asked = await asks.body(request)
        address = request.client.host if request.client else ""
        cookie = self._door.unlock(asks.secret(asked, "key"), address)
        answer, secure = JSONResponse({}), request.scope["scheme"] == "https"
        answer.set_cookie(
            COOKIE, cookie, max_age=MONTH, secure=secure, httponly=True, samesite="strict"
        )
        return answer

    async def stream(self, request: Request) -> Response:
        """GET ?as=ann&after=7: server-sent events; Last-Event-ID counts as `after`."""
        group, reader = _place(request), asks.person(request.query_params.get("as"))
        over = anyio.Event()
        news = follow(self._room, group, reader, asks.after(request), over)
        return EventSourceResponse(news, shutdown_event=over, shutdown_grace_period=GRACE)

    async def wall(self, request: Request) -> Response:
        """GET ?as=ann&after=7: the same once, as JSON."""
        group, reader = _place(request), asks.person(request.query_params.get("as"))
        return JSONResponse(await look(self._room, group, reader, asks.after(request)))

    async def line(self, request: Request) -> Response:
        """POST {as, id, zone, text} -> {sorry, form}"""
        asked = await asks.body(request)
        line = asks.text(asked, "text", asks.LINE)
        return _answer(
            await self._room.line(_place(request), _actor(asked), line, asks.event(asked))
        )

    async def press(self, request: Request) -> Response:
        """POST {as, id, zone, verb, args, rev, form, group} -> {sorry, form}"""
        asked = await asks.body(request)
        verb, args, rev, form = (asks.text(asked, name) for name in ("verb", "args", "rev", "form"))
        button = Press(verb, args, rev, form, asks.other(asked))
        return _answer(
            await self._room.press(_place(request), _actor(asked), button, asks.event(asked))
        )

    async def submit(self, request: Request) -> Response:
        """POST {as, id, zone, form, rev, group, values} -> {sorry, form, kept}"""
        asked = await asks.body(request)
        form, rev, values = asks.text(asked, "form"), asks.text(asked, "rev"), asks.values(asked)
        place, by, id, other = _place(request), _actor(asked), asks.event(asked), asks.other(asked)
        return _answer(await self._room.submit(place, by, form, values, rev, id, other))


class Static(StaticFiles):
    """Files that a browser keeps, and asks about before it uses them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """A file, to be asked about again."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def _place(request: Request) -> str:
    return asks.group(asks.room(request.path_params["name"]))


def _actor(asked: dict[str, object]) -> Actor:
    return Actor(asks.person(asked.get("as")), asks.zone(asked))


def _answer(heard: Heard) -> Response:
    """503 where nothing changed, so that the browser sends the same again."""
    form = form_json(heard.form) if heard.form else None
    told = {"sorry": heard.sorry, "form": form, "kept": heard.kept}
    return JSONResponse(told, 503 if heard.sorry else 200)


def form_json(form: Form) -> dict[str, object]:
    """A form as plain JSON values."""
    fields = [
        {
            "name": field.name,
            "label": field.label,
            "kind": field.kind,
            "required": field.required,
            "limit": field.limit,
            "choices": [list(choice) for choice in field.choices],
            "value": field.value,
            "hint": field.hint,
        }
        for field in form.fields
    ]
    head = {"name": form.name, "title": form.title, "rev": form.rev, "group": form.group}
    return {**head, "fields": fields}


def _handlers(pages: Pages) -> dict[object, Callable[[Request, Exception], Response]]:
    def sorry(request: Request, error: Exception) -> Response:
        match error:
            case Sorry():
                return pages.sorry(request, error)
            case NotSaved():
                return pages.sorry(request, Sorry(503, str(error)))
            case Trouble():
                return pages.sorry(request, Sorry(503, sentences.UNREADABLE))
            case ClientDisconnect():
                return pages.sorry(request, Sorry(400, sentences.NO_JSON))
            case HTTPException(status_code=405):
                return pages.sorry(request, Sorry(405, sentences.NO_METHOD))
            case HTTPException(status_code=status):
                return pages.sorry(request, Sorry(status, sentences.NO_PAGE))
            case _:  # a bug, answered outside of the guard
                answer = pages.sorry(request, Sorry(500, sentences.BROKEN))
                answer.headers.update(HEADERS)
                return answer

    known = (Sorry, NotSaved, Trouble, ClientDisconnect, HTTPException, Exception)
    return dict.fromkeys(known, sorry)
