"""What people in a simulated guild have seen, in the order in which the bot sent it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simcord.backend.models import Message
from simcord.env import Env

from adapters.discord import limits
from adapters.discord.marks import LEAST
from adapters.discord.views import FIRST
from bot.words import rooms as say
from tests.discord.reading import buttons

Json = Mapping[str, Any]
CHANNEL = re.compile(r"/channels/(\d+)/messages(?:/(\d+))?$")
THREAD = re.compile(r"/channels/\d+/messages/(\d+)/threads$")
ANSWER = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
FOLLOW = re.compile(r"/webhooks/\d+/([^/]+)(/messages/@original)?$")


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing that was sent: to whom ("" = to everybody in `channel`), and whether it was
    there before."""

    channel: str
    message: Json
    to: str = ""
    edited: bool = False


@dataclass(slots=True)
class Seen:
    """Reads the calls that the bot made. `touched` is when a message was last changed."""

    env: Env
    read: int = 0
    touched: dict[int, int] = field(default_factory=dict)
    looks: dict[int, Any] = field(default_factory=dict)
    renewed: set[str] = field(default_factory=set)
    found: list[Sight] = field(default_factory=list)

    def news(self) -> list[Sight]:
        """What was sent since the last call."""
        self._read()
        found, self.found = self.found, []
        return [one for one in found if not is_between(one.message)]

    def visible(self, who: str) -> list[Message]:
        """The messages of the bot that somebody can see, the latest first: only those are made of
        components, and have a flag for it."""
        self._read()
        backend = self.env.backend
        mine = {*backend.channels, backend.dm_channels.get(int(who))}
        found = [
            message
            for channel in mine
            if channel and (backend.channels[channel].guild_id or channel == self._alone(who))
            for message in backend.messages[channel].values()
            if message.flags and message.visible_to(int(who))
        ]
        return sorted(found, key=lambda m: (-self.touched.get(m.id, 0), -m.id))

    def between(self, who: str) -> Message | None:
        """The message that asks somebody for the rest of a form."""
        for message in self.visible(who):
            if any(button["label"] == say.MORE_FIELDS for button in buttons(shape(message))):
                return message
        return None

    def _read(self) -> None:
        calls = self.env.http_requests[self.read :]
        self.read += len(calls)
        for call in calls:
            body = call.json if isinstance(call.json, dict) else {}
            if thread := THREAD.search(call.path):  # what was tried before there was one
                self.found = [one for one in self.found if one.channel != thread[1]]
            self.found += self._seen(call.method, call.path, body)

    def _seen(self, method: str, path: str, body: Json) -> Iterator[Sight]:
        backend = self.env.backend
        if (at := CHANNEL.search(path)) and method == "DELETE":
            self.renewed.add(at[1])
        elif at and at[2] and self.looks.get(int(at[2])) == body.get("components"):
            pass  # an edit that changes nothing is none
        elif at and method in ("POST", "PATCH"):
            people = {str(room): str(who) for who, room in backend.dm_channels.items()}
            edited = method == "PATCH" or at[1] in self.renewed
            self.renewed.discard(at[1])
            id = self._touch(int(at[1]), int(at[2] or 0))
            self.looks[id] = body["components"]
            yield Sight(at[1], body, people.get(at[1], ""), edited)
        elif (asked := ANSWER.search(path)) and body.get("type") == 4:
            call = backend.interactions[int(asked[1])]
            yield Sight("", body["data"], str(call.user_id))
            self._touch(call.channel_id, call.message_id or 0)
        elif (told := FOLLOW.search(path)) and method in ("POST", "PATCH"):
            call = backend.interaction_by_token(told[1])
            yield Sight("", body, str(call.user_id))
            self._touch(call.channel_id, (told[2] and call.message_id) or 0)

    def _touch(self, channel: int, id: int) -> int:
        """A message was changed, or (`id` 0) the next new one of the channel was made."""
        backend = self.env.backend
        own = (m for m in backend.messages[channel].values() if m.flags)
        new = (message.id for message in own if message.id not in self.touched)
        id = id or min(new, default=0)
        self.touched[id] = max(self.touched.values(), default=0) + 1
        return id

    def _alone(self, who: str) -> int | None:
        return self.env.backend.dm_channels.get(int(who))


def is_between(message: Json) -> bool:
    """Whether a message holds what was written in a form: before its rest, or as it was
    refused."""
    held = any(FIRST <= int(one.get("id") or 0) < LEAST for one in limits.components(message))
    return held or any(button["label"] == say.MORE_FIELDS for button in buttons(message))


def shape(message: Message) -> Json:
    """A message as the bot sent it."""
    return {"components": message.components}
