"""Socket Mode: two connections through the same app, which are made anew when they break."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from adapters.slack.app import build
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
from tests.slack.fake import APP_TOKEN, BOT, TEAM, Slack
from tests.slack.houses import COMMAND, House, house

ANN = user("ann")


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it does not happen")


@asynccontextmanager
async def connected(bot: House) -> AsyncIterator[None]:
    """The connections of a bot, which look often whether they live."""
    slack = bot.slack
    ring = OneWorkspace(Installation(TEAM, slack.token, BOT))
    api = Api(ring, slack.url)
    people = People(api)
    pages = Pages(bot.engine, api, people, Seal("key"), COMMAND, lambda feed: "")
    ears = Ears(bot.engine, api, ring, people, Walls(bot.engine, api, ring), pages)
    sockets = Socket(build(ears), APP_TOKEN, slack.url, look=0.05)
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
        body = payloads.command(ANN, "join", CHANNEL, "trigger.1")
        envelope = await bot.slack.push("slash_commands", body)
        await until(lambda: envelope in bot.slack.acknowledged)
        state = bot.engine.reader.state(f"slack:{TEAM}:{CHANNEL}")
        assert isinstance(state, Group)
        assert state.ids == (ANN,)


async def test_a_connection_that_breaks_is_made_anew(sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Slack()) as bot, connected(bot):
        gone = bot.slack.sockets[0]
        await gone.close()
        await until(lambda: gone not in bot.slack.sockets)
        await until(lambda: len(bot.slack.sockets) == CONNECTIONS)
