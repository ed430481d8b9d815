"""A small Slack over loopback HTTP that installs apps, renews tokens, and says whose one is."""

import asyncio
import base64
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters.slack.manifest import SCOPES
from tests.loopback import listening

ID, SECRET = "123.456", "the secret of the client"
TWELVE_HOURS = 12 * 3600
TEAM = {"id": "T1", "name": "Acme"}
ORG = {"id": "E1", "name": "Acme Group"}
Fault = int | str  # an HTTP status, or a code of Slack's


@dataclass(slots=True)
class Slack:
    """What it knows. A code and a refresh token are good once; a renewal takes `delay` seconds.

    `scopes` are granted whatever was asked for, as an app's settings at Slack decide. `faults` are
    answered first, one for each call.
    """

    team: Mapping[str, str] | None = field(default_factory=lambda: TEAM)
    org: Mapping[str, str] | None = None
    org_wide: bool = False
    scopes: str = ",".join(SCOPES)
    rotates: bool = True
    delay: float = 0.0
    hang_up: bool = False
    url: str = ""
    faults: list[Fault] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    refreshes: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    granted: list[str] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    def seen_in(self, text: str) -> list[str]:
        """Which of its tokens, good or spent, stand in a text."""
        return [token for token in self.granted if token in text]

    @property
    def renewals(self) -> int:
        """How many renewals were asked for."""
        return sum(form.get("grant_type") == "refresh_token" for _, form in self.asked)

    def client(self) -> AsyncWebClient:
        """A client of it, as the bot makes one."""
        return AsyncWebClient(base_url=f"{self.url}/api/", retry_handlers=[], timeout=10)

    def consent(self, redirect: str) -> str:
        """Somebody agrees to an installation: the code that their browser brings back."""
        code = f"code.{next(self._numbers)}"
        self.codes[code] = redirect
        return code

    async def authorize(self, request: web.Request) -> web.Response:
        """GET oauth/v2/authorize: the page of consent, on which this one always says yes."""
        asked = request.query
        if asked.get("client_id") != ID:
            return web.Response(status=400, text="invalid_client_id")
        self.asked.append(("authorize", dict(asked)))
        redirect = asked["redirect_uri"]
        back = URL(redirect).with_query(code=self.consent(redirect), state=asked["state"])
        return web.Response(status=302, headers={"Location": str(back)})

    async def access(self, request: web.Request) -> web.Response:
        """POST oauth.v2.access"""
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(("oauth.v2.access", form))
        await asyncio.sleep(self.delay)
        if self.hang_up and request.transport:
            request.transport.abort()
        if self.faults:
            return _fault(self.faults.pop(0))
        who = base64.b64encode(f"{ID}:{SECRET}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {who}":
            return _fault("bad_client_secret")
        if form.get("grant_type") == "refresh_token":
            if form.get("refresh_token") not in self.refreshes:
                return _fault("invalid_refresh_token")
            self.refreshes.remove(form["refresh_token"])
        elif self.codes.pop(form.get("code", ""), None) != form.get("redirect_uri"):
            return _fault("invalid_code")
        return web.json_response(self._granted())

    async def test(self, request: web.Request) -> web.Response:
        """POST auth.test"""
        self.asked.append(("auth.test", {}))
        if self.faults:
            return _fault(self.faults.pop(0))
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return _fault("invalid_auth")
        team = self.org if self.org_wide else self.team
        told = {"ok": True, "team": (team or {})["name"], "team_id": (team or {})["id"]}
        told |= {"user": "mastermind", "user_id": "U0BOT", "bot_id": "B0BOT"}
        wide = {"enterprise_id": (self.org or {}).get("id"), "is_enterprise_install": self.org_wide}
        return web.json_response(told | wide, headers={"x-oauth-scopes": self.scopes})

    def _granted(self) -> dict[str, object]:
        number = next(self._numbers)
        token = f"xoxe.xoxb-1-granted{number}" if self.rotates else f"xoxb-granted-{number}"
        self.tokens.add(token)
        self.granted.append(token)
        told: dict[str, object] = {
            "ok": True,
            "access_token": token,
            "token_type": "bot",
            "scope": self.scopes,
            "bot_user_id": "U0BOT",
            "app_id": "A1",
            "team": None if self.org_wide else self.team,
            "enterprise": self.org,
            "authed_user": {"id": "U7"},
            "is_enterprise_install": self.org_wide,
        }
        if self.rotates:
            self.refreshes.add(refresh := f"xoxe-1-refresh{number}")
            self.granted.append(refresh)
            told |= {"refresh_token": refresh, "expires_in": TWELVE_HOURS}
        return told


def _fault(fault: Fault) -> web.Response:
    if isinstance(fault, int):
        return web.Response(status=fault, text="<html>Sorry</html>", content_type="text/html")
    return web.json_response({"ok": False, "error": fault})


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    """It, at work on a port of this computer."""
    world = Slack()
    app = web.Application()
    app.router.add_get("/oauth/v2/authorize", world.authorize)
    app.router.add_post("/api/oauth.v2.access", world.access)
    app.router.add_post("/api/auth.test", world.test)
    async with listening(app) as world.url:
        yield world
