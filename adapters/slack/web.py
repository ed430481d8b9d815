"""The address that Slack sends to: checked, then handed to bolt's app."""

from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from adapters.slack.body import read
from adapters.slack.verify import MOST, Verifier

PATH = "/slack/events"


class Events:
    """POST /slack/events: events, commands, buttons and modals alike."""

    def __init__(self, app: AsyncApp, verifier: Verifier) -> None:
        self._app, self._verifier = app, verifier

    def routes(self) -> list[Route]:
        """The one address."""
        return [Route(PATH, self, methods=["POST"])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As an application of its own: what Starlette puts around a function is not needed."""
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """Whatever was not signed by Slack is answered 401, whatever is wrong with it."""
        try:
            body = await _received(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return PlainTextResponse("too large", 413)
        if not self._verifier.is_slacks(request.headers, body):
            return PlainTextResponse("not signed", 401)
        try:
            payload = read(body, request.headers.get("content-type", ""))
        except (ValueError, RecursionError):
            return PlainTextResponse("not readable", 400)
        # Bolt takes what has been read already as it does from a socket.
        asked = AsyncBoltRequest(body=dict(payload), mode="socket_mode")
        return to_starlette_response(await self._app.async_dispatch(asked))


async def _received(request: Request) -> bytes | None:
    """The raw body; None for one that is too large, which is not read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return None
    return bytes(body)
