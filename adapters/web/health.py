"""Tells a balancer, a container or whoever keeps watch how the bot is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.trouble import Trouble

NEVER = {"Cache-Control": "no-store"}
METRICS = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class State:
    """How the bot is; `sorry` says in a sentence why it can't do its work ("" = it can)."""

    sorry: str = ""
    last_ring_seconds: float = 0.0
    oldest_due_seconds: float = 0.0
    oldest_parcel_seconds: float = 0.0


Ready = Callable[[], Awaitable[State]]
Metrics = Callable[[], Awaitable[bytes]]


def routes(ready: Ready, metrics: Metrics, key: str = "") -> list[Route]:
    """GET /healthz: 200 while the process answers at all. GET /readyz: 200 while it can do its
    work, else 503 with a sentence. GET /metrics: the figures, for whoever has the key ("" = all).
    """

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=NEVER)

    async def readyz(_: Request) -> Response:
        state = await ready()
        told = {"status": "sorry", "sorry": state.sorry} if state.sorry else {"status": "ok"}
        figures = {
            name: round(getattr(state, name), 1) for name in State.__slots__ if name != "sorry"
        }
        return JSONResponse({**told, **figures}, 503 if state.sorry else 200, NEVER)

    async def figures(request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if key and not compare_digest(given.encode(), key.encode()):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        try:
            return Response(await metrics(), media_type=METRICS, headers=NEVER)
        except Trouble as trouble:
            return JSONResponse({"status": "sorry", "sorry": str(trouble)}, 503, NEVER)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]
