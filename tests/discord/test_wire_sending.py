"""What a member sees where Discord refuses, forgets, breaks off or keeps the bot waiting: said
once, late at worst, and never for nothing.
"""

from datetime import timedelta

import pytest

from tests.discord.face import Face
from tests.discord.far import Far
from tests.discord.guilds import WINDOW, Guild
from tests.discord.reading import line
from tests.discord.rest import Fault, How
from tests.discord.seen import shape

JOINED = "bot> Welcome | @ben joined."
POSTS, EDITS, ANSWERS = "/channels/*/messages", "/channels/*/messages/*", "*/callback"
GROUP = ("ann> /join", "ben> /join", "cat> /join")
MEETING = (*GROUP, "ann> /start")


async def held(face: Face, *lines: str) -> list[str]:
    """The lines, one after the other; what people saw after the last one."""
    seen = list[str]()
    for text in lines:
        seen = await face.feed(text)
    return seen


def shown(world: Guild, text: str) -> int:
    """How many messages of the channel have this in them."""
    there = world.env.backend.messages[world.channel.id].values()
    names = {str(who.id): name for name, who in world.people.items()}
    return sum(text in line([shape(message)], names) for message in there if message.components)


# -- limits ----------------------------------------------------------------------------------------


async def test_a_limit_on_a_channel_is_waited_for(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", POSTS, 429, after=0.2))
    assert await face.feed("ben> /join") == [JOINED]
    assert [each.status for each in world.rest.made("POST", POSTS)] == [200, 429, 200]


async def test_a_limit_on_everything_stops_posts_for_as_long_as_it_says_and_no_answer(
    world: Guild, face: Face
) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", POSTS, 429, after=40, scope="global"))
    assert await face.feed("ben> /join") == []
    assert await face.feed("ann> /me")  # which is no matter of the group's
    assert await face.feed("cat> /join") == []
    assert len(world.rest.made("POST", POSTS)) == 2  # nothing was tried in vain
    assert await face.feed("... 1m") == [JOINED, "bot> Welcome | @cat joined."]


async def test_a_limit_that_comes_again_and_again_is_no_reason_to_hammer_or_to_end(
    world: Guild, face: Face
) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", POSTS, 429, after=0.05, scope="global", times=12))
    seen = await face.feed("ben> /join")
    while not seen:
        before = len(world.rest.made("POST", POSTS))
        seen = await face.feed("... 2m")
        assert len(world.rest.made("POST", POSTS)) - before <= 5
    assert seen == [JOINED]


# -- accepted, and nobody knows --------------------------------------------------------------------


@pytest.mark.parametrize("how", ["accept and fail", "accept and reset", "reset", "refuse"])
async def test_a_post_without_an_answer_is_one_message(how: How, world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", POSTS, 503, how=how))
    seen = [*await face.feed("ben> /join"), *await face.feed("... 1m")]
    assert seen == [JOINED]
    assert shown(world, "@ben joined") == 1


async def test_a_server_error_is_tried_again_at_once(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", POSTS, 500, how="accept and fail"))
    assert await face.feed("ben> /join") == [JOINED]
    assert shown(world, "@ben joined") == 1


@pytest.mark.parametrize("how", ["accept and fail", "refuse"])
async def test_long_after_it_looks_whether_its_message_is_there(
    how: How, world: Guild, bot: Far, face: Face
) -> None:
    await held(face, *GROUP)
    world.rest.faults.append(Fault("POST", POSTS, 503, how=how))
    first = await face.feed("ann> /start")
    await bot.kill()
    world.passed(bot.at + 2 * WINDOW)  # its nonces are forgotten
    bot.at += 2 * WINDOW
    await bot.start()
    seen = [*first, *await face.feed("... 1m")]
    assert sum("Facilitator: " in each and not each.startswith("bot*") for each in seen) == 1
    assert shown(world, "Facilitator: ") == 1
    assert any(each.startswith("bot* ") for each in await face.feed("ann> /pause"))
    assert shown(world, "Facilitator: ") == 1


async def test_whoever_says_the_same_again_is_not_taken_for_what_was_said(
    world: Guild, bot: Far, face: Face
) -> None:
    await held(face, *GROUP)
    world.rest.faults.append(Fault("POST", POSTS, 503, times=2))
    assert await held(face, "ben> /leave yes", "ben> /join") == []
    for _ in range(4):
        await face.feed("... 2m")
    assert shown(world, "@ben joined") == 2


# -- refusals, by the number of the error ----------------------------------------------------------


async def test_an_edit_that_is_too_much_for_now_is_made_later(world: Guild, face: Face) -> None:
    await held(face, *MEETING)
    world.rest.faults.append(Fault("PATCH", EDITS, 400, 30046))
    assert not [each for each in await face.feed("ann> [Done]") if each.startswith("bot*")]
    seen = await face.feed("... 5s")
    assert [each for each in seen if each.startswith("bot* ") and "Done: @ann" in each]


async def test_a_board_that_somebody_deleted_is_posted_anew(world: Guild, face: Face) -> None:
    await held(face, *MEETING)
    world.rest.faults.append(Fault("PATCH", EDITS, 404, 10008))
    seen = await face.feed("ann> [Done]")
    assert [each for each in seen if each.startswith("bot> ") and "Done: @ann" in each]


async def test_what_is_not_permitted_waits_until_it_is(world: Guild, bot: Far, face: Face) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", POSTS, 403, 50013))
    assert await face.feed("ben> /join") == []
    assert await face.feed("... 14m") == []
    assert await face.feed("... 2m") == [JOINED]
    assert "look whether all rights are given" in bot.log.read_text("utf-8")


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50001)])
async def test_a_channel_that_is_no_more_is_left_alone_until_somebody_writes(
    status: int, code: int, world: Guild, face: Face
) -> None:
    await held(face, *GROUP, "ann> /schedule every Tuesday 18:00 Europe/London", "ann> [Confirm]")
    world.rest.faults.append(Fault("POST", POSTS, status, code))
    before = len(world.rest.made("POST", f"/channels/{world.channel.id}/messages"))
    assert await face.feed("dee> /join") == []
    assert await face.feed("... 9d") == []
    assert len(world.rest.made("POST", f"/channels/{world.channel.id}/messages")) == before + 1
    assert await face.feed("dee> /menu")


