"""A week of a workspace with the bot as a process of its own: killed in the middle of the meeting,
held up by Slack, and still the conversation is the one that the browser room shows.
"""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from tests.slack.contract import held
from tests.slack.face import Face
from tests.slack.fake import Fault, Slack, served
from tests.slack.far import far
from tests.transcripts import FOLDER

WEEK = FOLDER / "week.txt"
KILLED = "!restart"
HELD_UP = "ben> [Next]"  # at the first of these Slack wants nothing for a second


async def test_a_week_reads_as_it_does_in_the_browser(sqlite_url: str, tmp_path: Path) -> None:
    slack, done = Slack(), list[str]()

    async def feed(face: Face, line: str) -> list[str]:
        if line == KILLED:
            await bot.kill()
            await bot.start()
        held_up = line == HELD_UP and line not in done
        if held_up:
            slack.faults.append(Fault("chat.update", status=429, retry_after="1"))
        done.append(line)
        heard = await face.feed(line)
        if held_up:
            assert not slack.faults
            assert not [each for each in heard if each.startswith("bot*")]
            await asyncio.sleep(1)
            await bot.turn(timedelta(seconds=1), face.look)
            heard += await face.feed("# a second later")
        return heard

    async with served(slack), far(slack, sqlite_url, tmp_path) as bot:
        played, said = await held(WEEK, Face(bot), feed)
    assert played == said
    assert {KILLED, HELD_UP} <= {*done}


@pytest.mark.parametrize("name", ["schedule_form", "in_writing", "charter", "commit_private"])
async def test_whole_conversations_are_the_same_over_the_wire(
    name: str, sqlite_url: str, tmp_path: Path
) -> None:
    slack = Slack()
    async with served(slack), far(slack, sqlite_url, tmp_path) as bot:
        played, said = await held(FOLDER / f"{name}.txt", Face(bot))
    assert played == said
