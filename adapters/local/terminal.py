"""The terminal face of the local room: it reads the transcript notation and answers in it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from adapters.local.cardjson import card_json
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
    find_button,
    read,
    shown,
)
from adapters.local.room import Heard, LocalRoom
from bot import words
from bot.cards import note
from bot.events import Actor, Press
from bot.forms import Form
from bot.parcels import Posting

Ask = Callable[[Form], Awaitable[dict[str, str] | None]]


class Stage(Protocol):
    """What stands behind the terminal: a room, and time that may pass."""

    @property
    def room(self) -> LocalRoom:
        """The room as it is now; another one after a restart."""
        ...

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        ...

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Let time pass, with a look after each alarm; a sentence where it can't be turned."""
        ...

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> str:
        """Set the clock on or back with nothing on the way; a sentence where it can't be set."""
        ...

    async def restart(self) -> None:
        """Throw the process's memory away and go on from the database."""
        ...


@dataclass(slots=True)
class Terminal:
    """One terminal in one room, in which everybody's lines are typed.

    `ids` gives each line an event id of its own. `ask` fills in a form field by field, where a
    person sits at the terminal. `as_json` prints each answer as a line of JSON.
    """

    stage: Stage
    group: str
    ids: Iterator[str]
    ask: Ask | None = None
    as_json: bool = False
    zone: str = ""
    seq: int = 0
    seen: dict[str, Posting] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def feed(self, line: str) -> list[str]:
        """One line in; the lines that the room answers with."""
        sorry = await self._act(line)
        await self.stage.settle()
        await self._look()
        told, self.told = self.told, []
        return [*told, *([sorry] if sorry else [])]

    async def _look(self) -> None:
        self.told += await self.news()

    async def news(self) -> list[str]:
        """What has been hung on the wall since the last look."""
        lines: list[str] = []
        async with self.looking:
            while postings := await self.stage.room.wall(self.group, None, self.seq):
                for posting in postings:
                    self.seen[posting.id] = posting
                    self.seq = posting.seq
                    lines += [self._told(posting)] if posting.card else []
        return lines

    async def _act(self, line: str) -> str:
        match read(line):
            case Comment():
                return ""
            case Unknown(why):
                return self._sorry("", why)
            case Wait(span):
                return self._sorry("", await self.stage.turn(span, self._look))
            case Jump(span):
                return self._sorry("", await self.stage.jump(span, self._look))
            case Restart():
                await self.stage.restart()
                return ""
            case Turned(how):
                await self.stage.room.turned(self.group, how, next(self.ids))
                return ""
            case Typed(who, said):
                heard = await self.stage.room.line(
                    self.group, self._actor(who), said, next(self.ids)
                )
                return await self._heard(who, heard, "")
            case Push(who, label, rest):
                return await self._push(who, label, rest)

    async def _push(self, who: str, label: str, rest: str) -> str:
        await self.stage.settle()
        await self._look()
        if button := find_button(list(self.seen.values()), who, label):
            press = Press(button.verb, button.args, button.rev, button.form, button.group)
            heard = await self.stage.room.press(self.group, self._actor(who), press, next(self.ids))
            return await self._heard(who, heard, rest)
        if (form := self.forms.get(who)) and form.title.lower() == label.lower():
            return await self._heard(who, Heard(form=form), rest)
        return self._sorry(who, self._no_button(who, label))

    async def _heard(self, who: str, heard: Heard, rest: str) -> str:
        if heard.form is None:
            return self._sorry(who, heard.sorry)
        form = heard.form
        try:
            values = answers(form, rest) if rest else None
        except ValueError as error:
            return self._sorry(who, str(error))
        if values is None and self.ask:
            values = await self.ask(form)
        self.forms[who] = form
        if values is None:
            return self._sorry(who, ask(form))
        heard = await self.stage.room.submit(
            self.group, self._actor(who), form.name, values, form.rev, next(self.ids), form.group
        )
        return self._sorry(who, heard.sorry)

    def _actor(self, who: str) -> Actor:
        return Actor(who, self.zone)

    def _told(self, posting: Posting) -> str:
        if not self.as_json or posting.card is None:
            return shown(posting)
        kind = "whispered" if posting.to else ("edited" if posting.edited else "posted")
        told = {"to": posting.to, "kind": kind, "key": posting.key, "card": card_json(posting.card)}
        return json.dumps(told, ensure_ascii=False)

    def _sorry(self, who: str, why: str) -> str:
        if not why:
            return ""
        if self.as_json:
            told = {"to": who, "kind": "whispered", "key": "", "card": card_json(note("", why))}
            return json.dumps(told, ensure_ascii=False)
        return f"bot>{who}> {why}" if who else f"? {why}"

    def _no_button(self, who: str, label: str) -> str:
        known = _labels(list(self.seen.values()), who)
        sentence = words.SEES_BUTTONS if known else words.NO_SUCH_BUTTON
        return sentence.format(who=who, label=label, known=" ".join(f"[{k}]" for k in known))


def _labels(postings: Sequence[Posting], who: str) -> list[str]:
    """The buttons of the newest card with buttons that `who` sees."""
    for posting in sorted(postings, key=lambda p: -p.seq):
        if posting.card and posting.card.buttons and posting.to in ("", who):
            return [button.label for button in posting.card.buttons]
    return []