async def test_whoever_lets_nobody_write_to_them_is_called_in_the_channel(
    world: Guild, face: Face
) -> None:
    await held(face, *GROUP)
    world.rest.faults.append(Fault("POST", "/users/@me/channels", 403, 50007))
    seen = await face.feed("ann> /start")
    assert [each for each in seen if "I have something for you alone" in each]


# -- answers to interactions -----------------------------------------------------------------------


async def test_an_answer_that_comes_too_late_is_a_direct_message(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    world.slow = timedelta(seconds=4)  # longer than Discord waits for the first response
    (told,) = await face.feed("ann> /mine")
    assert told.startswith("bot>ann> Yours")
    assert [each.status for each in world.rest.made("POST", ANSWERS)][-1] == 404
    assert world.env.backend.dm_channels


async def test_an_answer_after_a_quarter_of_an_hour_is_one_too(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("PATCH", "/webhooks/*", how="reset"))
    assert await face.feed("ann> /mine") == []
    (told,) = await face.feed("... 16m")
    assert told.startswith("bot>ann> Yours")
    assert world.env.backend.dm_channels


async def test_what_was_acknowledged_before_is_answered_all_the_same(
    world: Guild, face: Face
) -> None:
    await face.feed("ann> /join")
    world.rest.faults.append(Fault("POST", ANSWERS, 500, how="accept and fail"))
    (told,) = await face.feed("ann> /mine")
    assert told.startswith("bot>ann> Yours")
    assert [each.status for each in world.rest.made("POST", ANSWERS)][-2:] == [204, 400]


async def test_an_interaction_that_comes_twice_keeps_its_answer(world: Guild, face: Face) -> None:
    await face.feed("ann> /join")
    (told,) = await face.feed("ann> /mine")
    before = len(world.rest.calls)
    again = next(e for e in reversed(world.gateway.told) if e["t"] == "INTERACTION_CREATE")
    await world.gateway.happens("INTERACTION_CREATE", again["d"])
    assert await face.feed("# and again") == []
    assert [m for m in face.seen.visible(str(world.person("ann").id)) if "Yours" in str(m)]
    assert world.rest.calls[before:] == []
    assert told.startswith("bot>ann> Yours")
