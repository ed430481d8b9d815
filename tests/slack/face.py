"""People in a simulated workspace, who do what a transcript says; what they see is written down as
the local room writes it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.chat.forms import MARK
from adapters.local.notation import How, answers, ask
from adapters.slack.views import INPUT
from bot.forms import Field, Form
from tests.playing import NotHere, Playing, named, sees, talk, written
from tests.slack import payloads, reading
from tests.slack.fake import Message, dm
from tests.slack.far import Far
from tests.slack.houses import House

CHANNEL = "C42"
Json = Mapping[str, Any]


def user(name: str) -> str:
    """The id of somebody, by their name."""
    return "U" + re.sub(r"[^a-z0-9]", "", name.lower()).upper()


@dataclass(slots=True)
class Face(Playing):
    """Everybody in one channel."""

    house: House | Far
    names: dict[str, str] = field(default_factory=dict)
    seen: int = 0
    titles: set[str] = field(default_factory=set)

    async def types(self, name: str, said: str) -> list[str]:
        who = self._user(name)
        said = re.sub(r"@(\w+)", lambda m: f"<@{self._user(m[1])}|{m[1]}>", said)
        said = re.sub(r"^(for )?(\w+)(?=[:,] )", self._addressed, said)
        if guest := named(said):
            said = said.removesuffix(guest) + f"<@{self._user(guest)}|{guest}>"
        self.house.slack.modals.pop(who, None)
        if not said.startswith("/"):
            await self.house.send(payloads.mention(who, talk(said), CHANNEL))
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

    async def pushes(self, name: str, label: str, rest: str) -> list[str]:
        who = self._user(name)
        await self.house.settle()
        await self.look()
        found = self._button(who, label)
        if found is None:
            modal = self._modal(who)
            if modal is None and label.lower() in self.titles:
                raise NotHere("a modal that is closed")
            if modal and modal["title"]["text"].lower() == label.lower():
                return await self._fills(who, rest)
            return [sees(self.names[who], label, self._known(who))]
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

    def _known(self, who: str) -> list[str]:
        """The buttons that somebody has before them."""
        return next((k for m in self.house.slack.visible(who) if (k := _labels(m))), [])

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

    async def turned(self, how: How) -> None:
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
        new = sorted((m for m in self.house.slack.messages if m.seq > self.seen), key=_seq)
        for message in new:
            self.seen = max(self.seen, message.seq)
            self.wrote.append(self._line(message))

    def _line(self, message: Message) -> str:
        said = reading.line([{"text": message.text, "blocks": message.blocks}], self.names)
        to = message.to or next((u for u in self.names if dm(u) == message.channel), "")
        return written(said, self.names, to, edited=message.edited)

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
