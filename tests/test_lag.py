"""The loop's lag is told for each moment at which it was late, and not once for all of them."""

import asyncio
from time import sleep

from bot.house.lag import EVERY, looked_at


async def test_a_loop_that_stands_still_is_late_at_each_look_that_it_misses() -> None:
    late: list[float] = []
    async with looked_at(late.append):
        while not late:
            await asyncio.sleep(EVERY / 10)
        before = len(late)
        sleep(5 * EVERY)  # as one who holds everybody up
        while len(late) == before:
            await asyncio.sleep(EVERY / 10)
    missed = late[before:]
    assert len(missed) >= 5
    assert max(missed) >= 4 * EVERY
    assert missed == sorted(missed, reverse=True)
    assert [task.get_name() for task in asyncio.all_tasks() if "lag" in task.get_name()] == []
