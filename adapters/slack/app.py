"""Bolt's app with one way through it: every payload goes to the ears, before any listener.

One route instead of fifty listeners, as each costs; and nothing is acknowledged before it is done.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware

from adapters.slack.hear import Ears
from adapters.slack.parse import parse
from adapters.slack.reply import AGAIN, Reply

log = logging.getLogger(__name__)


class Route(AsyncMiddleware):
    """The one way. As a class, since bolt looks at each call of a plain function what it takes."""

    def __init__(self, ears: Ears) -> None:
        self._ears = ears

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[Any]]
    ) -> BoltResponse:
        """Everything is answered here, so that nothing comes `next`."""
        try:
            reply = await self._ears.hear(parse(req.body))
        except Exception:  # nothing was acted on, or nobody knows: Slack shall send it again
            log.exception("a bug: a payload of type %s", str(req.body.get("type"))[:40])
            reply = Reply(AGAIN)
        body = reply.body if isinstance(reply.body, str) else dict(reply.body)
        return BoltResponse(status=reply.status, body=body)


def build(ears: Ears) -> AsyncApp:
    """The app for both transports. Who is let in, and with which token, is not bolt's to ask:
    it would ask Slack for every event, and drop the event where Slack does not answer.
    """

    async def nobody() -> AuthorizeResult:
        """Nothing comes as far as bolt's own authorization."""
        raise NotImplementedError

    return AsyncApp(
        name="mastermind",
        process_before_response=True,
        signing_secret="-",  # checked before bolt: see verify.py
        request_verification_enabled=False,
        before_authorize=Route(ears),
        authorize=nobody,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,  # which Slack has given up, and which means nothing to us
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
    )
