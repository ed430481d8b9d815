"""The whole bot as it stands in guilds: the client, the room, and what connects them."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ParamSpec

from adapters.chat.walls import Readers
from adapters.discord import commands
from adapters.discord.api import PER_SECOND, Api, Bad
from adapters.discord.client import Bot
from adapters.discord.events import Events
from adapters.discord.hear import Ears
from adapters.discord.parse import From
from adapters.discord.people import People
from adapters.discord.replies import Replies
from adapters.discord.room import DiscordRoom, Draw
from adapters.discord.shards import Shards
from adapters.discord.walls import Walls
from bot.engine import Engine
from bot.events import Gone
from bot.ports import Clock

log = logging.getLogger(__name__)
PLATFORM = "discord"
P = ParamSpec("P")
Held = Callable[[], bool]


@dataclass(slots=True)
class Parts:
    """A bot that is not started yet, and the room that it brings; `make` makes another one in its
    place. In a `crew` there are more of them, by shard, each for one."""

    bot: Bot
    room: DiscordRoom
    api: Api
    make: Callable[..., Bot]
    crew: dict[int, "Parts"] = field(default_factory=dict)

    def renew(self) -> None:
        """Another client takes over: one of discord.py that has ended can't be started again."""
        self.bot = self.make()

    def part(self, own: Shards, held: Held) -> "Parts":
        """One more in the crew, which hears what happens in a shard while that is `held`."""
        make = partial(self.make, own, held)
        self.crew[own.ids[0]] = one = Parts(make(), self.room, self.api, make)
        return one

    @property
    def bots(self) -> Sequence[Bot]:
        """All clients of this process."""
        return [self.bot, *(one.bot for one in self.crew.values())]

    @property
    def guilds(self) -> list[str]:
        """The ids of the guilds that they are in."""
        return [guild for bot in self.bots for guild in bot.guild_ids()]

    @property
    def me(self) -> str:
        """The bot's own id; "" before it is let in."""
        return next((str(bot.user.id) for bot in self.bots if bot.user), "")


def create_bot(
    engine: Engine,
    clock: Clock,
    draw: Draw,
    only: str = "",
    pace: float = PER_SECOND,
    shards: Shards | None = None,
) -> Parts:
    """The bot. `only` is the id of the one guild that gets the commands, at once ("" = all, which
    takes Discord some minutes); `pace` is how many messages may be sent in a second; `shards` are
    those that this process owns (None = all, as many as Discord advises).
    """
    api = Api(lambda: parts.bot.calling, clock, pace)

    def is_open(guild: str, room: str) -> bool | None:
        known = (bot.is_open(guild, room) for bot in parts.bots)
        return next((found for found in known if found is not None), None)

    answers, people = Replies(api, clock), People(api, lambda: parts.guilds)
    walls, events = Walls(Readers(engine), is_open), Events(api, clock, lambda: parts.me)
    ears = Ears(engine, answers, people, walls, draw.seal)

    def make(own: Shards | None = shards, held: Held = _always) -> Bot:
        bot = Bot(api, partial(_begin, engine, only), own)
        bot.hear = _while(held, ears.hear)
        bot.gone = _while(held, partial(_gone, engine, clock))
        bot.changed = _while(held, partial(_changed, engine, clock, walls))
        return bot

    parts = Parts(make(), DiscordRoom(api, answers, people, clock, draw, events), api, make)
    return parts


def _always() -> bool:
    """What belongs to one process belongs to it all the time."""
    return True


def _while(held: Held, hear: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """Hear what happens in a shard only while it is ours: else another one hears it."""

    async def heard(*args: P.args, **named: P.kwargs) -> None:
        if held():
            await hear(*args, **named)

    return heard


async def _begin(engine: Engine, only: str, bot: Bot) -> None:
    """Tell Discord of our commands, where they are not those that it was told of last."""
    made, app = commands.payload(), str(bot.application_id)
    name = f"{PLATFORM} commands {app} {only}".strip()
    if await engine.call(lambda tx: tx.key(name, "")) == commands.mark(made):
        return
    if only:
        path = "/applications/{application_id}/guilds/{guild_id}/commands"
        told = await bot.api.call("PUT", path, made, application_id=app, guild_id=only)
    else:
        told = await bot.api.call(
            "PUT", "/applications/{application_id}/commands", made, application_id=app
        )
    if isinstance(told, Bad):
        log.error("Discord does not take the commands: %s", told.error)
        return
    await engine.call(lambda tx: tx.key(name, commands.mark(made), anew=True))


async def _gone(engine: Engine, clock: Clock, guild: str, room: str, why: str) -> None:
    """A room is no more, or (`room` "") all of a guild."""
    groups = engine.reader.rooms(PLATFORM, guild) if not room else [f"{PLATFORM}:{guild}:{room}"]
    for group in groups:
        if engine.reader.state(group) is not None:
            await engine.handle(Gone(_id(clock, group), group, why))


async def _changed(engine: Engine, clock: Clock, walls: Walls, at: From) -> None:
    """Somebody else can read a channel now, or fewer can."""
    if engine.reader.state(at.group) is not None:
        await walls.look(replace(at, id=_id(clock, at.group)))


def _id(clock: Clock, group: str) -> str:
    """The id of what a gateway tells without one: that of its instant."""
    return f"{group}:{clock.now().isoformat()}"
