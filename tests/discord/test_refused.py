"""A form that is refused comes back: what was written is shown, and the form opens with it."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from simcord.backend.models import Message
from simcord.results import InteractionResult, ResponseMessage

from adapters.chat.forms import MARK
from adapters.discord import limits
from adapters.store import SqlStore
from bot import labels
from bot.commitments.commitment_card import of
from bot.group import Group
from bot.words import rooms as say
from tests.discord.face import Face
from tests.discord.houses import House, house
from tests.discord.reading import line
from tests.discord.seen import Seen

WRITTEN = {"what": "call *three* customers", "by": "friday", "sure": "9"}


@pytest.fixture
async def bot(sqlite_store: SqlStore) -> AsyncIterator[House]:
    async with house(sqlite_store) as home:
        yield home


@pytest.fixture
async def face(bot: House) -> Face:
    face = Face(bot, Seen(bot.env))
    for text in ("ann> /join", "ben> /join", *(f"ann> /commit {n} by friday" for n in "abc")):
        await face.feed(text)  # three are the most
    return face


def shown(bot: House, face: Face, label: str) -> list[Message]:
    """The messages with this button that ann sees."""
    seen = face.seen.visible(str(bot.person("ann").id))
    return [message for message in seen if f"'label': '{label}'" in str(message.components)]


async def presses(bot: House, face: Face, label: str) -> InteractionResult:
    message = shown(bot, face, label)[0]
    result: InteractionResult = await bot.person("ann").click(
        ResponseMessage(bot.env, message), label=label
    )
    return result


async def fills(bot: House, opened: InteractionResult, **values: str) -> InteractionResult:
    """Ann fills in one step of a form as it is before her, but for these values."""
    assert opened.modal
    inputs = [label["component"] for label in opened.modal["components"]]
    filled: dict[str, Any] = {one["custom_id"]: _filled(one, values) for one in inputs}
    result: InteractionResult = await bot.person("ann").submit_modal(opened, filled)
    await bot.settle()
    return result


def _filled(one: Mapping[str, Any], values: Mapping[str, str]) -> Any:
    name = one["custom_id"]
    if one["type"] == limits.SELECT:
        chosen = [o["value"] for o in one["options"] if o.get("default")]
        return [MARK + values[name]] if name in values else chosen
    return [] if one["type"] == limits.USER_SELECT else values.get(name, one.get("value", ""))


def commitments(bot: House) -> list[str]:
    group = bot.engine.reader.state(f"discord:{bot.guild.id}:{bot.channel.id}")
    assert isinstance(group, Group)
    return [one.what for one in of(group, str(bot.person("ann").id))]


async def test_what_was_refused_is_put_right_and_sent_again(bot: House, face: Face) -> None:
    ann = bot.person("ann")
    await fills(bot, await ann.slash(bot.channel, "mastermind commit"), **WRITTEN)
    await fills(bot, await presses(bot, face, say.MORE_FIELDS), eyes="private")
    assert commitments(bot) == ["a", "b", "c"]
    (back,) = shown(bot, face, say.AGAIN)
    assert say.WRITTEN in line([{"components": back.components}], {})
    opened = await presses(bot, face, say.AGAIN)
    assert opened.modal
    values = [label["component"].get("value") for label in opened.modal["components"]]
    assert values[:4] == ["call *three* customers", "friday", None, "9"]
    await face.feed("ann> /done 1")
    await fills(bot, opened, by="monday")
    last = await presses(bot, face, say.MORE_FIELDS)
    assert last.modal
    (eyes,) = [label["component"] for label in last.modal["components"]]
    assert [o["value"] for o in eyes["options"] if o.get("default")] == [f"{MARK}private"]
    await fills(bot, last)
    assert commitments(bot) == ["b", "c", "call *three* customers"]
    assert shown(bot, face, say.AGAIN) == []


async def test_what_is_refused_twice_comes_back_once(bot: House, face: Face) -> None:
    ann = bot.person("ann")
    await fills(bot, await ann.slash(bot.channel, "mastermind commit"), **WRITTEN)
    await presses(bot, face, labels.BUTTON_SEND)
    await bot.settle()
    await fills(bot, await presses(bot, face, say.AGAIN))
    await presses(bot, face, labels.BUTTON_SEND)
    await bot.settle()
    assert len(shown(bot, face, say.AGAIN)) == 1
    assert commitments(bot) == ["a", "b", "c"]


async def test_after_a_restart_it_can_still_be_put_right(bot: House, face: Face) -> None:
    ann = bot.person("ann")
    await fills(bot, await ann.slash(bot.channel, "mastermind commit"), **WRITTEN)
    await presses(bot, face, labels.BUTTON_SEND)
    await bot.settle()
    await bot.restart()
    await face.feed("ann> /done 1")
    await fills(bot, await presses(bot, face, say.AGAIN))
    await presses(bot, face, labels.BUTTON_SEND)
    await bot.settle()
    assert commitments(bot) == ["b", "c", "call *three* customers"]
