"""A Slack that takes its time with each message, and keeps count of what was posted."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from aiohttp import web

from adapters.clock import SystemClock
from tests.loopback import listening

TAKES = 0.1  # seconds for a message, as the real one
TOKEN = "xoxb-1-2-load"
OURS = {
    "team_id": "T00000000",
    "user_id": "UBOT",
    "enterprise_id": "E00000000",
    "is_enterprise_install": True,
}


@dataclass(slots=True)
class Slack:
    """`posts` is how often each message was posted, by its key; `at` when each came, by channel and
    timestamp."""

    url: str = ""
    posts: Counter[str] = field(default_factory=Counter)
    at: dict[tuple[str, str], datetime] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    async def answer(self, request: web.Request) -> web.Response:
        """POST /api/METHOD"""
        args = await request.json() if request.can_read_body else {}
        method = request.match_info["method"]
        await asyncio.sleep(TAKES if method.startswith("chat.") else 0)
        return web.json_response({"ok": True, **self._done(method, args)})

    def _done(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "auth.test":
                return OURS
            case "users.info":
                return {"user": {"id": args["user"], "tz": "Europe/Berlin"}}
            case "conversations.open":
                return {"channel": {"id": f"D{args['users']}"}}
            case "conversations.members":
                return {"members": []}
            case "chat.postMessage":
                return self._post(args)
        return {"channel": args.get("channel", ""), "ts": args.get("ts", "")}

    def _post(self, args: dict[str, Any]) -> dict[str, Any]:
        channel, ts = str(args["channel"]), f"1700000000.{next(self.numbers):06}"
        self.posts[args["metadata"]["event_payload"]["key"]] += 1
        self.at[channel, ts] = SystemClock().now()
        return {"channel": channel, "ts": ts}


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    """At a free port of 127.0.0.1."""
    made, app = Slack(), web.Application()
    app.router.add_post("/api/{method}", made.answer)
    async with listening(app) as made.url:
        yield made
