"""Calls of Slack's Web API: each has an answer, and none raises.

The outbox owns retries: the library's own would post a second time what was accepted before the
connection broke.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.answers import Kind
from adapters.slack.errors import kind_of
from adapters.slack.keyring import Keyring, NotInstalled, NotNow
from bot.engine import NotSaved
from bot.trouble import Trouble

SLACK = "https://slack.com/api/"
TIMEOUT = 20  # seconds that a call may take
LATER = 60.0  # seconds until a token may be had again
PAUSE = 1.0  # seconds until the next try, where Slack names none
LONGEST = 15 * 60.0  # seconds that we believe a Retry-After
REFUSED = 15 * 60.0  # seconds until a token that was refused is tried once more


@dataclass(frozen=True, slots=True)
class Good:
    """Done; `data` is what Slack answered."""

    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bad:
    """Not done, or (of kind "unsure") nobody knows; `after` is in how many seconds to try again."""

    kind: Kind
    error: str
    after: float = PAUSE


class Api:
    """The Web API; `base_url` ends with a slash. One session for all, closed by `close`."""

    def __init__(self, keyring: Keyring, base_url: str = SLACK) -> None:
        self._keyring, self._base_url = keyring, base_url
        self._web: AsyncWebClient | None = None
        self._parked: dict[tuple[str, str], float] = {}
        self._refused: dict[tuple[str, str], tuple[float, Bad]] = {}

    async def call(self, tenant: str, method: str, **args: Any) -> Good | Bad:
        """Call a method for a workspace. After a 429 the method rests for that workspace, and a
        token that was refused is not sent again, whatever for.
        """
        if rest := self._rest(tenant, method):
            return Bad("retry", "ratelimited", rest)
        try:
            installation = await self._keyring.of(tenant)
        except NotInstalled:
            return Bad("tenant", "not_installed")
        except (NotNow, Trouble, NotSaved):
            return Bad("retry", "no token that is good", LATER)
        key = (tenant, installation.token)
        until, refusal = self._refused.get(key, (0.0, None))
        if refusal and _time() < until:
            return refusal
        answer = await self._asked(installation.token, method, args)
        if isinstance(answer, Bad) and answer.error == "ratelimited":
            self._parked[tenant, method] = _time() + answer.after
        if isinstance(answer, Bad) and answer.kind == "tenant":
            self._refused = {key: (_time() + REFUSED, answer)} | self._still_refused()
            self._keyring.doubt(tenant)
        return answer

    async def close(self) -> None:
        """Close the connections."""
        if self._web and self._web.session:
            await self._web.session.close()

    async def _asked(self, token: str, method: str, args: Mapping[str, Any]) -> Good | Bad:
        try:
            said = {"Authorization": f"Bearer {token}"}
            response = await self._client().api_call(method, headers=said, json=dict(args))
        except SlackApiError as error:
            return _failed(error)
        except aiohttp.ClientConnectorError:
            return Bad("retry", "no connection")  # nothing went out
        except (TimeoutError, aiohttp.ClientError, OSError):
            return Bad("unsure", "the connection broke")
        except ValueError:  # an answer that is no JSON: a proxy's page
            return Bad("unsure", "no answer of Slack's")
        return Good(response.data if isinstance(response.data, dict) else {})

    def _client(self) -> AsyncWebClient:
        """One for all tokens: to make one takes a twentieth of a call."""
        if self._web is None or self._web.session is None or self._web.session.closed:
            session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
            self._web = AsyncWebClient(
                None, self._base_url, TIMEOUT, session=session, retry_handlers=[]
            )
        return self._web

    def _still_refused(self) -> dict[tuple[str, str], tuple[float, Bad]]:
        now = _time()
        return {key: found for key, found in self._refused.items() if found[0] > now}

    def _rest(self, tenant: str, method: str) -> float:
        """The seconds that a method rests still; 0 where it may be called."""
        left = self._parked.get((tenant, method), 0.0) - _time()
        if left <= 0:
            self._parked.pop((tenant, method), None)
        return max(left, 0.0)


def _failed(error: SlackApiError) -> Bad:
    response = error.response
    status = getattr(response, "status_code", None) or response.status  # of one that is no JSON
    headers = response.headers
    if status == 429:
        return Bad("retry", "ratelimited", _after(str(headers.get("Retry-After", ""))))
    if status >= 500:
        return Bad("unsure", f"status {status}")
    data = getattr(response, "data", None)
    if not isinstance(data, dict):
        return Bad("unsure", "no answer of Slack's")
    name = str(data.get("error") or f"status {status}")
    said = f"{name}: {data['needed']}" if data.get("needed") else name
    return Bad(kind_of(name), said, _after(str(headers.get("Retry-After", ""))))


def _after(header: str) -> float:
    """Seconds; people have seen fractions, which the library could not read."""
    try:
        return min(max(float(header), 0.1), LONGEST)
    except ValueError:
        return PAUSE


def _time() -> float:
    return asyncio.get_running_loop().time()
