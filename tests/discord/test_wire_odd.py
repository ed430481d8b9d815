"""What no client of Discord's sends, or sends twice: an answer in words, and nothing happens that
nobody meant.
"""

from ast import literal_eval
from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.words import rooms as say
from tests.discord.face import Face
from tests.discord.far import Far
from tests.discord.guilds import Guild
from tests.discord.seen import shape

MEETING = ("ann> /join", "ben> /join", "cat> /join", "ann> /start")


def refused(world: Guild) -> list[str]:
    """The calls that Discord did not like."""
    return [f"{e.status} {e.method} {e.path}" for e in world.rest.calls if e.status >= 300]


async def test_two_presses_of_one_moment_are_one_and_both_are_answered(
    world: Guild, bot: Far, face: Face
) -> None:
    for text in MEETING:
        await face.feed(text)
    found = face._button(world.person("ann"), "Done")
    assert found
    message, id = found
    before = len(world.rest.made("POST", "*/callback"))
    world.env.heard = None  # nobody waits
    for _ in range(2):
        await world.person("ann").click(ResponseMessage(world.env, message), custom_id=id)
    world.env.heard = bot.settle
    seen = await face.feed("# both")
    assert sum("Done: @ann (1 of 3)" in each for each in seen) == 1
    assert len(world.rest.made("POST", "*/callback")) == before + 2
    assert refused(world) == []


async def test_a_form_that_is_delivered_twice_counts_once(world: Guild, face: Face) -> None:
    for text in ("ann> /join", "ann> /commit", "ann> [Commit] what=write the offer by=friday"):
        assert await face.feed(text)
    sent = next(e for e in reversed(world.gateway.told) if e["d"].get("type") == 5)
    await world.gateway.happens("INTERACTION_CREATE", sent["d"])
    assert await face.feed("# once more") == []
    (mine,) = await face.feed("ann> /mine")
    assert "#1 write the offer" in mine
    assert "#2" not in mine
    assert refused(world) == []


@pytest.mark.parametrize("what", ["other", "cut", "empty"])
async def test_a_button_that_was_tampered_with_does_nothing(
    what: str, world: Guild, face: Face
) -> None:
    for text in MEETING:
        await face.feed(text)
    ann, backend = world.person("ann"), world.env.backend
    found = face._button(ann, "Done")
    assert found
    id = {"other": f"{found[1][:-1]}!", "cut": found[1][:9], "empty": "x"}[what]
    copy = str(shape(found[0])["components"]).replace(repr(found[1]), repr(id))
    components: list[Any] = literal_eval(copy)
    message = backend.create_message(
        found[0].channel_id, backend.bot_user.id, "", components=components, flags=1 << 15
    )
    result = await ann.click(ResponseMessage(world.env, message), custom_id=id)
    assert result.response
    assert say.OLD_BUTTON.split(".")[0] in str(result.response.components)
    assert not [each for each in await face.feed("# nothing") if each.startswith("bot*")]


@pytest.mark.parametrize(
    "nick", ["Z\u200d" * 16 + "\u202eoe", "\u200d" * 31 + "z", "z\u0000\u0007\nand **more**"]
)
async def test_whatever_somebody_is_called_the_group_goes_on(
    nick: str, world: Guild, face: Face
) -> None:
    user = world.env.create_user("zoe")
    world.people["zoe"] = world.guild.add_member(
        user, roles=[world.guild.roles["members"]], nick=nick
    )
    for text in ("ann> /join", "zoe> /join", "zoe> /commit call @ann by friday"):
        assert await face.feed(text)
    assert await face.feed("ann> /commit call @zoe by monday")
    assert await face.feed("ann> /mine")
    assert await face.feed("ann> /queue")
    assert refused(world) == []
