"""A week of a guild with the bot as a process of its own: killed in the middle of the meeting, held
up by Discord, cut off from it while people go on, and still the conversation is the one that the
browser room shows.
"""

from pathlib import Path

import pytest

from tests.discord.contract import held
from tests.discord.face import Face
from tests.discord.far import far
from tests.discord.gateway import RESUME
from tests.discord.guilds import guild
from tests.discord.rest import Fault
from tests.discord.seen import Seen
from tests.transcripts import FOLDER

WEEK = FOLDER / "week.txt"
HELD_UP = "ben> [Next]"  # at the first of these Discord wants nothing for a moment
CUT_OFF = "cat> risk: A survey hides those who would leave."  # the bot hears of it afterwards


async def test_a_week_reads_as_it_does_in_the_browser(sqlite_url: str, tmp_path: Path) -> None:
    done = list[str]()

    async def feed(face: Face, line: str) -> list[str]:
        if line == HELD_UP and line not in done:
            world.rest.faults.append(Fault("PATCH", "/channels/*/messages/*", 429, after=0.2))
        if line == CUT_OFF:
            await world.gateway.drop()
        done.append(line)
        return await face.feed(line)

    async with guild() as world, far(world, sqlite_url, tmp_path) as bot:
        played, said = await held(WEEK, Face(bot, Seen(bot.env)), feed)
    assert played == said
    assert {"!restart", HELD_UP, CUT_OFF} <= {*done}
    assert [each.status for each in world.rest.calls].count(429) == 1
    assert world.gateway.spoken.count(RESUME) == 1
    assert len(world.rest.made("PUT", "*/commands")) == 1


@pytest.mark.parametrize("name", ["schedule_form", "in_writing", "charter", "commit_private"])
async def test_whole_conversations_are_the_same_over_the_wire(
    name: str, sqlite_url: str, tmp_path: Path
) -> None:
    async with guild() as world, far(world, sqlite_url, tmp_path) as bot:
        played, said = await held(FOLDER / f"{name}.txt", Face(bot, Seen(bot.env)))
    assert played == said
