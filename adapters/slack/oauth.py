"""Installing: the way to Slack's consent and back, once for each state, in one browser."""

import hmac
import logging
import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, cast
from urllib.parse import quote, urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapters.slack import sentences as say
from adapters.slack.installation import Installation, installed
from adapters.slack.keyring import UNREACHED, code_of
from adapters.slack.manifest import LANDING_PATH, SCOPES, missing
from adapters.slack.pages import page
from adapters.slack.tokens import App, Tokens
from bot.engine import Engine, NotSaved
from bot.ports import Clock

log = logging.getLogger(__name__)
INSTALL_PATH = "/slack/install"
COOKIE = "mastermind_slack"
LIFE = timedelta(minutes=10)  # from the way to Slack to the way back
MOST = 60  # installations that may begin in a minute: each is written down, whoever asks for it
MINUTE = timedelta(minutes=1)
TENANT = re.compile(r"[TE][A-Z0-9]{1,20}")
CODE = re.compile(r"[a-z_]{1,60}")


class Sorry(Exception):
    """The HTTP status, and a sentence for whoever installs."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


@dataclass(frozen=True, slots=True)
class Way:
    """Where an installation leads: to Slack's page of consent, and back to an address of ours.

    `command` is what to type then, without its slash.
    """

    authorize: str
    redirect: str
    command: str


class Installing:
    """The two addresses at which workspaces and organisations let the bot in."""

    def __init__(self, tokens: Tokens, engine: Engine, clock: Clock, app: App, way: Way) -> None:
        self._tokens, self._engine, self._clock, self._app = tokens, engine, clock, app
        self._way = way
        self._begun: deque[datetime] = deque(maxlen=MOST)
        self._consent = AuthorizeUrlGenerator(
            client_id=app.id,
            scopes=list(SCOPES),
            redirect_uri=quote(way.redirect, safe=""),
            authorization_url=way.authorize,
        )

    def routes(self) -> list[Route]:
        """The addresses."""
        return [Route(INSTALL_PATH, self.begin), Route(LANDING_PATH, self.land)]

    async def begin(self, request: Request) -> Response:
        """GET /slack/install, perhaps with ?team=T1: off to Slack."""
        state, now = token_urlsafe(32), self._clock.now()
        if len(self._begun) == MOST and now - self._begun[0] < MINUTE:
            return page(say.NOT_INSTALLED, say.CROWDED, 503)
        self._begun.append(now)
        try:
            await self._engine.call(lambda tx: tx.promise(state, now, now + LIFE))
        except NotSaved:
            return page(say.NOT_INSTALLED, say.NOT_KEPT, 503)
        team = request.query_params.get("team", "")
        address = self._consent.generate(state, team if TENANT.fullmatch(team) else None)
        answer = RedirectResponse(address, 302)
        answer.set_cookie(
            COOKIE,
            state,
            max_age=int(LIFE.total_seconds()),
            secure=urlsplit(self._way.redirect).scheme == "https",
            httponly=True,
            samesite="lax",  # Slack's page leads here by a link
        )
        return answer

    async def land(self, request: Request) -> Response:
        """GET /slack/oauth_redirect, with ?state and either ?code or ?error: back from Slack."""
        try:
            await self._spend(request)
            found = await self._granted(request)
            await self._tokens.keep(found)
        except Sorry as sorry:
            answer = page(say.NOT_INSTALLED, sorry.sentence, sorry.status)
        except NotSaved:
            answer = page(say.NOT_INSTALLED, say.NOT_KEPT, 503)
        else:
            log.info("installed in %s by %s", found.tenant, found.by)
            answer = page(
                say.INSTALLED.format(name=found.name), say.NEXT.format(command=self._way.command)
            )
        answer.delete_cookie(COOKIE)
        return answer

    async def _spend(self, request: Request) -> None:
        """Only the browser that went to Slack comes back, and once."""
        state, kept = request.query_params.get("state", ""), request.cookies.get(COOKIE, "")
        if not state or not hmac.compare_digest(state.encode(), kept.encode()):
            raise Sorry(400, say.OTHER_BROWSER)
        now = self._clock.now()
        if not await self._engine.call(lambda tx: tx.spend(state, now)):
            raise Sorry(400, say.OLD_STATE)

    async def _granted(self, request: Request) -> Installation:
        asked = request.query_params
        if error := asked.get("error", ""):
            known = error if CODE.fullmatch(error) else say.UNKNOWN
            denied = error == "access_denied"
            raise Sorry(403, say.DENIED if denied else say.FAILED.format(why=known))
        found = await self._exchanged(asked.get("code", ""))
        if lacking := missing(found.scopes):
            log.error("not installed in %s: it lacks %s", found.tenant, ",".join(lacking))
            raise Sorry(403, say.LACKING.format(scopes=", ".join(lacking)))
        return found

    async def _exchanged(self, code: str) -> Installation:
        try:
            answer = await self._app.client.oauth_v2_access(
                client_id=self._app.id,
                client_secret=self._app.secret,
                code=code,
                redirect_uri=self._way.redirect,
            )
            return installed(cast(dict[str, Any], answer.data), self._clock.now())
        except SlackApiError as error:
            why = code_of(error)
            log.warning("Slack gave no token for a code: %s", why)
            raise Sorry(502, say.FAILED.format(why=why)) from error
        except ValueError as error:
            raise Sorry(502, say.FAILED.format(why=say.UNKNOWN)) from error
        except UNREACHED as error:
            log.warning("Slack gave no token for a code: %s", type(error).__name__)
            raise Sorry(502, say.SILENT) from error
