"""The bot in a simulated guild: a real engine, store and room, the real discord.py, and a Discord
that runs beside it without a network.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle, UserHandle
from simcord.env import Env

from adapters.clock import HandClock
from adapters.discord.app import Parts
from adapters.discord.shards import Shards
from adapters.store import SqlStore
from bot.engine import Engine
from scheduler.hand import NoJobs, turn
from scheduler.pump import Pump
from tests.discord.overheard import overhear
from tests.discord.wired import wired

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
ONE = Shards((0,), 1)
Walls = dict[
    RoleHandle
    | MemberActor
    | UserHandle
    | discord.Role
    | discord.Member
    | discord.User
    | discord.ClientUser,
    discord.PermissionOverwrite,
]
SEES = discord.PermissionOverwrite(view_channel=True)
BLIND = discord.PermissionOverwrite(view_channel=False)


class GuildClock(HandClock):
    """A clock that the guild keeps to as well, as soon as there is one."""

    env: Env | None = None

    def set(self, at: datetime) -> None:
        """Set both forward."""
        super().set(at)
        if self.env:
            late = (self.now() - self.env.now()).total_seconds()
            self.env.backend.advance_clock(max(late, 0.0))


@dataclass(slots=True)
class House:
    """The bot, and the guild in which it is."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    store: SqlStore
    clock: GuildClock
    engine: Engine
    parts: Parts
    pump: Pump
    shards: Shards
    people: dict[str, MemberActor] = field(default_factory=dict)

    def person(self, name: str) -> MemberActor:
        """Somebody of this name, who is let into the channel."""
        if name not in self.people:
            role = self.guild.roles["members"]
            user = self.env.create_user(name)
            self.people[name] = self.guild.add_member(user, roles=[role])
        return self.people[name]

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        await self.turn(timedelta(), _nobody)

    async def turn(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> None:
        """Let time pass, with a look after each alarm."""
        await turn(self.engine, self.pump, self.clock, self.clock.now() + span, seen)

    async def jump(self, span: timedelta, seen: Callable[[], Awaitable[None]]) -> None:
        """The clock jumps, and nothing happens on the way."""
        self.clock.jump(span)
        await self.turn(timedelta(), seen)

    async def restart(self) -> None:
        """The bot dies, and another one takes over what is in the store."""
        bot = wired(self.engine, self.clock, self.shards)
        self.parts, self.pump = bot.parts, bot.pump
        await self.env.restart_bot(self.parts.bot)


@asynccontextmanager
async def house(store: SqlStore, shards: Shards = ONE) -> AsyncIterator[House]:
    """The bot as it runs in a guild, in a channel of its members, with time that stands still."""
    clock = GuildClock(START)
    engine = Engine(store, clock, NoJobs())
    engine.start()
    bot = wired(engine, clock, shards)
    env = Env(bot.parts.bot)
    try:
        await env.start()
        env.backend.subscribers.append(overhear)
        clock.env = env
        clock.set(START)
        guild = env.create_guild("Peers", shard_id=shards.ids[-1])
        members = guild.create_role("members")
        assert env.bot.user
        walls: Walls = {guild.default_role: BLIND, members: SEES, env.bot.user: SEES}
        channel = guild.create_text_channel("mastermind", overwrites=walls)
        await env.settle()
        yield House(env, guild, channel, store, clock, engine, bot.parts, bot.pump, shards)
        await env.shutdown()
        assert env.errors == []
    finally:
        engine.stop()


async def _nobody() -> None:
    """Nobody watches."""
