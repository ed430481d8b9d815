"""Tells a balancer or a container whether the bot can do its work."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Ready = Callable[[], Awaitable[str]]


def routes(ready: Ready) -> list[Route]:
    """GET /healthz: 200 while `ready()` answers "", else 503 with the sentence it answers."""

    async def healthz(_: Request) -> Response:
        why = await ready()
        told = {"status": "sorry", "sorry": why} if why else {"status": "ok"}
        return JSONResponse(told, 503 if why else 200, {"Cache-Control": "no-store"})

    return [Route("/healthz", healthz)]
