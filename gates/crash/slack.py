"""A Slack that keeps a message's key for some minutes, and the bot's own room in front of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.local.notation import Push, Typed, answers, read
from adapters.slack.client import Api
from adapters.slack.installation import Installation
from adapters.slack.keyring import OneWorkspace
from adapters.slack.parse import parse
from bot.engine import Engine
from bot.ports import Clock
from bot.words import rooms as say
from gates.crash.worlds import NAMES, Body, Numbers, Seen
from tests.crashes import Fate
from tests.slack import payloads, reading
from tests.slack.face import form_of, state_of, user
from tests.slack.fake import BOT, TEAM, Message, Refused, Slack
from tests.slack.houses import parts

CHANNEL = "C42"
IDS = {user(name): name for name in NAMES}
WINDOW = timedelta(seconds=10)  # in which a message is known by its key; nobody says how long
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Far(Slack):
    """As Slack is: a key that it has seen in the last minutes brings back the first message."""

    group: str = f"slack:{TEAM}:{CHANNEL}"
    outages: tuple[timedelta, ...] = (timedelta(minutes=10),)  # beyond the window, as are shorter
    once: dict[str, tuple[datetime, dict[str, Any]]] = field(default_factory=dict)
    at: datetime = LONG_AGO

    def chat_postMessage(self, args: dict[str, Any]) -> dict[str, Any]:
        """A key counts as long as the window is open."""
        key = str(args.get("client_msg_id") or "")
        at, answer = self.once.get(key, (LONG_AGO, {}))
        if key and self.at - at < WINDOW:
            return answer
        answer = Slack.chat_postMessage(self, args)
        self.once[key] = (self.at, answer)
        return answer

    def bot(self, engine: Engine, clock: Clock, fate: Fate) -> "Bot":
        """The bot of this workspace."""
        return Bot(self, engine, clock, fate)

    def acts(self, who: str, line: str) -> Iterator[Callable[[], Body]]:
        """Words with the bot's name before them; a button; and the modal that it opens."""
        id = user(who)
        match read(f"{who}> {line}"):
            case Typed(_, said):
                yield lambda: payloads.mention(id, said.removeprefix("/"), CHANNEL)
            case Push(_, label, rest):
                yield lambda: self._pressed(id, label)
                if rest:
                    yield lambda: self._filled(id, rest)

    def _pressed(self, id: str, label: str) -> Body:
        for message in self.visible(id):
            for block in message.blocks:
                for button in reading.buttons(block):
                    if button["text"]["text"].lower() == label.lower():
                        return payloads.action(id, button, message.channel, self.trigger(id))
        raise LookupError(f"{id} sees no {label}")

    def _filled(self, id: str, rest: str) -> Body:
        view = self.modals[id][-1]
        return payloads.submission(id, view, state_of(view, answers(form_of(view), rest)))

    def seen(self) -> Seen:
        """Every message as a line, below the number of the one whose thread it is in. That a form
        is not open may be said where it is, as nobody knew.
        """
        found = Seen()
        for message in self.messages:
            line = self._line(message)
            if message.to and say.TOO_SLOW not in line:
                found.fleeting.setdefault(message.to, Counter())[line] += 1
            elif not message.to:
                found.firm.setdefault(message.channel, []).append(line)
        return found

    def _line(self, message: Message) -> str:
        under = [m.ts for m in self.messages].index(message.thread) if message.thread else ""
        said = reading.line([{"text": message.text, "blocks": message.blocks}], IDS)
        return f"{under}> {said}"


@dataclass(slots=True)
class Answer:
    """What an HTTP client hands over."""

    data: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Http:
    """The library's client, without a network; every call has points before and after it."""

    far: Far
    clock: Clock
    fate: Fate

    async def api_call(self, method: str, headers: Any, json: dict[str, Any]) -> Answer:
        """One call: refused, done and answered, or done and the answer lost."""
        self.fate(f"before {method}")
        if self.fate.breaks(f"{method} is refused"):
            raise failure(503)
        self.far.at = self.clock.now()
        try:
            data = {"ok": True, **getattr(self.far, method.replace(".", "_"))(json)}
        except Refused as refusal:
            raise failure(200, str(refusal)) from None
        self.fate(f"after {method}")
        if self.fate.breaks(f"the answer to {method} is lost"):
            raise aiohttp.ClientOSError
        return Answer(data)


class Near(Api):
    """The Web API, by way of `Http`."""

    def __init__(self, http: Http) -> None:
        super().__init__(OneWorkspace(Installation(TEAM, "xoxb", BOT)))
        self._near = http

    def _client(self) -> Any:
        return self._near


class Bot:
    """One process of the bot."""

    def __init__(self, far: Far, engine: Engine, clock: Clock, fate: Fate) -> None:
        self._far = far
        api = Near(Http(far, clock, fate))
        keyring = OneWorkspace(Installation(TEAM, "xoxb", BOT))
        self._ears, self.room, _ = parts(engine, api, keyring)

    async def deliver(self, body: Body) -> bool:
        """As it comes through either transport, once it is known to be Slack's. Who has the modal
        before them that a button opens does not press it again.
        """
        if body["type"] == "block_actions" and body["trigger_id"] not in self._far.triggers:
            return True
        return (await self._ears.hear(parse(body))).status == 200


def slack() -> Far:
    """A workspace in which nothing happened yet; the bot may read what it wrote."""
    far = Far(numbers=Numbers(), may_read=True)
    far.members[CHANNEL] |= set(IDS)
    return far


def failure(status: int, error: str = "") -> SlackApiError:
    """What the library raises where Slack refuses."""
    answer = Answer({"ok": False, "error": error}, status)
    return SlackApiError("", answer)  # type: ignore[no-untyped-call]
