"""Stands before every page of the local room: which host, from which site, with which key."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.local import sentences
from adapters.local.asks import Sorry
from adapters.local.door import Door
from adapters.local.pages import HEADERS, Pages

COOKIE = "mastermind"
OWN = ("localhost", "127.0.0.1", "::1")  # hosts that nobody else can be
# Paths that ask for no key here: an address of a calendar is one, and the figures ask for theirs.
OPEN = ("/healthz", "/readyz", "/metrics", "/key")


class Guard:
    """ASGI middleware. `loopback` says that only this computer can reach the pages.

    Paths that begin with one of `apart` are let through.
    """

    def __init__(
        self, app: ASGIApp, door: Door, pages: Pages, loopback: bool, apart: tuple[str, ...]
    ) -> None:
        self._app, self._door, self._pages, self._loopback = app, door, pages, loopback
        self._apart = apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a sentence."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        asked = HTTPConnection(scope)
        try:
            _check_address(scope["query_string"])
            self._check(asked, scope["path"], scope["method"])
        except Sorry as sorry:
            await self._pages.sorry(asked, sorry)(scope, receive, sealed)
            return
        await self._app(scope, receive, sealed)

    def _check(self, asked: HTTPConnection, path: str, method: str) -> None:
        headers = asked.headers
        if path.startswith(self._apart):
            return
        if self._loopback and _name(headers.get("host", "")) not in OWN:
            raise Sorry(400, sentences.BAD_HOST)
        if method not in ("GET", "HEAD"):
            _check_sender(headers)
        free = path in OPEN or path.startswith(("/static/", "/calendar/"))
        if not free and not self._door.opens(asked.cookies.get(COOKIE, "")):
            raise Sorry(401, sentences.NEED_KEY)


def _check_address(query: bytes) -> None:
    """An address is ASCII (RFC 3986), and Starlette stumbles over other bytes."""
    if not query.isascii():
        raise Sorry(400, sentences.BAD_ADDRESS)


def _check_sender(headers: Headers) -> None:
    """Only our own pages send: a browser says where from, and can't be made to lie."""
    site, origin = headers.get("sec-fetch-site", ""), headers.get("origin", "")
    if site not in ("same-origin", "") or origin.partition("://")[2] != headers.get("host"):
        raise Sorry(403, sentences.CROSS_SITE)
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Sorry(415, sentences.NOT_JSON)


def _name(host: str) -> str:
    """The host's name, without a port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
