"""The address that Slack sends to over HTTP: checked, read, heard and answered.

Bolt's adapter would stand between: it makes a client and a context for each request, which nobody
here asks for, in the time in which three more could be read (docs/decisions/0024).
"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from adapters.slack.app import Hear
from adapters.slack.body import read
from adapters.slack.reply import DONE
from adapters.slack.verify import MOST, Verifier

PATH = "/slack/events"
_DONE = PlainTextResponse()  # which most are answered, and which is made once


class Events:
    """POST /slack/events: events, commands, buttons and modals alike."""

    def __init__(self, hear: Hear, verifier: Verifier) -> None:
        self._hear, self._verifier = hear, verifier

    def routes(self) -> list[Route]:
        """The one address."""
        return [Route(PATH, self, methods=["POST"])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As an application of its own: what Starlette puts around a function is not needed."""
        answer = await self._answer(Headers(scope=scope), receive)
        await answer(scope, receive, send)

    async def _answer(self, headers: Mapping[str, str], receive: Receive) -> Response:
        """Whatever was not signed by Slack is answered 401, whatever is wrong with it."""
        try:
            body = await _received(receive)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return PlainTextResponse("too large", 413)
        if not self._verifier.is_slacks(headers, body):
            return PlainTextResponse("not signed", 401)
        try:
            payload = read(body, headers.get("content-type", ""))
        except (ValueError, RecursionError):
            return PlainTextResponse("not readable", 400)
        reply = await self._hear(payload)
        if reply is DONE:
            return _DONE
        if isinstance(reply.body, str):
            return PlainTextResponse(reply.body, reply.status)
        return JSONResponse(dict(reply.body), reply.status)


async def _received(receive: Receive) -> bytes | None:
    """The raw body; None for one that is too large, which is not read to its end. Raises
    ClientDisconnect.
    """
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > MOST:
            return None
        more = message.get("more_body", False)
    return bytes(body)
