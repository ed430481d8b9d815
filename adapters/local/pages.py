"""The pages of the local room, as HTML for people and as JSON for the page's own script."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, Response

from adapters.local.asks import LINE, LONGEST, Sorry
from bot.commands import COMMANDS

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Pages:
    """Fills in the templates; all that goes into them is escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def home(self, rooms: Sequence[str]) -> Response:
        """The start: a name, a room, and the rooms that there are."""
        return self._page("home.html", rooms=rooms, longest=LONGEST)

    def room(self, name: str) -> Response:
        """A room. What was said in it comes through the stream, for its reader alone."""
        rows = COMMANDS.values()
        return self._page("room.html", room=name, commands=rows, most=LINE, longest=LONGEST)

    def sorry(self, asked: HTTPConnection, sorry: Sorry) -> Response:
        """Why not: as a page where a person looks, as {"sorry"} where a script does."""
        headers = {"Retry-After": "30"} if sorry.status in (429, 503) else {}
        if "text/html" not in asked.headers.get("accept", ""):
            return JSONResponse({"sorry": sorry.sentence}, sorry.status, headers)
        template = "key.html" if sorry.status == 401 else "sorry.html"
        return self._page(template, sorry.status, sentence=sorry.sentence)

    def _page(self, template: str, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self._templates.get_template(template).render(values), status)
