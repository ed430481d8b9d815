"""The bot as a process of its own in a Discord of our own: what passes over the wire."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.discord.permissions import least
from tests.discord.fake import APP, CHANNEL, TOKEN, Discord, Fault, discord, interaction, settings
from tests.loopback import beside
from tests.process import Bot, cli

CALLBACK = "/interactions/{0}/token-{0}/callback"
NONE: Mapping[str, str] = {}
POSTS = f"/channels/{CHANNEL}/messages"


async def until(running: Bot, world: Discord) -> None:
    """A command is answered, and what comes of it is posted."""
    await world.happens("INTERACTION_CREATE", interaction(1, "join"))
    assert (await world.answered(CALLBACK.format(1)))["type"] == 5
    posted = await world.answered(POSTS)
    assert posted["enforce_nonce"]
    assert "14" in posted["allowed_mentions"]["users"]


async def test_a_command_is_kept_acknowledged_and_answered(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world) as running:
        await until(running, world)
        await world.happens("INTERACTION_CREATE", interaction(2, "menu"))
        shown = await world.answered(f"/webhooks/{APP}/token-2/messages/@original")
        assert "Mastermind" in str(shown)
        assert TOKEN not in running.log
        assert "token-2" not in running.log


async def test_the_same_interaction_twice_is_acted_on_once(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world) as running:
        await until(running, world)
        await world.happens("INTERACTION_CREATE", interaction(1, "join"))
        await world.happens("INTERACTION_CREATE", interaction(3, "leave", words="yes"))
        await world.answered(POSTS, 2)
        assert len(world.messages) == 2
        assert sum(path == CALLBACK.format(1) for _, path, _ in world.calls) == 1


async def test_answers_do_not_wait_for_each_other(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world) as running:
        world.held[CALLBACK.format(1)] = slow = asyncio.Event()
        await world.happens("INTERACTION_CREATE", interaction(1, "menu"))
        await world.answered(CALLBACK.format(1))
        await world.happens("INTERACTION_CREATE", interaction(2, "menu"))
        assert (await world.answered(CALLBACK.format(2)))["type"] == 5
        slow.set()
        shown = await world.answered(f"/webhooks/{APP}/token-2/messages/@original")
        assert "Mastermind" in str(shown)
        assert running.process


async def test_a_message_that_was_accepted_and_lost_is_posted_once(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with discord() as world:
        world.faults += [Fault(POSTS, 500, after=True), Fault(POSTS, 503, after=True)]
        async with started(tmp_path, sqlite_url, world) as running:
            await world.happens("INTERACTION_CREATE", interaction(1, "join"))
            await world.answered(POSTS, 3)
            assert len(world.messages) == 1
            assert running.process


async def test_after_a_dropped_connection_it_goes_on(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world) as running:
        await until(running, world)
        await world.drop()
        await world.happens("INTERACTION_CREATE", interaction(2, "menu"))
        await world.answered(f"/webhooks/{APP}/token-2/messages/@original")


async def test_a_client_that_ended_is_replaced(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world) as running:
        await world.happens("INTERACTION_CREATE", {"id": "1"})  # discord.py ends by this
        await world.connected(2)
        await until(running, world)
        assert "another one takes over" in running.log


async def test_commands_are_told_once_also_after_a_restart(sqlite_url: str, tmp_path: Path) -> None:
    async with discord() as world:
        async with started(tmp_path, sqlite_url, world) as running:
            await asyncio.to_thread(running.kill)
            await asyncio.to_thread(running.start)
        told = [path for _, path, _ in world.calls if path.endswith("/commands")]
        assert told == [f"/applications/{APP}/commands"]


@asynccontextmanager
async def started(
    folder: Path, url: str, world: Discord, more: Mapping[str, str] = NONE
) -> AsyncIterator[Bot]:
    """The bot, at work; `more` are settings besides those that it takes."""
    running = Bot(folder, url, {"LOG_LEVEL": "DEBUG", **settings(world), **more})
    await asyncio.to_thread(running.start)
    try:
        yield running
    finally:
        await asyncio.to_thread(running.kill)


def test_a_token_that_discord_refuses_ends_it_with_a_sentence(
    sqlite_url: str, tmp_path: Path
) -> None:
    with beside(discord()) as world:
        wrong = settings(world) | {"DISCORD_TOKEN": TOKEN.replace("x", "y")}
        ended = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, PORT="0", **wrong)
        assert "WRONG Discord: it does not know the DISCORD_TOKEN" in ended.out
        ended = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, PORT="0", **settings(world))
        assert "ok    Discord: the bot is called Mastermind there" in ended.out
        ended = cli(tmp_path, "run", DATABASE_URL=sqlite_url, PORT="0", LOG_LEVEL="ERROR", **wrong)
        assert "Discord does not know the DISCORD_TOKEN" in ended.err


def test_the_invitation_asks_for_the_least(tmp_path: Path) -> None:
    ended = cli(tmp_path, "discord", "invite", DISCORD_TOKEN=TOKEN, DISCORD_GUILD_ID="12")
    (line,) = ended.lines
    assert line == (
        f"https://discord.com/oauth2/authorize?client_id={APP}&scope=bot+applications.commands"
        f"&permissions={least()}&guild_id=12"
    )
    assert not least() & (1 << 3 | 1 << 17)  # neither to administer nor to mention everyone
    assert "DISCORD_TOKEN is not set" in cli(tmp_path, "discord", "invite").sentence


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"DISCORD_TOKEN": "abc"}, "DISCORD_TOKEN can't be used"),
        ({"DISCORD_GUILD_ID": "peers"}, "DISCORD_GUILD_ID can't be used"),
        ({"DISCORD_SHARDS": "4-9/8"}, "DISCORD_SHARDS can't be used"),
        ({"DISCORD_GATEWAY_URL": "ws://gateway.example"}, "DISCORD_GATEWAY_URL can't be used"),
        ({"DISCORD_API_BASE_URL": "http://api.example"}, "DISCORD_API_BASE_URL can't be used"),
    ],
)
def test_settings_that_cant_be_used_are_told(
    bad: dict[str, str], said: str, tmp_path: Path
) -> None:
    assert said in cli(tmp_path, "discord", "invite", **bad).sentence
