"""What Discord's payloads mean: payload -> one of a closed union, without asking anybody.

Shapes: https://docs.discord.com/developers/interactions/receiving-and-responding. A payload that
means nothing to us is `Nothing`; whatever is missing in one is read as "", so that none raises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from adapters.chat.body import Body, part_of, text_of
from adapters.discord import commands
from adapters.discord.commands import COMMIT_MENU, MEMBER_MENU, Option

LONGEST = 4000  # characters of a line that is read
MENTION = re.compile(r"<@!?(\d+)>")
MANAGE = (1 << 3) | (1 << 5)  # permissions: to administer or to manage the guild
THREADS = (10, 11, 12)  # the types of channels that are threads
DM = "dm"  # where a direct message is, in place of a guild


@dataclass(frozen=True, slots=True)
class From:
    """Who sent it and where they are. `guild` is "" in a direct message, `room` the channel, or the
    one that its thread belongs to; `id` is the delivery's. `number` and `token` answer an
    interaction ("" = it is none), `menu` says that it came from a component; `may` are the bot's
    permissions there.
    """

    app: str
    id: str
    guild: str = ""
    user: str = ""
    room: str = ""
    number: str = ""
    token: str = ""
    admin: bool = False
    menu: bool = False
    may: int | None = None

    @property
    def scope(self) -> str:
        """In which texts of buttons are good."""
        return f"discord:{self.guild or DM}"

    @property
    def group(self) -> str:
        """The id of the group that meets there; "" in a direct message or nowhere."""
        return f"discord:{self.guild}:{self.room}" if self.guild and self.room else ""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody typed to the bot: a command, or (no `slash`) what follows its name."""

    at: From
    name: str
    args: str = ""
    slash: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A button was pressed; `sealed` is what it carries, `message` what it stood on."""

    at: From
    sealed: str
    message: Body


@dataclass(frozen=True, slots=True)
class Fill:
    """A modal was submitted: its id, its data, and the message that it was opened from."""

    at: From
    sealed: str
    data: Body
    message: Body


@dataclass(frozen=True, slots=True)
class Wish:
    """A message shall become somebody's commitment: its text."""

    at: From
    text: str


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody types a command and wants to know what could stand at one place of it."""

    at: From
    name: str
    option: Option
    said: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing that we act on."""


Meant = Line | Push | Fill | Wish | Typing | Nothing


def parse(body: Body) -> Meant:
    """What an interaction means."""
    data, at = part_of(body, "data"), _origin(body)
    match body.get("type"):
        case 2 if data.get("type") == 3 and data.get("name") == COMMIT_MENU:
            said = part_of(
                part_of(part_of(data, "resolved"), "messages"), text_of(data, "target_id")
            )
            return Wish(at, text_of(said, "content")[:LONGEST])
        case 2 if data.get("type") == 2 and data.get("name") == MEMBER_MENU:
            return Line(at, "group", f"@{text_of(data, 'target_id')}", slash=True)
        case 2 if data.get("name") == commands.ROOT:
            verb, options = _leaf(data)
            given = {text_of(o, "name"): str(o.get("value", "")) for o in options}
            return Line(at, verb, commands.typed(verb, given).strip()[:LONGEST], slash=True)
        case 3 if data.get("component_type") == 2:
            return Push(at, text_of(data, "custom_id"), part_of(body, "message"))
        case 4:
            return _typing(data, at)
        case 5:
            return Fill(at, text_of(data, "custom_id"), data, part_of(body, "message"))
        case _:
            return Nothing()


def parse_message(body: Body, bot: str) -> Meant:
    """What a message means: words to us, with our name in a channel or in a direct message."""
    author, guild = part_of(body, "author"), text_of(body, "guild_id")
    called = bot in MENTION.findall(text_of(body, "content"))
    if author.get("bot") or not (called or not guild) or not author.get("id"):
        return Nothing()
    at = From(
        bot,
        f"discord:{bot}:{text_of(body, 'id')}",
        guild,
        text_of(author, "id"),
        _room(part_of(body, "channel")),
        admin=_admin(body),
    )
    said = MENTION.sub(lambda m: "" if m[1] == bot else m[0], text_of(body, "content"))
    verb, _, rest = said.strip()[:LONGEST].partition(" ")
    return Line(at, verb.removeprefix("/") or "menu", rest.strip())


def _typing(data: Body, at: From) -> Meant:
    verb, options = _leaf(data)
    known = {option.name: option for option in commands.options(verb)}
    for each in options:
        if each.get("focused") and (option := known.get(text_of(each, "name"))):
            return Typing(at, verb, option, str(each.get("value", "")))
    return Nothing()


def _leaf(data: Body) -> tuple[str, list[Body]]:
    """The verb of a command, and the options behind it."""
    verb, options = "", [*_maps(data.get("options"))]
    while options and options[0].get("type") in (1, 2):
        verb, options = text_of(options[0], "name"), [*_maps(options[0].get("options"))]
    return verb, options


def _origin(body: Body) -> From:
    app, number = text_of(body, "application_id"), text_of(body, "id")
    member = part_of(body, "member")
    user = part_of(member, "user") or part_of(body, "user")
    may = text_of(body, "app_permissions")
    return From(
        app,
        f"discord:{app}:{number}",
        text_of(body, "guild_id"),
        text_of(user, "id"),
        _room(part_of(body, "channel")),
        number,
        text_of(body, "token"),
        _admin(member),
        body.get("type") == 3 or bool(body.get("message")),
        int(may) if may.isdecimal() else None,
    )


def _room(channel: Body) -> str:
    """The channel, or that of a thread: there is one group in both."""
    thread = channel.get("type") in THREADS
    return text_of(channel, "parent_id") if thread else text_of(channel, "id")


def _admin(member: Body) -> bool:
    permissions = text_of(member, "permissions")
    return bool(permissions.isdecimal() and int(permissions) & MANAGE)


def _maps(listed: object) -> Iterator[Body]:
    return (each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict))
