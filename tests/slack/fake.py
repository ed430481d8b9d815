"""A Slack of our own on loopback: the Web API over HTTP, with its limits and its faults.

It keeps messages, modals and home tabs, refuses what Slack refuses, and knows nothing of the bot.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from aiohttp import web

from adapters.slack import limits
from tests.loopback import listening

Json = dict[str, Any]
APP_TOKEN = "xapp-fake"
BOT, BOT_ID, APP, TEAM = "UBOT", "B1", "A1", "T1"
How = Literal["refuse", "accept and fail", "accept and reset", "slow"]


@dataclass(slots=True)
class Message:
    """One message. `to` is the only reader of an ephemeral one; a direct message's channel begins
    with D."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    seq: int
    to: str = ""
    thread: str = ""
    edited: bool = False
    metadata: Json = field(default_factory=dict)


@dataclass(slots=True)
class Fault:
    """What befalls the next call of a method: an error's name or a status, before or after Slack
    has done it."""

    method: str
    error: str = ""
    status: int = 200
    how: How = "refuse"
    retry_after: str = ""
    needed: str = ""


class Refused(Exception):
    """An error of the Web API, by its name."""


@dataclass(slots=True)
class Slack:
    """One workspace. `members` are those of each channel; `zones` of people; `now` its time."""

    members: dict[str, set[str]] = field(default_factory=lambda: {"C42": {BOT}})
    private: set[str] = field(default_factory=lambda: {"C42"})
    archived: set[str] = field(default_factory=set)
    admins: set[str] = field(default_factory=set)
    zones: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)  # people whose direct messages are
    may_read: bool = False  # whether the app has a scope of history
    messages: list[Message] = field(default_factory=list)
    modals: dict[str, list[Json]] = field(default_factory=dict)  # by trigger: the stack
    homes: dict[str, Json] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)  # whose each is; spent ones are gone
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    token: str = "xoxb-fake"
    url: str = ""
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: dict[str, Json] = field(default_factory=dict)  # by envelope: what came with it
    numbers: Any = field(default_factory=lambda: count(1))

    def trigger(self, user: str) -> str:
        """A trigger that opens one modal."""
        name = f"trigger.{next(self.numbers)}"
        self.triggers[name] = user
        return name

    def visible(self, user: str) -> list[Message]:
        """What somebody can see, the newest first."""
        mine = (m for m in self.messages if m.to in ("", user) and self._reads(m, user))
        return sorted(mine, key=lambda m: -m.seq)

    def _reads(self, message: Message, user: str) -> bool:
        return not message.channel.startswith("D") or message.channel == dm(user)

    # -- the methods -------------------------------------------------------------------------------

    def auth_test(self, args: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "team": "Acme", "url": "x"}

    def users_info(self, args: Json) -> Json:
        user = str(args["user"])
        about = {"name": user.removeprefix("U").lower(), "tz": self.zones.get(user, "")}
        return {"user": {"id": user, "is_admin": user in self.admins, **about}}

    def chat_postMessage(self, args: Json) -> Json:
        channel = self._channel(args)
        _checked(args)
        thread = str(args.get("thread_ts", ""))
        if thread and not any(m.ts == thread and m.channel == channel for m in self.messages):
            raise Refused("thread_not_found")
        message = self._kept(args, channel, thread=thread)
        message.metadata = args.get("metadata") or {}
        return {"channel": channel, "ts": message.ts, "message": {"text": message.text}}

    def chat_update(self, args: Json) -> Json:
        channel, ts = str(args["channel"]), str(args["ts"])
        self._open(channel)
        _checked(args)
        if args.get("parse") != "none":
            raise Refused("this fake wants parse=none, as Slack resets it otherwise")
        for message in self.messages:
            if (message.channel, message.ts) == (channel, ts) and not message.to:
                new = str(args["text"]), args.get("blocks") or []
                if new != (message.text, message.blocks):  # else nobody sees a difference
                    message.text, message.blocks = new
                    message.edited, message.seq = True, next(self.numbers)
                return {"channel": channel, "ts": ts, "text": message.text}
        raise Refused("message_not_found")

    def chat_delete(self, args: Json) -> Json:
        kept = [m for m in self.messages if (m.channel, m.ts) != (args["channel"], args["ts"])]
        if len(kept) == len(self.messages):
            raise Refused("message_not_found")
        self.messages = kept
        return {}

    def chat_postEphemeral(self, args: Json) -> Json:
        channel, user = str(args["channel"]), str(args["user"])
        self._open(channel)
        _checked(args)
        if not channel.startswith("D") and user not in self.members[channel]:
            raise Refused("user_not_in_channel")
        return {"message_ts": self._kept(args, channel, to=user).ts}

    def views_open(self, args: Json) -> Json:
        trigger, view = str(args["trigger_id"]), args["view"]
        if (user := self.triggers.pop(trigger, None)) is None:
            raise Refused("expired_trigger_id")
        if view["type"] != "modal" or limits.faults(view):
            raise Refused("invalid_arguments")
        self.modals[user] = [{**view, "id": f"V{next(self.numbers)}", "hash": "1"}]
        return {"view": self.modals[user][-1]}

    def views_publish(self, args: Json) -> Json:
        if args["view"]["type"] != "home" or limits.faults(args["view"]):
            raise Refused("invalid_arguments")
        self.homes[str(args["user_id"])] = args["view"]
        return {"view": args["view"]}

    def conversations_info(self, args: Json) -> Json:
        channel = str(args["channel"])
        self._open(channel)
        return {"channel": {"id": channel, "is_member": BOT in self.members[channel]}}

    def conversations_members(self, args: Json) -> Json:
        channel = str(args["channel"])
        self._open(channel)
        return {"members": sorted(self.members[channel])}

    def conversations_open(self, args: Json) -> Json:
        return {"channel": {"id": dm(str(args["users"]))}}

    def conversations_history(self, args: Json) -> Json:
        """Direct messages may be read with the scopes that the bot asks for."""
        channel, thread = str(args["channel"]), args.get("ts")
        if channel.startswith("U") or not (self.may_read or channel.startswith("D")):
            raise Refused("channel_not_found" if channel.startswith("U") else "missing_scope")
        found = [m for m in reversed(self.messages) if m.channel == channel and not m.to]
        told = [m for m in found if (thread in (m.thread, m.ts) if thread else not m.thread)]
        return {"messages": [{"ts": m.ts, "metadata": m.metadata} for m in told]}

    conversations_replies = conversations_history

    def _channel(self, args: Json) -> str:
        channel = str(args["channel"])
        if channel.startswith("U"):
            if channel in self.closed:
                raise Refused("messages_tab_disabled")
            return dm(channel)
        self._open(channel)
        return channel

    def _open(self, channel: str) -> None:
        if channel.startswith("D"):
            return
        if channel in self.archived:
            raise Refused("is_archived")
        if channel not in self.members:
            raise Refused("channel_not_found")
        if BOT not in self.members[channel]:
            raise Refused("not_in_channel")

    def _kept(self, args: Json, channel: str, to: str = "", thread: str = "") -> Message:
        seq = next(self.numbers)
        text, blocks = str(args["text"]), args.get("blocks") or []
        message = Message(channel, f"1700000000.{seq:06d}", text, blocks, seq, to, thread)
        self.messages.append(message)
        return message

    def apps_connections_open(self, args: Json) -> Json:
        return {"url": self.url.replace("http://", "ws://").replace("/api/", "/socket")}

    # -- the wire ----------------------------------------------------------------------------------

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """POST /api/METHOD"""
        method = request.match_info["method"]
        args = await _args(request)
        self.calls.append((method, args))
        fault = next((f for f in self.faults if f.method in (method, "*")), None)
        if fault:
            self.faults.remove(fault)
        if fault and fault.how == "refuse":
            return _failed(fault)
        if fault and fault.how == "slow":
            await asyncio.sleep(3.1)
        wanted = APP_TOKEN if method == "apps.connections.open" else self.token
        if request.headers.get("Authorization") != f"Bearer {wanted}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        try:
            done = {"ok": True, **getattr(self, method.replace(".", "_"))(args)}
        except Refused as refusal:
            return web.json_response({"ok": False, "error": str(refusal)})
        if fault and fault.how == "accept and fail":
            return _failed(fault)
        if fault and fault.how == "accept and reset":
            assert request.transport
            request.transport.abort()
        return web.json_response(done)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """GET /socket: one connection of Socket Mode."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        async for message in socket:
            told = message.json()
            self.acknowledged[told["envelope_id"]] = told.get("payload") or {}
        self.sockets.remove(socket)
        return socket

    async def push(self, kind: str, payload: Json, through: int = -1) -> str:
        """Send a payload through one of the sockets; the id of its envelope."""
        envelope = f"envelope.{next(self.numbers)}"
        sent = {"envelope_id": envelope, "type": kind, "payload": payload}
        await self.sockets[through].send_json({**sent, "accepts_response_payload": True})
        return envelope

    async def warn(self, through: int, reason: str) -> None:
        """Say that one of the sockets will be closed in a moment."""
        await self.sockets[through].send_json({"type": "disconnect", "reason": reason})


def dm(user: str) -> str:
    """The channel of the direct messages with somebody."""
    return "D" + user.removeprefix("U")


def _checked(args: Mapping[str, Any]) -> None:
    """Refuse what Slack would refuse, cut, or ping somebody with."""
    message = {"text": args["text"], "blocks": args.get("blocks") or []}
    if faults := limits.faults(message):
        raise Refused("invalid_blocks: " + "; ".join(faults))
    if re.search(r"<!(here|channel|everyone|subteam)", str(message)):
        raise Refused("a mass mention")


async def _args(request: web.Request) -> Json:
    if request.content_type == "application/json":
        sent = await request.json()
        return sent if isinstance(sent, dict) else {}
    return dict(await request.post())


def _failed(fault: Fault) -> web.Response:
    headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
    body = {"ok": False, "error": fault.error or "internal_error", "needed": fault.needed}
    return web.json_response(body, status=fault.status, headers=headers)


@asynccontextmanager
async def served(slack: Slack) -> AsyncIterator[Slack]:
    """The workspace at a free port of 127.0.0.1; its address ends with a slash."""
    app = web.Application()
    app.router.add_post("/api/{method}", slack.answer)
    app.router.add_get("/socket", slack.connect)
    async with listening(app) as url:
        slack.url = f"{url}/api/"
        yield slack
