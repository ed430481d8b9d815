"""A workspace in which two people have a group, and what they do in it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.store import SqlStore
from bot.group import Group
from tests.slack import payloads, reading
from tests.slack.face import CHANNEL, Face, user
from tests.slack.fake import TEAM, Slack
from tests.slack.houses import House, house

__all__ = ["ANN", "BEN", "GROUP", "SECOND", "bot", "button", "group", "last", "typed"]

GROUP = f"slack:{TEAM}:{CHANNEL}"
ANN, BEN = user("ann"), user("ben")
SECOND = timedelta(seconds=1)  # two requests signed in one second would be a replay


@pytest.fixture
async def bot(sqlite_store: SqlStore) -> AsyncIterator[House]:
    """A workspace in which ann and ben have a group."""
    async with house(sqlite_store, Slack()) as made:
        face = Face(made)
        for line in ("ann> /join", "ben> /join"):
            await face.feed(line)
        yield made


def group(bot: House) -> Group:
    state = bot.engine.reader.state(GROUP)
    assert isinstance(state, Group)
    return state


def last(bot: House, who: str = ANN) -> str:
    """The newest message that somebody sees."""
    return bot.slack.visible(who)[0].text


def button(bot: House, label: str, who: str = ANN) -> tuple[str, Any]:
    """A button that somebody sees, and the channel that it is in."""
    for message in bot.slack.visible(who):
        for block in message.blocks:
            for found in reading.buttons(block):
                if found["text"]["text"] == label:
                    return message.channel, found
    raise AssertionError(label)


async def typed(bot: House, text: str, who: str = ANN, channel: str = CHANNEL) -> str:
    """The answer to a slash command, and all that follows."""
    body = payloads.command(who, text, channel, bot.slack.trigger(who))
    told = (await bot.send(body)).text
    await bot.settle()
    return told
