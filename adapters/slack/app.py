"""The one way from a payload to its reply, and bolt's app around it for what comes by a socket.

One route instead of fifty listeners, as each costs; and nothing is acknowledged before it is done.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware

from adapters.chat.body import Body
from adapters.slack.hear import Ears
from adapters.slack.parse import parse
from adapters.slack.reply import AGAIN, Reply

log = logging.getLogger(__name__)


Hear = Callable[[Body], Awaitable[Reply]]


def answering(ears: Ears) -> Hear:
    """What every payload goes through, however it came."""

    async def hear(body: Body) -> Reply:
        """Never raises."""
        try:
            return await ears.hear(parse(body))
        except Exception:  # nothing was acted on, or nobody knows: Slack shall send it again
            log.exception("a bug: a payload of type %s", str(body.get("type"))[:40])
            return Reply(AGAIN)

    return hear


class Route(AsyncMiddleware):
    """The one way. As a class, since bolt looks at each call of a plain function what it takes."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[Any]]
    ) -> BoltResponse:
        """Everything is answered here, so that nothing comes `next`."""
        reply = await self._hear(req.body)
        body = reply.body if isinstance(reply.body, str) else dict(reply.body)
        return BoltResponse(status=reply.status, body=body)


def build(hear: Hear) -> AsyncApp:
    """The app for Socket Mode. Who is let in, and with which token, is not bolt's to ask:
    it would ask Slack for every event, and drop the event where Slack does not answer.
    """

    async def nobody() -> AuthorizeResult:
        """Nothing comes as far as bolt's own authorization."""
        raise NotImplementedError

    return AsyncApp(
        name="mastermind",
        process_before_response=True,
        signing_secret="-",  # nothing is signed that comes by a socket
        request_verification_enabled=False,
        before_authorize=Route(hear),
        authorize=nobody,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,  # which Slack has given up, and which means nothing to us
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
    )
