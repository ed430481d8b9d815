"""A guild full of people: a slash command and a button by turns, of which 16 wait for an answer."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from time import perf_counter

from aiohttp import web

from bench import racing
from bench.racing import Heard
from bench.rsvps import LATE, Act, Scene
from tests.discord.fake import APP, GUILD, PLACE, Discord, Json, interaction

FLYING = 16
WARM = 256  # interactions that are not measured
SCENE = Scene(f"discord:{GUILD}", "14{:016}".format, "13{:016}".format)
DEFERRED = (5, 6)  # the types of a response that says no more than that it was heard


@dataclass(slots=True)
class Crowd(Discord):
    """A Discord in which, whenever somebody is answered, somebody else acts. `spent` are the
    seconds that each answer took."""

    left: Iterator[str] = field(default_factory=lambda: iter(()))
    sent: dict[str, float] = field(default_factory=dict)
    spent: list[float] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def rest(self, request: web.Request) -> web.Response:
        """One call; most are answers to interactions."""
        if not request.path.endswith("/callback"):
            return await super(Crowd, self).rest(request)
        said, number = await request.json(), request.path.split("/")[3]
        self.spent.append(perf_counter() - self.sent.pop(number))
        if said["type"] not in DEFERRED:
            raise AssertionError(said)
        await self._next()
        if not self.sent:
            self.over.set()
        if "with_response" not in request.query:
            return web.Response(status=204)
        return web.json_response({"interaction": {"id": number, "type": 2}})

    async def heard(self, acts: Sequence[Act]) -> list[float]:
        """Let people act: the seconds until the answer to each."""
        self.left, self.spent = map(_dispatched, acts), []
        self.over.clear()
        for _ in range(FLYING):
            await self._next()
        await self.over.wait()
        return self.spent

    async def _next(self) -> None:
        if said := next(self.left, None):
            number = said.partition('"id":"')[2].partition('"')[0]
            self.sent[number] = perf_counter()
            await self.sockets[-1].send_str(said)


async def heard(crowd: Crowd, many: int, process: asyncio.subprocess.Process) -> Heard:
    """How a connected contender does with so many interactions."""
    acts = SCENE.acts()
    await crowd.heard([*islice(acts, WARM)])
    wanted = [*islice(acts, many)]
    before, begun = await _cpu(process), perf_counter()
    spent = await crowd.heard(wanted)
    seconds, after = perf_counter() - begun, await _cpu(process)
    return racing.heard(spent, seconds, after - before)


async def _cpu(process: asyncio.subprocess.Process) -> float:
    """The seconds of processor that a contender has had."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"\n")
    return float(await process.stdout.readline())


def _dispatched(act: Act) -> str:
    """What the gateway says of it."""
    said = {"op": 0, "s": act.number, "t": "INTERACTION_CREATE", "d": _payload(act)}
    return json.dumps(said, separators=(",", ":"))


def _payload(act: Act) -> Json:
    body = interaction(act.number, LATE[0], what=LATE[1])
    body |= {"channel_id": act.where, "channel": {**PLACE, "id": act.where}}
    user = {**body["member"]["user"], "id": act.who}
    body["member"] = {**body["member"], "user": user}
    if act.what == "command":
        return body
    data = {"id": 4, "component_type": 2, "custom_id": SCENE.sealed}
    return {**body, "type": 3, "data": data, "message": _message(act.where)}


def _message(where: str) -> Json:
    """What the button stands on."""
    labels = {"I come": SCENE.sealed, "I can't": "no", "I come late": "late", "Send word": "relay"}
    buttons = [
        {"type": 2, "id": number, "style": 2, "label": label, "custom_id": sealed}
        for number, (label, sealed) in enumerate(labels.items(), 4)
    ]
    said = {"type": 10, "id": 2, "content": "**Next meeting**\n<t:1772470800:F>, in half an hour."}
    row = {"type": 1, "id": 3, "components": buttons}
    return {
        "id": "1478074407321600000",
        "channel_id": where,
        "author": {"id": APP, "username": "Mastermind", "discriminator": "0", "avatar": None},
        "type": 0,
        "content": "",
        "timestamp": "2026-03-02T17:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "flags": 1 << 15,
        "components": [{"type": 17, "id": 1, "components": [said, row], "spoiler": False}],
    }
