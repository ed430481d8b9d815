"""Connections that break, are taken up again or are not, and being put out: people go on talking,
and the bot goes on hearing.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.store import open_store
from tests.discord.face import Face
from tests.discord.far import Far, far
from tests.discord.gateway import BEAT, IDENTIFY, RESUME
from tests.discord.guilds import Guild, guild, settings
from tests.discord.seen import Seen
from tests.loopback import beside
from tests.process import cli

JOINED = ["bot> Welcome | @ben joined."]


@pytest.mark.parametrize("again", [True, False])
async def test_a_session_that_is_no_more_becomes_another(
    again: bool, world: Guild, face: Face
) -> None:
    await face.feed("ann> /join")
    world.gateway.invalid.append(again)
    await world.gateway.drop()
    await world.gateway.heard(*((RESUME, 2) if again else (IDENTIFY, 2)))
    assert await face.feed("ben> /join") == JOINED


async def test_what_cannot_be_taken_up_is_begun_anew(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    world.gateway.refused += [503, 503]
    await world.gateway.drop()
    await world.gateway.heard(IDENTIFY, 2)
    assert await face.feed("ben> /join") == JOINED


async def test_whoever_is_asked_to_connect_anew_misses_nothing(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    await world.gateway.again()
    assert await face.feed("ben> /join") == JOINED
    assert world.gateway.spoken.count(IDENTIFY) == 1
    assert world.gateway.spoken.count(RESUME) == 1


async def test_a_connection_that_acknowledges_nothing_is_given_up(
    world: Guild, sqlite_url: str, tmp_path: Path
) -> None:
    world.gateway.interval = 500
    async with far(world, sqlite_url, tmp_path, silence=4.0) as bot:
        face = Face(bot, Seen(bot.env))
        await face.feed("ann> /join")
        await world.gateway.heard(BEAT, 12)  # longer than it bears silence
        assert world.gateway.spoken.count(IDENTIFY) == 1
        world.gateway.mute = True
        await world.gateway.heard(IDENTIFY, 2)
        world.gateway.mute = False
        assert await face.feed("ben> /join") == JOINED
        assert "Discord gave no sign for 4.0 s" in bot.log.read_text("utf-8")


async def test_an_outage_is_nothing_and_to_be_put_out_is(
    world: Guild, bot: Far, face: Face
) -> None:
    for text in ("ann> /join", "ann> /schedule every Tuesday 18:00 Europe/London"):
        await face.feed(text)
    assert await face.feed("ann> [Confirm]")
    there = {"id": str(world.guild.id)}
    await world.gateway.happens("GUILD_DELETE", {**there, "unavailable": True})
    await bot.turn(timedelta(days=2), face.look)
    assert await face.feed("# it comes back")
    await world.gateway.happens("GUILD_DELETE", there)
    await bot.settle()
    before = len(world.rest.calls)
    assert await face.feed("... 14d") == []
    assert world.rest.calls[before:] == []


async def test_commands_that_have_changed_are_told_once(
    world: Guild, bot: Far, sqlite_url: str
) -> None:
    async def told() -> int:
        await bot.restart()
        return len(world.rest.made("PUT", "*/commands"))

    assert await told() == 1
    await bot.kill()
    with open_store(sqlite_url) as store, store.transaction() as tx:
        app = world.env.backend.application_id
        tx.key(f"discord commands {app}", "those of another version", anew=True)
    await bot.start()
    assert await told() == 2


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4004, "Discord does not know the DISCORD_TOKEN: look at Bot, Reset Token"),
        (4013, "Discord does not know what the bot wants to hear: install a newer one."),
        (4014, "Discord does not let the bot hear what it wants to: look at Bot, Privileged"),
    ],
)
def test_where_it_is_not_let_in_whoever_runs_it_is_told_what_to_do(
    code: int, sentence: str, sqlite_url: str, tmp_path: Path
) -> None:
    with beside(guild()) as world:
        world.gateway.fatal = code
        wanted = {**settings(world), "LOG_LEVEL": "ERROR"}
        ended = cli(tmp_path, "run", DATABASE_URL=sqlite_url, PORT="0", **wanted)
    assert ended.sentence.startswith(sentence)
