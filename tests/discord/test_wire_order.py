"""Interactions that arrive in another order than that in which people made them, late, or twice:
each has one answer, and nothing is lost or done twice.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from itertools import permutations

import pytest

from bot import words
from tests.discord.face import Face, Open
from tests.discord.far import Far
from tests.discord.guilds import Guild
from tests.discord.test_wire_odd import MEETING

NEXT, DONE, WRITE = range(3)
LATE = timedelta(seconds=4)  # longer than Discord waits for the first response
Does = Callable[[], Awaitable[object]]


async def before(face: Face, *lines: str) -> None:
    """What happens in its order."""
    for line in lines:
        await face.feed(line)


def press(face: Face, name: str, label: str) -> Open:
    """A press of a button as it stands before somebody now."""
    who = face.house.person(name)
    found = face._button(who, label)
    assert found
    return partial(face._clicks, who, *found)


async def filled(face: Face, name: str, label: str, **values: str) -> Does:
    """A form that somebody has before them, filled in and not sent yet."""
    who = face.house.person(name)
    form = await press(face, name, label)()
    return partial(who.submit_modal, form, values)


async def arriving(world: Guild, face: Face, order: tuple[int, ...], *doing: Does) -> list[str]:
    """All of that at once, heard of in this order; what people see then. Each was answered, and
    once."""
    known = len(world.rest.made("POST", "*/callback"))
    async with world.arriving(*order):
        for does in doing:
            await does()
    seen = await face.feed("# it arrives")
    told = [each.path for each in world.rest.made("POST", "*/callback")[known:]]
    assert len({*told}) == len(told) == len(doing)
    return seen


@pytest.mark.parametrize("order", [*permutations((NEXT, DONE, WRITE))])
async def test_what_is_done_in_one_moment_may_arrive_in_any_order(
    order: tuple[int, ...], world: Guild, face: Face
) -> None:
    await before(face, *MEETING)
    does = press(face, "ben", "Next"), press(face, "ann", "Done")
    writes = await filled(face, "cat", "Write", mood="awake")
    seen = await arriving(world, face, order, *does, writes)
    assert [each for each in seen if each.startswith("bot* ")][-1].split(" ")[2] == "(2/10)"
    assert sum("@cat (arrives, #1" in each for each in seen) == 1
    assert (f"bot>ann> {words.MOVED_ON}" in seen) == (order.index(NEXT) < order.index(DONE))
    late = any(each.startswith("bot>cat> Arrive is over, so this is kept as late") for each in seen)
    assert late == (order.index(NEXT) < order.index(WRITE))


@pytest.mark.parametrize("order", [(0, 1, 0), (1, 0, 1), (1, 0, 0)])
async def test_what_comes_again_after_something_else_counts_once(
    order: tuple[int, ...], world: Guild, face: Face
) -> None:
    await before(face, *MEETING)
    writes = await filled(face, "cat", "Write", mood="awake")
    seen = await arriving(world, face, order, press(face, "ben", "Next"), writes)
    assert [each for each in seen if each.startswith("bot* ")][-1].split(" ")[2] == "(2/10)"
    assert sum("@cat (arrives, #1" in each for each in seen) == 1
    assert not any("#2" in each for each in seen)


async def test_a_press_on_a_board_that_was_taken_back_does_nothing(
    world: Guild, face: Face
) -> None:
    await before(face, *MEETING, "cat> [Write] mood=awake", "ann> [Done]", "ben> [Done]")
    turn, back = press(face, "ann", "Done with my turn"), press(face, "ben", "Back")
    seen = await arriving(world, face, (1, 0), turn, back)
    assert f"bot>ann> {words.MOVED_ON}" in seen
    assert [each for each in seen if each.startswith("bot* Arrive (1/10)")]


async def test_what_rests_on_something_that_has_not_arrived_is_refused_in_words(
    world: Guild, face: Face
) -> None:
    await before(face, "ann> /join")
    dee, channel = world.person("dee"), world.channel
    seen = await arriving(
        world,
        face,
        (2, 1, 0),
        partial(dee.slash, channel, "mastermind join"),
        partial(dee.slash, channel, "mastermind commit", what="call the bank", day="friday"),
        partial(dee.slash, channel, "mastermind report", number=1, status="done"),
    )
    assert sum(each.startswith("bot>dee> ") for each in seen) == 2
    assert seen[-1] == "bot> Welcome | @dee joined."
    (mine,) = await face.feed("dee> /mine")
    assert "call the bank" not in mine


async def test_what_was_written_as_the_meeting_ended_is_given_back(
    world: Guild, face: Face
) -> None:
    await before(face, *MEETING)
    writes = await filled(face, "cat", "Write", mood="nobody shall lose this")
    ann, channel = world.person("ann"), world.channel
    ends = partial(ann.slash, channel, "mastermind run end", now="now")
    seen = await arriving(world, face, (1, 0), writes, ends)
    assert sum("nobody shall lose this" in each for each in seen) == 1
    assert [each for each in seen if each.startswith("bot>cat> That meeting is over")]


async def test_what_comes_late_and_turned_round_is_done_and_told_all_the_same(
    world: Guild, bot: Far, face: Face
) -> None:
    await before(face, *MEETING)
    writes, presses = await filled(face, "cat", "Write", mood="awake"), press(face, "ben", "Next")

    async def at_length() -> None:
        await presses()
        world.passed(bot.at + LATE)

    seen = await arriving(world, face, (1, 0), writes, at_length)
    assert [each.status for each in world.rest.made("POST", "*/callback")][-2:] == [404, 404]
    assert sum("@cat (arrives, #1" in each for each in seen) == 1
    assert [each for each in seen if each.startswith("bot>cat> Arrive is over")]
