"""People in a simulated workspace, who do what a transcript says; what they see is written down as
the local room writes it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.chat.forms import MARK
from adapters.local.notation import (
    Comment,
    Jump,
    Push,
    Restart,
    Turned,
    Typed,
    Unknown,
    Wait,
    answers,
    ask,
    read,
)
from adapters.slack.views import INPUT
from bot import words
from bot.commands import COMMANDS
from bot.forms import Field, Form
from tests.slack import payloads, reading
from tests.slack.fake import Message, dm
from tests.slack.far import Far
from tests.slack.houses import House

CHANNEL = "C42"
NAMING = ("/guest", "/swap")  # verbs behind which a transcript has names without an @
Json = Mapping[str, Any]


def user(name: str) -> str:
    """The id of somebody, by their name."""
    return "U" + re.sub(r"[^a-z0-9]", "", name.lower()).upper()


class NotHere(Exception):
    """What a transcript says can't be done in Slack."""


@dataclass(slots=True)
class Face:
    """Everybody in one channel. `wrote` is what was written down since the last line."""

    house: House | Far
    names: dict[str, str] = field(default_factory=dict)
    seen: int = 0
    titles: set[str] = field(default_factory=set)
    wrote: list[str] = field(default_factory=list)

    async def feed(self, line: str) -> list[str]:
        """One line in; what people see then."""
        said = await self._act(line)
        await self.house.settle()
        await self.look()
        wrote, self.wrote = self.wrote, []
        return [*wrote, *said]

    async def _act(self, line: str) -> list[str]:
        match read(line):
            case Wait(span):
                await self.house.turn(span, self.look)
            case Jump(span):
                await self.house.jump(span, self.look)
            case Typed(who, said):
                return await self._types(self._user(who), said)
            case Push(who, label, rest):
                return await self._pushes(self._user(who), label, rest)
            case Turned(how):
                await self._turned(how)
            case Unknown():
                raise NotHere("notation of the terminal")
            case Comment() | Restart():
                pass
        return []

    async def _types(self, who: str, said: str) -> list[str]:
        said = re.sub(r"@(\w+)", lambda m: f"<@{self._user(m[1])}|{m[1]}>", said)
        said = re.sub(r"^(for )?(\w+)(?=[:,] )", self._addressed, said)
        name = said.split(" ")[-1]
        if said.split(" ")[0] in NAMING and name.isalpha() and name not in ("yes", "no", "off"):
            said = said.removesuffix(name) + f"<@{self._user(name)}|{name}>"
        self.house.slack.modals.pop(who, None)
        if not said.startswith("/"):
            # Talk to the bot that is a verb would be a command; this is one that looks the same.
            verb = said.split(" ")[0].lower() in COMMANDS
            await self.house.send(payloads.mention(who, "\u200b" * verb + said, CHANNEL))
            return []
        trigger = self.house.slack.trigger(who)
        body = payloads.command(who, said[1:], CHANNEL, trigger)
        told = (await self.house.send(body)).text
        return [f"bot>{self.names[who]}> {told}"] if told else self._asked(who, "")

    def _addressed(self, found: re.Match[str]) -> str:
        """Whoever a line begins with; in Slack their name is no name to the bot."""
        for id, name in self.names.items():
            if name == found[2]:
                return f"{found[1] or ''}<@{id}|{name}>"
        return found[0]

    async def _pushes(self, who: str, label: str, rest: str) -> list[str]:
        await self.house.settle()
        await self.look()
        found = self._button(who, label)
        if found is None:
            modal = self._modal(who)
            if modal is None and label.lower() in self.titles:
                raise NotHere("a modal that is closed")
            if modal and modal["title"]["text"].lower() == label.lower():
                return await self._fills(who, rest)
            return [f"bot>{self.names[who]}> {self._sees(who, label)}"]
        message, button = found
        body = payloads.action(who, button, message.channel, self.house.slack.trigger(who))
        self.house.slack.modals.pop(who, None)
        await self.house.send(body)
        return await self._fills(who, rest) if self._modal(who) else []

    async def _fills(self, who: str, rest: str) -> list[str]:
        view = self._modal(who)
        assert view
        if not rest:
            return self._asked(who, rest)
        self.titles.add(view["title"]["text"].lower())
        try:
            values = answers(form_of(view), rest)
        except ValueError as error:
            raise NotHere("a field that the modal has not") from error
        sent = await self.house.send(payloads.submission(who, view, state_of(view, values)))
        if not sent.content:  # else it stays open, with a sentence in it that is whispered too
            self.house.slack.modals.pop(who)
        return []

    def _asked(self, who: str, rest: str) -> list[str]:
        view = self._modal(who)
        self.titles |= {view["title"]["text"].lower()} if view else set()
        return [f"bot>{self.names[who]}> {ask(form_of(view))}"] if view else []

    def _sees(self, who: str, label: str) -> str:
        """That somebody sees no such button, as the local room says it."""
        known = next((k for m in self.house.slack.visible(who) if (k := _labels(m))), [])
        sentence = words.SEES_BUTTONS if known else words.NO_SUCH_BUTTON
        shown = " ".join(f"[{k}]" for k in known)
        return sentence.format(who=self.names[who], label=label, known=shown)

    def _button(self, who: str, label: str) -> tuple[Message, Json] | None:
        for message in self.house.slack.visible(who):
            for block in message.blocks:
                for button in reading.buttons(block):
                    if button["text"]["text"].lower() == label.lower():
                        return message, button
        return None

    def _modal(self, who: str) -> Json | None:
        stack = self.house.slack.modals.get(who)
        return stack[-1] if stack else None

    async def _turned(self, how: str) -> None:
        slack = self.house.slack
        if how == "archived":
            body = payloads.event("channel_archive", channel=CHANNEL, user="UADMIN")
        elif how == "public":
            slack.members[CHANNEL].add("USTRANGER")
            body = self._came("member_joined_channel")
        else:
            slack.members[CHANNEL].discard("USTRANGER")
            body = self._came("member_left_channel")
        await self.house.send(body)

    def _came(self, kind: str) -> dict[str, Any]:
        return payloads.event(kind, user="USTRANGER", channel=CHANNEL, channel_type="G")

    async def look(self) -> None:
        """Write down what has been posted or edited since the last look."""
        new = sorted((m for m in self.house.slack.messages if m.seq > self.seen), key=_seq)
        for message in new:
            self.seen = max(self.seen, message.seq)
            self.wrote.append(self._line(message))

    def _line(self, message: Message) -> str:
        said = reading.line([{"text": message.text, "blocks": message.blocks}], self.names)
        for id, name in self.names.items():
            said = said.replace(f"@{id}", f"@{name}").replace(id, name)
        to = message.to or next((u for u in self.names if dm(u) == message.channel), "")
        if to:
            return f"bot>{self.names[to]}> {said}"
        return f"bot{'*' if message.edited else '>'} {said}"

    def _user(self, name: str) -> str:
        id = user(name)
        if id not in self.names:
            self.names[id] = name.lower()
            self.house.slack.members[CHANNEL].add(id)
        return id


