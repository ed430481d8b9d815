"""What Slack sends to a bot: a slash command and a button by turns, signed, over 16 connections."""

import asyncio
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from adapters.clock import SystemClock
from bench import racing
from bench.racing import Heard
from bench.rsvps import Act, Scene, sealed

TEAM, APP, SECRET = "T024BE7LD", "A012ABCD0A0", "the signing secret"
SCENE = Scene(f"slack:{TEAM}", "U{:08}".format, "C{:08}".format)
CONNECTIONS = 16
PATH = "/slack/events"
FORM = "application/x-www-form-urlencoded"
WARM = 256  # requests that are not measured
acts = SCENE.acts


def body(act: Act) -> bytes:
    """The body of the request."""
    return _command(act) if act.what == "command" else _button(act)


def _command(act: Act) -> bytes:
    team = _team(act)
    fields = {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "team_id": team,
        "team_domain": "example",
        "channel_id": act.where,
        "channel_name": "privategroup",
        "user_id": act.who,
        "user_name": "somebody",
        "command": "/mastermind",
        "text": act.text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": f"https://hooks.slack.com/commands/{team}/1/x",
        "trigger_id": f"{act.number}.1.x",
    }
    return urlencode(fields).encode()


def _button(act: Act) -> bytes:
    team, text = _team(act), {"type": "plain_text", "text": "I come", "emoji": True}
    pressed = {
        "type": "button",
        "block_id": "b1",
        "action_id": "a1",
        "text": text,
        "value": sealed(act.scope),
    }
    payload: Mapping[str, Any] = {
        "type": "block_actions",
        "user": {"id": act.who, "username": "somebody", "team_id": team},
        "api_app_id": APP,
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "container": {
            "type": "message",
            "message_ts": "1548261231.000200",
            "channel_id": act.where,
        },
        "trigger_id": f"{act.number}.1.x",
        "team": {"id": team, "domain": "example"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": act.where, "name": "privategroup"},
        "response_url": f"https://hooks.slack.com/actions/{team}/1/x",
        "actions": [{**pressed, "action_ts": "1548426417.840180"}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


def _team(act: Act) -> str:
    return act.scope.partition(":")[2]


def requests(many: int, port: int) -> Iterator[bytes]:
    """So many whole requests, signed as of now."""
    return signed(islice(acts(), many), port)


def signed(asked: Iterable[Act], port: int) -> Iterator[bytes]:
    """The whole request of each, signed as of now."""
    at = int(SystemClock().now().timestamp())
    for sent in map(body, asked):
        said = f"v0:{at}:".encode() + sent
        sign = hmac.new(SECRET.encode(), said, sha256).hexdigest()
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n"
            f"User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nContent-Type: {FORM}\r\n"
            f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={sign}\r\n"
            f"Content-Length: {len(sent)}\r\n\r\n"
        )
        yield head.encode() + sent


def heard(port: int, many: int) -> Heard:
    """How the server at this port does with so many requests."""
    return asyncio.run(_heard(port, [*requests(WARM + many, port)]))


async def _heard(port: int, asked: Sequence[bytes]) -> Heard:
    await _sent(port, asked[:WARM])
    before, begun = await _cpu(port), perf_counter()
    spent = await _sent(port, asked[WARM:])
    seconds, after = perf_counter() - begun, await _cpu(port)
    return racing.heard(spent, seconds, after - before)


async def _sent(port: int, asked: Sequence[bytes]) -> list[float]:
    """Send them through all the connections, the next one of each after an answer: the seconds
    that each took."""
    left, spent = iter(asked), list[float]()
    await asyncio.gather(*(_line(port, left, spent) for _ in range(CONNECTIONS)))
    return spent


async def _line(port: int, left: Iterator[bytes], spent: list[float]) -> None:
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    for request in left:
        begun = perf_counter()
        writing.write(request)
        head = await reading.readuntil(b"\r\n\r\n")
        await reading.readexactly(length(head))
        spent.append(perf_counter() - begun)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise AssertionError(head.decode())
    writing.close()
    await writing.wait_closed()


def length(head: bytes) -> int:
    named = head.lower().partition(b"content-length:")[2]
    return int(named.partition(b"\r\n")[0] or 0)


async def _cpu(port: int) -> float:
    """The seconds of processor that a server has had."""
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    writing.write(f"GET /cpu HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    head = await reading.readuntil(b"\r\n\r\n")
    told = await reading.readexactly(length(head))
    writing.close()
    return float(told)
