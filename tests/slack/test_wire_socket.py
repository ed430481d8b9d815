"""Socket Mode: two connections through the same app, which are made anew when they break."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from adapters.slack.app import answering, build
from adapters.slack.client import Api
from adapters.slack.hear import Ears
from adapters.slack.installation import Installation
from adapters.slack.keyring import OneWorkspace
from adapters.slack.people import People
from adapters.slack.socket import CONNECTIONS, Socket
from adapters.slack.walls import Walls
from adapters.slack.wishes import Pages
from adapters.store import SqlStore
from bot.group import Group
from bot.seal import Seal
from tests.slack import payloads
from tests.slack.face import CHANNEL, user
from tests.slack.fake import APP_TOKEN, BOT, TEAM, Fault, Slack
from tests.slack.houses import House, house
from tests.slack.shown import COMMAND

ANN, BEN, CAT = map(user, ("ann", "ben", "cat"))


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it does not happen")


def joins(who: str) -> dict[str, Any]:
    """Somebody types that they join."""
    return payloads.command(who, "join", CHANNEL, f"trigger.{who}")


async def done(slack: Slack, who: str, through: int) -> None:
    """Somebody joins through one of the connections; that it is acknowledged."""
    envelope = await slack.push("slash_commands", joins(who), through)
    await until(lambda: envelope in slack.acknowledged)


def group_in(bot: House) -> Group:
    """The group as it is kept."""
    state = bot.engine.reader.state(f"slack:{TEAM}:{CHANNEL}")
    assert isinstance(state, Group)
    return state


@asynccontextmanager
async def connected(bot: House) -> AsyncIterator[None]:
    """The connections of a bot, which look often whether they live."""
    slack = bot.slack
    ring = OneWorkspace(Installation(TEAM, slack.token, BOT))
    api = Api(ring, slack.url)
    people = People(api)
    pages = Pages(bot.engine, api, people, Seal("key"), COMMAND, lambda feed: "")
    ears = Ears(bot.engine, api, ring, people, Walls(bot.engine, api, ring), pages)
    sockets = Socket(build(answering(ears)), APP_TOKEN, slack.url, look=0.05)
    await sockets.start()
    try:
        await until(lambda: len(slack.sockets) == CONNECTIONS)
        yield
    finally:
        await sockets.stop()
        await people.close()
        await api.close()


async def test_a_command_through_a_socket_is_acknowledged_after_the_commit(
    sqlite_store: SqlStore,
) -> None:
    async with house(sqlite_store, Slack()) as bot, connected(bot):
        bot.slack.members[CHANNEL].add(ANN)
        envelope = await bot.slack.push("slash_commands", joins(ANN))
        await until(lambda: envelope in bot.slack.acknowledged)
        assert group_in(bot).ids == (ANN,)


async def test_a_connection_that_breaks_is_made_anew(sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Slack()) as bot, connected(bot):
        gone = bot.slack.sockets[0]
        await gone.close()
        await until(lambda: gone not in bot.slack.sockets)
        await until(lambda: len(bot.slack.sockets) == CONNECTIONS)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_new_connection_stands_before_the_old_one_goes(
    reason: str, sqlite_store: SqlStore
) -> None:
    async with house(sqlite_store, Slack()) as bot, connected(bot):
        slack = bot.slack
        slack.members[CHANNEL] |= {ANN, BEN, CAT}
        old, other = slack.sockets
        await slack.warn(0, reason)
        await done(slack, ANN, through=0)
        await until(lambda: len(slack.sockets) == CONNECTIONS + 1)
        assert slack.sockets[:2] == [old, other]
        await done(slack, BEN, through=0)
        await done(slack, CAT, through=2)
        await old.close()  # as Slack does a few seconds after its warning
        await until(lambda: len(slack.sockets) == CONNECTIONS)
        await done(slack, CAT, through=1)  # once more
        await bot.settle()
        assert group_in(bot).ids == (ANN, BEN, CAT)
        assert len([m for m in slack.messages if "joined" in m.text]) == len((BEN, CAT))


async def test_what_was_not_acknowledged_comes_again_and_is_done_once(
    sqlite_store: SqlStore,
) -> None:
    async with house(sqlite_store, Slack()) as bot, connected(bot):
        slack = bot.slack
        slack.members[CHANNEL].add(ANN)
        told = payloads.mention(ANN, "join", CHANNEL)
        await slack.push("events_api", told, through=0)
        await slack.sockets[0].close()  # before it could be acknowledged, perhaps
        await until(lambda: len(slack.sockets) == CONNECTIONS)
        again = await slack.push("events_api", told)
        await until(lambda: again in slack.acknowledged)
        await bot.settle()
        assert group_in(bot).ids == (ANN,)
        assert len([m for m in slack.messages if "made this group" in m.text]) == 1


async def test_who_is_not_let_in_is_told_why_and_tries_again(
    sqlite_store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    slack = Slack(faults=[Fault("apps.connections.open", "invalid_auth")])
    async with house(sqlite_store, slack) as bot, connected(bot):
        assert "can't connect: invalid_auth" in caplog.text


async def test_what_could_not_be_kept_is_not_acknowledged(sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Slack()) as bot, connected(bot):
        slack = bot.slack
        slack.members[CHANNEL].add(ANN)
        bot.engine.stop()
        lost = await slack.push("events_api", payloads.mention(ANN, "join", CHANNEL), through=0)
        seen = await slack.push("events_api", payloads.event("emoji_changed"), through=0)
        await until(lambda: seen in slack.acknowledged)
        await asyncio.sleep(0.2)
        assert lost not in slack.acknowledged
