"""The pages as strangers reach them: who has no key, no signature and no good manners."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from cryptography.fernet import Fernet
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message

from adapters.slack.installation import Vault
from adapters.slack.oauth import Installing, Way
from adapters.slack.tokens import App, Tokens
from adapters.slack.verify import Verifier
from adapters.slack.web import Events
from adapters.store import open_store
from gates.odd import Odd
from tests.webs import House

PATHS = (
    *("/", "/rooms/den", "/rooms/den/line", "/rooms/den/press", "/rooms/den/stream", "/static/x"),
    *("/healthz", "/slack/events", "/slack/install", "/slack/oauth_redirect", "/calendar/x.ics"),
    *(
        "/readyz",
        "/metrics",
        "/door",
        "/rooms/%00/wall",
        "/rooms/..%2f..%2fetc",
        "/calendar/%ff.ics",
        "//",
        "/rooms/",
    ),
)
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "", "G T")
HEADERS = (
    *("host", "origin", "content-type", "content-length", "cookie", "authorization", "accept"),
    *(
        "x-slack-signature",
        "x-slack-request-timestamp",
        "range",
        "if-none-match",
        "x-forwarded-for",
    ),
)
VALUES = (
    *("localhost", "http://localhost:8765", "application/json", "text/event-stream", "-1", "99999"),
    *("bytes=0-1,2-", "v0=00", "1772470800", "application/x-www-form-urlencoded", "a=b; c=d"),
)
BODIES = ('{"as": "ann", "id": "web:1", "text": "/join"}', "payload=%7B%7D", "key=x", "[[[[", "")
QUERIES = ("", "state=x&code=y", "error=access_denied", "as=ann&after=0", "a=%", "after=-1")


WAY = Way("https://slack.com/oauth/v2/authorize", "https://bot.example/slack/oauth_redirect", "mm")
Asked = tuple[dict[str, Any], bytes]


@contextmanager
def pages() -> Iterator[Callable[[Odd], Callable[[], object]]]:
    """All pages over a house that nobody is in, with a key before them and without, as a maker of
    tries."""
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory())
        runner = stack.enter_context(asyncio.Runner())
        house = House(stack.enter_context(open_store(f"sqlite:///{place}/mastermind.db")))
        house.engine.start()
        stack.callback(house.engine.stop)
        extra, apart = _slack(house), ("/slack/",)
        apps = [house.app(key, False, extra, apart) for key in ("a key", "")]

        def make(odd: Odd) -> Callable[[], object]:
            app, asked = odd.pick(apps), request(odd)
            return lambda: runner.run(_asked(app, *asked))

        yield make


def request(odd: Odd) -> Asked:
    """A request as a stranger may make one: the scope of ASGI, and the body."""
    path = odd.text(PATHS) if odd.dice.randrange(2) else odd.pick(PATHS)
    method = odd.pick(METHODS) if odd.dice.randrange(4) else odd.text(METHODS)
    names = [odd.pick(HEADERS) for _ in range(odd.dice.randrange(6))]
    headers = [(name.encode(), odd.raw(VALUES)[:400]) for name in names]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path.encode("utf-8", "replace").decode(),
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": odd.raw(QUERIES),
        "root_path": "",
        "headers": headers,
        "client": ("203.0.113.7", 1),
        "server": ("localhost", 8765),
    }
    return scope, odd.raw(BODIES)


async def _asked(app: ASGIApp, scope: dict[str, Any], body: bytes) -> None:
    """Raises AssertionError where the answer is the bot's own fault, or none."""
    told: list[int] = []
    coming = iter((body,))

    async def receive() -> Message:
        if (part := next(coming, None)) is not None:
            return {"type": "http.request", "body": part, "more_body": False}
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    await app({**scope, "state": {}}, receive, send)
    assert len(told) == 1, f"{scope['method']!r} {scope['path']!r}: answered {told}"
    assert told[0] < 500, f"{scope['method']!r} {scope['path']!r}: {told}"


def _slack(house: House) -> Sequence[BaseRoute]:
    """Slack's addresses. Whoever has no signature and no state of ours gets no further than here,
    so nothing stands behind them."""
    clock, client = house.clock, AsyncWebClient(base_url="http://127.0.0.1:1/", retry_handlers=[])
    app = App(client, "1.2", "a secret")
    nobody: Any = None
    tokens = Tokens(house.engine, Vault([Fernet.generate_key().decode()]), clock, app)
    installing = Installing(tokens, house.engine, clock, app, WAY)
    return (*Events(nobody, Verifier(("secret",), clock)).routes(), *installing.routes())
