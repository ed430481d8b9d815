"""A Discord that knows a message by its nonce for some minutes: one guild of one channel."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from discord import HTTPException

from adapters.discord import limits
from adapters.discord.room import EPOCH
from adapters.local.notation import Push, Typed, answers, read
from bot.forms import Form
from gates.crash.worlds import NAMES, Body, Numbers, Seen
from tests.discord import reading
from tests.discord.fake import APP, CHANNEL, GUILD
from tests.discord.forms import field_of, fields_of, title_of

PEOPLE = {str(20 + number): name for number, name in enumerate(NAMES)}
IDS = {name: id for id, name in PEOPLE.items()}
SAY, THINK, SILENT, ASK = 4, 5, 6, 9
UNKNOWN_MESSAGE, UNKNOWN_EVENT, ANSWERED, HAS_THREAD = 10008, 10070, 40060, 160004
WINDOW = timedelta(minutes=3)  # in which a message is known by its nonce: "a few minutes"
PAGE = 50  # messages of a look at a channel
Json = dict[str, Any]


@dataclass(slots=True)
class Posted:
    """A message; `to` is the only reader of one that answers an interaction."""

    id: str
    channel: str
    body: Json
    at: datetime
    nonce: str = ""
    to: str = ""


@dataclass(slots=True)
class Guild:
    """One guild with one channel. `users` are those of the interactions by their tokens."""

    group: str = f"discord:{GUILD}:{CHANNEL}"
    outages: tuple[timedelta, ...] = (
        timedelta(minutes=1),
        timedelta(minutes=10),
    )  # in the window, and not
    messages: list[Posted] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)  # of the guild's calendar
    threads: set[str] = field(default_factory=set)
    users: dict[str, str] = field(default_factory=dict)
    first: dict[str, Posted | None] = field(default_factory=dict)  # by token: what it began with
    modals: dict[str, Json] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)

    # -- REST --------------------------------------------------------------------------------------

    def done(  # noqa: C901 - a table
        self, method: str, path: str, body: Json, at: datetime
    ) -> Any:
        """What one call brings back. Raises HTTPException."""
        match (method, *path.strip("/").split("/")):
            case ("POST", "channels", channel, "messages"):
                return self._posted(channel, body, at)
            case ("GET", "channels", channel, "messages"):
                return self._history(channel, body)
            case (_, "channels", _, "messages", id):
                return self._changed(method, self._message(id), body)
            case ("POST", "channels", _, "messages", id, "threads"):
                return self._threaded(id)
            case (_, "users", *_):
                return {"id": f"9{body['recipient_id']}", "type": 1}
            case ("POST", "interactions", _, token, "callback"):
                return self._answered(token, body, at)
            case ("POST", "webhooks", _, token):
                return self._shown(self._told(token, body, at))
            case (_, "webhooks", _, token, "messages", "@original"):
                return self._original(method, token, body, at)
            case (_, "guilds", _, "scheduled-events", *which):
                return self._booked(method, which, body)
            case ("GET", "guilds", _, "members", user):
                return {"nick": None, "user": {"username": PEOPLE[user], "global_name": None}}
        raise AssertionError(f"{method} {path} is not known here")

    def _booked(self, method: str, which: Sequence[str], body: Json) -> Any:
        known = {event["id"]: event for event in self.events}
        if not which and method == "GET":
            return [*self.events]
        if not which:
            self.events.append(
                {"status": 1, **body, "id": f"5{next(self.numbers):09}", "creator_id": ""}
            )
            return self.events[-1]
        if which[0] not in known:
            raise refusal(404, UNKNOWN_EVENT)
        if method == "DELETE":
            self.events.remove(known[which[0]])
            return None
        known[which[0]].update(body)
        return known[which[0]]

    def _posted(self, channel: str, body: Json, at: datetime) -> Json:
        _checked(body)
        if channel not in (CHANNEL, *self.threads) and not channel.startswith("9"):
            raise refusal(404, 10003)
        nonce = str(body.get("nonce", ""))
        for known in self.messages:
            if nonce and known.nonce == nonce and at - known.at < WINDOW:
                return self._shown(known)
        return self._shown(self._kept(channel, body, at, nonce=nonce))

    def _kept(
        self, channel: str, body: Json, at: datetime, nonce: str = "", to: str = ""
    ) -> Posted:
        number = (int(at.timestamp() * 1000) - EPOCH << 22) + next(self.numbers)
        message = Posted(str(number), channel, body, at, nonce, to)
        self.messages.append(message)
        return message

    def _history(self, channel: str, asked: Json) -> list[Json]:
        """The newest first; of those after or before a message, where that is asked for."""
        found = [m for m in self.messages if m.channel == channel and not m.to]
        if after := int(asked.get("after") or 0):
            found = [m for m in found if int(m.id) > after][: int(asked.get("limit", PAGE))]
        if before := int(asked.get("before") or 0):
            found = [m for m in found if int(m.id) < before]
        newest = sorted(found, key=lambda m: -int(m.id))
        return [self._shown(m) for m in newest[: int(asked.get("limit", PAGE))]]

    def _changed(self, method: str, message: Posted, body: Json) -> Json | None:
        if method == "DELETE":
            self.messages.remove(message)
            return None
        _checked(body)
        message.body = message.body | body
        return self._shown(message)

    def _threaded(self, id: str) -> Json:
        if id in self.threads:
            raise refusal(400, HAS_THREAD)
        self.threads.add(self._message(id).id)
        return {"id": id}

    def _answered(self, token: str, body: Json, at: datetime) -> None:
        if token in self.first:
            raise refusal(400, ANSWERED)
        kind = body["type"]
        self.first[token] = None
        if kind == ASK:
            self.modals[self.users[token]] = body["data"]
        elif kind in (SAY, THINK):
            said = body["data"] if kind == SAY else {"components": []}
            self.first[token] = self._told(token, said, at)

    def _told(self, token: str, body: Json, at: datetime) -> Posted:
        return self._kept(CHANNEL, body, at, to=self.users[token])

    def _original(self, method: str, token: str, body: Json, at: datetime) -> Json | None:
        message = self.first.get(token)
        if message is None or message not in self.messages:
            raise refusal(404, UNKNOWN_MESSAGE)
        return self._changed(method, message, body)

    def _message(self, id: str) -> Posted:
        for message in self.messages:
            if message.id == id:
                return message
        raise refusal(404, UNKNOWN_MESSAGE)

    def _shown(self, message: Posted) -> Json:
        about = {"id": message.id, "channel_id": message.channel, "nonce": message.nonce}
        mine = {"author": {"id": APP, "bot": True}, "timestamp": message.at.isoformat()}
        return {**message.body, **about, **mine}

    # -- people ------------------------------------------------------------------------------------

    def acts(self, who: str, line: str) -> Iterator[Callable[[], Body]]:
        """Words with the bot's name before them; a button; and the modal that it opens."""
        id = IDS[who]
        match read(f"{who}> {line}"):
            case Typed(_, said):
                yield lambda: self._mention(id, said.removeprefix("/"))
            case Push(_, label, rest):
                yield lambda: self._pressed(id, label)
                if rest:
                    yield lambda: self._filled(id, rest)

    def _mention(self, id: str, said: str) -> Body:
        return {
            "id": f"3{next(self.numbers):09}",
            "guild_id": GUILD,
            "channel": {"id": CHANNEL, "type": 0},
            "author": {"id": id, "bot": False},
            "permissions": "0",
            "content": f"<@{APP}> {said}",
        }

    def _pressed(self, id: str, label: str) -> Body:
        for message in reversed(self.messages):
            if message.to in ("", id):
                for button in reading.buttons(message.body):
                    if button["label"].lower() == label.lower():
                        data = {"component_type": 2, "custom_id": button["custom_id"]}
                        shown = {"id": message.id, "components": message.body["components"]}
                        return self._interaction(id, 3, data, {"message": shown})
        raise LookupError(f"{id} sees no {label}")

    def _filled(self, id: str, rest: str) -> Body:
        modal = self.modals[id]
        values = answers(Form("", title_of(modal), tuple(fields_of(modal))), rest)
        inside = []
        for label in modal["components"]:
            one = label["component"]
            said = values.get(one["custom_id"], field_of(label).value)
            filled: Json = (
                {"values": [said] if said else []} if "options" in one else {"value": said}
            )
            inside.append({"type": limits.LABEL, "component": {**one, **filled}})
        data = {"custom_id": modal["custom_id"], "components": inside}
        return self._interaction(id, 5, data, {})

    def _interaction(self, id: str, kind: int, data: Json, more: Json) -> Body:
        number = f"4{next(self.numbers):09}"
        token = f"token-{number}"
        self.users[token] = id
        return {
            "id": number,
            "application_id": APP,
            "type": kind,
            "token": token,
            "guild_id": GUILD,
            "channel": {"id": CHANNEL, "type": 0},
            "member": {"user": {"id": id}, "permissions": "0"},
            "app_permissions": str((1 << 50) - 1),
            "data": data,
            **more,
        }

    def seen(self) -> Seen:
        """Every message as a line. What somebody is told alone comes as an answer or, where that is
        no more, as a direct message; one that came twice under its nonce stands below "twice"."""
        found = Seen()
        for message in self.messages:
            line = reading.line([message.body], PEOPLE)
            to = message.to or (message.channel[1:] if message.channel.startswith("9") else "")
            if to and line:
                found.fleeting.setdefault(to, Counter())[line] += 1
            elif not to:
                place = "thread" if message.channel in self.threads else message.channel
                found.firm.setdefault(place, []).append(line)
        if self.events:
            found.firm["calendar"] = [str(event["name"]) for event in self.events]
        nonces = Counter(message.nonce for message in self.messages if message.nonce)
        twice = [nonce for nonce, times in nonces.items() if times > 1]
        found.firm |= {"twice": twice} if twice else {}
        return found


@dataclass(slots=True)
class Refusal:
    """The head of an HTTP answer."""

    status: int
    reason: str = "refused"


def refusal(status: int, code: int) -> HTTPException:
    """What the library raises where Discord refuses."""
    answer: Any = Refusal(status)  # of which the library reads no more
    return HTTPException(answer, {"code": code, "message": "refused"})


def _checked(body: Json) -> None:
    if limits.faults(body):
        raise refusal(400, 50035)