def form_of(view: Json) -> Form:
    """The fields of a modal, as the local room asks them, with what stands in them."""
    fields = tuple(_field(block) for block in view["blocks"] if block["type"] == "input")
    return Form("", view["title"]["text"], fields)


def state_of(view: Json, values: Mapping[str, str]) -> dict[str, Any]:
    """The state of a modal that was filled in so, as Slack sends it."""
    state: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name, element = block["block_id"], block["element"]
            filled = _filled(element, values.get(name, ""))
            state[name] = {f"{INPUT}.{name}": filled}
    return state


def _field(block: Json) -> Field:
    element = block["element"]
    options = [element.get("initial_option"), *element.get("initial_options", [])]
    chosen = ",".join(o["value"].removeprefix(MARK) for o in options if o)
    label = block["label"]["text"]
    return Field(block["block_id"], label, value=element.get("initial_value", chosen))


def _filled(element: Json, value: str) -> dict[str, Any]:
    options = element.get("options")
    if element["type"] == "users_select":
        return {"type": "users_select", "selected_user": user(value) if value else None}
    if options is None and re.search(r"@\w", value):
        raise NotHere("a text field takes no mention")
    if options is None:
        return {"type": "plain_text_input", "value": value or None}
    by_value = {o["value"].removeprefix(MARK): o for o in options}
    named = (v.strip() for v in value.split(",") if v.strip())
    chosen = [v if v in by_value or user(v) not in by_value else user(v) for v in named]
    if any(v not in by_value for v in chosen):
        raise NotHere(f"{value} is not on offer")
    wanted = [by_value[v] for v in chosen]
    if element["type"] == "static_select":
        return {"type": element["type"], "selected_option": wanted[0] if wanted else None}
    return {"type": element["type"], "selected_options": wanted}


def _labels(message: Message) -> list[str]:
    return [b["text"]["text"] for block in message.blocks for b in reading.buttons(block)]


def _seq(message: Message) -> int:
    return message.seq
