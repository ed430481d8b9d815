"""Events of the guild over the wire: one for a meeting, also where Discord's answer is lost."""

import asyncio
from pathlib import Path

import pytest

from tests.discord.fake import GUILD, PATIENCE, Discord, Fault, discord, interaction
from tests.discord.test_wire_discord import started

EVENTS = f"/guilds/{GUILD}/scheduled-events"


async def types(world: Discord, number: int, verb: str, **given: str) -> None:
    """Ann types a command, and it is answered."""
    await world.happens("INTERACTION_CREATE", interaction(number, verb, **given))
    await world.answered(f"/interactions/{number}/token-{number}/callback")


async def stand(world: Discord, *statuses: int) -> None:
    """Until the events stand so, in the order in which they were made."""
    async with asyncio.timeout(PATIENCE):
        while [event["status"] for event in world.calendar.events.values()] != [*statuses]:
            await asyncio.sleep(0.02)


def made(world: Discord) -> int:
    return sum((method, path) == ("POST", EVENTS) for method, path, _ in world.calls)


@pytest.mark.parametrize("status", [500, 503])
async def test_an_event_that_was_made_and_not_answered_is_made_once(
    status: int, sqlite_url: str, tmp_path: Path
) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world):
        await types(world, 1, "join")
        world.faults.append(Fault(EVENTS, status, after=True, method="POST"))
        await types(world, 2, "schedule", words="every Tuesday 18:00 Europe/London")
        await types(world, 3, "schedule", words="yes 1")
        await stand(world, 1)
        await types(world, 4, "schedule", words="skip")
        await stand(world, 4, 1)
        assert made(world) == 2


async def test_a_bot_that_dies_as_it_makes_an_event_makes_one(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with discord() as world, started(tmp_path, sqlite_url, world) as running:
        await types(world, 1, "join")
        await types(world, 2, "schedule", words="every Tuesday 18:00 Europe/London")
        world.faults.append(Fault(EVENTS, 0, after=True, method="POST"))
        await types(world, 3, "schedule", words="yes 1")
        await stand(world, 1)
        await asyncio.to_thread(running.kill)
        await asyncio.to_thread(running.start)
        await types(world, 4, "schedule", words="skip")
        await stand(world, 4, 1)
        assert made(world) == 2
