"""People in a simulated guild, who do what a transcript says; what they see is written down as the
local room writes it.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simcord.actors import MemberActor
from simcord.backend.models import Message, Overwrite
from simcord.enums import OverwriteType
from simcord.results import InteractionResult, ResponseMessage

from adapters.chat.forms import MARK
from adapters.discord import commands, limits
from adapters.discord.commands import Option
from adapters.local.notation import How, answers, ask
from bot.commands import COMMANDS
from bot.forms import Form
from bot.words import rooms as say
from tests.discord.far import Far
from tests.discord.forms import field_of, fields_of, title_of
from tests.discord.houses import House
from tests.discord.reading import buttons, line
from tests.discord.seen import Seen, Sight, is_between, shape
from tests.playing import NotHere, Playing, named, sees, talk, written

Json = Mapping[str, Any]
Open = Callable[[], Awaitable[InteractionResult]]


@dataclass(slots=True)
class Face(Playing):
    """Everybody in one channel. `opens` opens once more the form that somebody has before them."""

    house: House | Far
    seen: Seen
    opens: dict[str, Open] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)

    def is_over(self) -> bool:
        return self.house.channel.id not in self.house.env.backend.channels

    async def restarts(self) -> None:
        await self.house.restart()

    # -- typing ------------------------------------------------------------------------------------

    async def types(self, name: str, said: str) -> list[str]:
        who = self.house.person(name)
        self.opens.pop(who.name, None)
        if len(said) > 1900:
            raise NotHere("more than a line takes")
        if not said.startswith("/"):
            said = re.sub(r"^(for )?(\w+)(?=[:,] )", self._addressed, said)
            return await self._mentions(who, talk(said))
        verb, _, rest = said[1:].partition(" ")
        if guest := named(said):
            rest = rest.removesuffix(guest) + f"@{guest}"
        if (verb := verb.lower()) not in COMMANDS:
            raise NotHere("a command that is none")
        try:
            given = self._options(verb, rest.strip())
        except NotHere:  # what the command does not take can be said to the bot by its name
            return await self._mentions(who, f"{verb} {rest}")

        async def typed() -> InteractionResult:
            path = f"{commands.ROOT} {commands.paths()[verb]}"
            return await who.slash(self.house.channel, path, **given)

        return await self._opened(who, typed, "")

    def _addressed(self, found: re.Match[str]) -> str:
        """Whoever a line begins with; in Discord their name is no name to the bot."""
        known = found[2] in self.house.people
        return f"{found[1] or ''}@{found[2]}" if known else found[0]

    async def _mentions(self, who: MemberActor, said: str) -> list[str]:
        bot = self.house.env.bot.user
        assert bot
        await who.send(self.house.channel, f"{bot.mention} {self._called(said)}")
        return []

    def _options(self, verb: str, rest: str) -> dict[str, Any]:
        """What somebody fills in, so that the line is the one that they would type elsewhere."""
        known, given = commands.options(verb), dict[str, Any]()
        for number, option in enumerate(known):
            if not rest:
                break
            alone = number + 1 == len(known) or any(o.before for o in known[number + 1 :])
            said, rest = (rest, "") if alone else [*rest.split(" ", 1), ""][:2]
            given[option.name] = self._value(option, said)
        if rest or any(option.required and option.name not in given for option in known):
            raise NotHere("not what the command asks for")
        return given

    def _value(self, option: Option, said: str) -> Any:
        if option.kind == "person":
            if not re.fullmatch(r"@\w+", said):
                raise NotHere("nobody")
            return self.house.person(said[1:].lower())
        if option.kind == "number":
            if not said.isascii() or not said.isdecimal():
                raise NotHere("no number")
            return int(said)
        if option.choices and said not in option.choices:
            raise NotHere("not on offer")
        return self._called(said)

    def _called(self, said: str) -> str:
        return re.sub(r"@(\w+)", lambda m: self.house.person(m[1].lower()).mention, said)

    # -- pressing and filling in -------------------------------------------------------------------

    async def pushes(self, name: str, label: str, rest: str) -> list[str]:
        who = self.house.person(name)
        await self.house.settle()
        await self.look()
        found = self._button(who, label)
        if found is None and (opens := self.opens.get(who.name)):
            return await self._opened(who, opens, rest)
        if found is None:
            if label.lower() in self.titles:
                raise NotHere("a form that is closed")
            return [sees(name, label, self._labels(who))]
        message, id = found
        return await self._opened(who, lambda: self._clicks(who, message, id), rest)

    async def _clicks(self, who: MemberActor, message: Message, id: str) -> InteractionResult:
        shown = ResponseMessage(self.house.env, message)
        alone = message.channel_id in self.house.env.backend.dm_channels.values()
        return await (who.user if alone else who).click(shown, custom_id=id)

    async def _opened(self, who: MemberActor, opens: Open, rest: str) -> list[str]:
        """What comes of a command or a button: a form, which is filled in or shown, or nothing."""
        result = await opens()
        if result.modal is None:
            self.opens.pop(who.name, None)
            return []
        self.titles.add(title_of(result.modal).lower())
        self.opens[who.name] = opens
        pages = await self._pages(who, result)
        fields = tuple(one for page in pages for one in fields_of(page))
        form = Form("", title_of(pages[0]), fields)
        if not rest:
            return [f"bot>{who.name}> {ask(form)}"]
        try:
            values = answers(form, rest)
        except ValueError as error:
            raise NotHere("a field that the form has not") from error
        shown = result if len(pages) == 1 else await opens()
        for number, page in enumerate(pages):
            if number:
                shown = await self._more(who)
            await self._submit(who, shown, page, values)
        self.opens.pop(who.name, None)
        return []

    async def _pages(self, who: MemberActor, result: InteractionResult) -> list[Json]:
        """All steps of a form, each filled in as little as it takes to see the next one."""
        first: Json = result.modal or {}
        pages, count = [first], int((re.findall(r"\(\d/(\d)\)$", first["title"]) or [1])[0])
        while len(pages) < count:
            needed = [one for one in fields_of(pages[-1]) if one.required and not one.value]
            values = {one.name: one.choices[0][0] if one.choices else "x" for one in needed}
            await self._submit(who, result, pages[-1], values)
            result = await self._more(who)
            pages.append(result.modal or {})
        return pages

    async def _more(self, who: MemberActor) -> InteractionResult:
        message = self.seen.between(str(who.id))
        assert message
        more = next(b for b in buttons(shape(message)) if b["label"] == say.MORE_FIELDS)
        return await self._clicks(who, message, more["custom_id"])

    async def _submit(
        self, who: MemberActor, shown: InteractionResult, page: Json, values: Mapping[str, str]
    ) -> None:
        filled: dict[str, Any] = {}
        for label in page["components"]:
            one = label["component"]
            said = values.get(one["custom_id"], field_of(label).value)
            filled[one["custom_id"]] = self._filled(one, said)
        alone = shown._interaction.guild_id is None
        await (who.user if alone else who).submit_modal(shown, filled)

    def _filled(self, one: Json, said: str) -> Any:
        if one["required"] and not said:
            raise NotHere("nothing, where something has to be said")
        if one["type"] == limits.USER_SELECT:
            return [self.house.person(said.removeprefix("@").lower())] if said else []
        if one["type"] == limits.SELECT:
            offered = [o["value"] for o in one["options"]]
            named = (each.strip() for each in said.split(",") if each.strip())
            chosen = [self._choice(offered, each) for each in named]
            if any(each not in offered for each in chosen):
                raise NotHere(f"{said} is not on offer")
            return chosen
        if re.search(r"@\w", said):
            raise NotHere("a text field takes no mention")
        if len(said) > one["max_length"]:
            raise NotHere("a text that the field does not take")
        return said

    def _choice(self, offered: Sequence[str], said: str) -> str:
        """The value of a choice; somebody's is their id."""
        who = self.house.people.get(said)
        theirs = f"{MARK}{who.id}" if who else ""
        return theirs if theirs in offered else f"{MARK}{said}"

    def _labels(self, who: MemberActor) -> list[str]:
        """The buttons that somebody has before them."""
        shown = (self._buttons(message) for message in self.seen.visible(str(who.id)))
        return [one["label"] for one in next((found for found in shown if found), [])]

    def _button(self, who: MemberActor, label: str) -> tuple[Message, str] | None:
        for message in self.seen.visible(str(who.id)):
            for one in self._buttons(message):
                if one["label"].lower() == label.lower():
                    return message, one["custom_id"]
        return None

    def _buttons(self, message: Message) -> list[Json]:
        shown = shape(message)
        return [] if is_between(shown) else buttons(shown)

    # -- the channel, and what is seen in it -------------------------------------------------------

    async def turned(self, how: How) -> None:
        backend, channel = self.house.env.backend, self.house.channel
        if how == "archived":
            backend.delete_channel(channel.id)
        else:
            everybody = self.house.guild.default_role.id
            bit = 1 << 10
            allow, deny = (bit, 0) if how == "public" else (0, bit)
            backend.set_overwrite(channel.id, Overwrite(everybody, OverwriteType.ROLE, allow, deny))
        await self.house.env.settle()

    async def look(self) -> None:
        self.wrote += [self._line(sight) for sight in self.seen.news()]

    def _line(self, sight: Sight) -> str:
        names = {str(who.id): name for name, who in self.house.people.items()}
        return written(line([sight.message], names), names, sight.to, edited=sight.edited)
