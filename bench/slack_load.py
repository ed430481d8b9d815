"""What Slack sends to a bot: a slash command and a button by turns, signed, over 16 connections."""

import asyncio
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, islice
from statistics import quantiles
from time import perf_counter
from typing import Any, Literal
from urllib.parse import urlencode

from adapters.clock import SystemClock
from adapters.store import open_store
from bench.meetings import PEOPLE
from bot.cards import Button
from bot.decide import decide, wake_at
from bot.effects import Outcome, Whisper
from bot.events import Actor, Command, Event, Press, Pressed
from bot.group import Group
from bot.ports import Saved
from bot.seal import Seal

TEAM, APP, SECRET, KEY = "T024BE7LD", "A012ABCD0A0", "the signing secret", "the key of buttons"
SCOPE = f"slack:{TEAM}"
GROUPS = 64  # more than there are connections, so that a group's events come one after the other
CONNECTIONS = 16
PATH = "/slack/events"
FORM = "application/x-www-form-urlencoded"
WARM = 256  # requests that are not measured
LATE, YES = ("rsvp", "late"), Press("rsvp", "yes")
SEALED = Seal(KEY).close(YES, SCOPE)  # what the button carries


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody answers for the next meeting: by the command, or with the button."""

    what: Literal["command", "button"]
    who: str
    where: str
    trigger: str

    @property
    def event(self) -> Event:
        """What the core makes of it."""
        group, by = f"{SCOPE}:{self.where}", Actor(self.who, "Europe/Berlin")
        if self.what == "command":
            return Command(self.trigger, group, by, *LATE)
        return Pressed(self.trigger, group, by, YES)

    @property
    def body(self) -> bytes:
        """The body of the request."""
        return _command(self) if self.what == "command" else _button(self)


@dataclass(frozen=True, slots=True)
class Heard:
    """How a contender did: requests a second, milliseconds until an answer, and microseconds of
    its processor for each."""

    rate: float
    p50: float
    p99: float
    cpu: float


def person(number: int) -> str:
    """The id of somebody."""
    return f"U{number:08}"


def room(number: int) -> str:
    """The id of a channel."""
    return f"C{number:08}"


def found(url: str) -> None:
    """Make a database of groups of eight that have planned a meeting."""
    rows = [Saved(g.id, g, wake_at(g), g.ids) for g in map(planned, range(GROUPS))]
    with open_store(url) as store, store.transaction() as tx:
        tx.key("buttons", KEY)
        tx.save(rows)


def planned(number: int) -> Group:
    """A group with a meeting ahead."""
    group, now = Group(f"{SCOPE}:{room(number)}"), SystemClock().now()
    lines = [(n, "join", "") for n in range(PEOPLE)]
    lines.append((0, "schedule", "every tuesday 18:00 Europe/Berlin"))
    for at, (who, verb, args) in enumerate(lines):
        by = Actor(person(who), "Europe/Berlin")
        told = decide(group, Command(f"{group.id}:{at}", group.id, by, verb, args), now)
        group = told.state
    right = _first(told)
    press = Press(right.verb, right.args, right.rev)
    return decide(group, Pressed(f"{group.id}:right", group.id, by, press), now).state


def _first(told: Outcome[Group]) -> Button:
    return next(e.card.buttons[0] for e in told.effects if isinstance(e, Whisper))


def acts() -> Iterator[Act]:
    """One after the other, in every group: somebody comes late, then in time after all."""
    number = count()
    while True:
        for who in range(PEOPLE):
            for what in ("command", "button"):
                for of in range(GROUPS):
                    yield Act(what, person(who), room(of), f"{next(number)}.1.x")


def _command(act: Act) -> bytes:
    fields = {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "team_id": TEAM,
        "team_domain": "example",
        "channel_id": act.where,
        "channel_name": "privategroup",
        "user_id": act.who,
        "user_name": "somebody",
        "command": "/mastermind",
        "text": " ".join(LATE),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": f"https://hooks.slack.com/commands/{TEAM}/1/x",
        "trigger_id": act.trigger,
    }
    return urlencode(fields).encode()


def _button(act: Act) -> bytes:
    text = {"type": "plain_text", "text": "I come", "emoji": True}
    pressed = {"type": "button", "block_id": "b1", "action_id": "a1", "text": text, "value": SEALED}
    payload: Mapping[str, Any] = {
        "type": "block_actions",
        "user": {"id": act.who, "username": "somebody", "team_id": TEAM},
        "api_app_id": APP,
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "container": {
            "type": "message",
            "message_ts": "1548261231.000200",
            "channel_id": act.where,
        },
        "trigger_id": act.trigger,
        "team": {"id": TEAM, "domain": "example"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": act.where, "name": "privategroup"},
        "response_url": f"https://hooks.slack.com/actions/{TEAM}/1/x",
        "actions": [{**pressed, "action_ts": "1548426417.840180"}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


def requests(many: int, port: int) -> Iterator[bytes]:
    """So many whole requests, signed as of now."""
    at = int(SystemClock().now().timestamp())
    for body in (act.body for act in islice(acts(), many)):
        said = f"v0:{at}:".encode() + body
        sign = hmac.new(SECRET.encode(), said, sha256).hexdigest()
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n"
            f"User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nContent-Type: {FORM}\r\n"
            f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={sign}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        yield head.encode() + body


def heard(port: int, many: int) -> Heard:
    """How the server at this port does with so many requests."""
    return asyncio.run(_heard(port, [*requests(WARM + many, port)]))


async def _heard(port: int, asked: Sequence[bytes]) -> Heard:
    await _sent(port, asked[:WARM])
    before, begun = await _cpu(port), perf_counter()
    spent = await _sent(port, asked[WARM:])
    seconds, after = perf_counter() - begun, await _cpu(port)
    cuts = [1000 * cut for cut in quantiles(spent, n=100)]
    many = len(asked) - WARM
    return Heard(many / seconds, cuts[49], cuts[98], (after - before) / many * 1e6)


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
        await reading.readexactly(_length(head))
        spent.append(perf_counter() - begun)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise AssertionError(head.decode())
    writing.close()
    await writing.wait_closed()


def _length(head: bytes) -> int:
    named = head.lower().partition(b"content-length:")[2]
    return int(named.partition(b"\r\n")[0] or 0)


async def _cpu(port: int) -> float:
    """The seconds of processor that a server has had."""
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    writing.write(f"GET /cpu HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    head = await reading.readuntil(b"\r\n\r\n")
    told = await reading.readexactly(_length(head))
    writing.close()
    return float(told)
