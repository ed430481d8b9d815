"""A meeting is an event of the guild, for as long as it is planned or runs: once, whatever
happens.
"""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from simcord.backend.models import ScheduledEvent

from adapters.store import SqlStore
from bot.effects import Book
from bot.parcels import Parcel
from tests.discord.face import Face
from tests.discord.houses import House, house
from tests.discord.seen import Seen

TUESDAY = ("ann> /join", "ben> /join", "ann> /schedule every Tuesday 18:00 Europe/London")
PLANNED, ACTIVE, COMPLETED, CANCELLED = 1, 2, 3, 4


@pytest.fixture
async def bot(sqlite_store: SqlStore) -> AsyncIterator[House]:
    async with house(sqlite_store) as home:
        yield home


@pytest.fixture
async def face(bot: House) -> Face:
    face = Face(bot, Seen(bot.env))
    for line in TUESDAY:
        await face.feed(line)
    return face


def events(bot: House) -> list[ScheduledEvent]:
    """All that there were, in the order in which they begin."""
    found = bot.env.backend.guilds[bot.guild.id].scheduled_events.values()
    return sorted(found, key=lambda event: event.scheduled_start_time)


def stands(bot: House) -> list[int]:
    return [event.status for event in events(bot)]


def calls(bot: House, method: str) -> int:
    found = (call for call in bot.env.http_requests if "scheduled-events" in call.path)
    return sum(call.method == method for call in found)


async def test_a_planned_meeting_is_an_event_that_leads_to_the_channel(
    bot: House, face: Face
) -> None:
    assert events(bot) == []
    await face.feed("ann> [Confirm]")
    (event,) = events(bot)
    assert event.scheduled_start_time == "2026-03-03T18:00:00+00:00"
    assert event.entity_metadata == {
        "location": f"https://discord.com/channels/{bot.guild.id}/{bot.channel.id}"
    }
    assert (event.name, event.entity_type) == ("Mastermind meeting", 3)


async def test_it_is_moved_cancelled_and_made_anew_with_the_meeting(bot: House, face: Face) -> None:
    for line in ("ann> [Confirm]", "ann> /schedule skip", "ann> [Take back]"):
        await face.feed(line)
    assert stands(bot) == [CANCELLED, PLANNED, CANCELLED]  # the third is that of a week later
    await face.feed("ann> /schedule move Wed 19:00")
    event = events(bot)[1]
    assert event.scheduled_start_time == "2026-03-04T19:00:00+00:00"
    await face.feed("ann> /schedule skip")
    assert sorted(stands(bot)) == [PLANNED, CANCELLED, CANCELLED, CANCELLED]


async def test_a_group_that_wants_none_has_none(bot: House, face: Face) -> None:
    for line in ("ann> [Confirm]", "ann> /schedule entries off", "ann> /schedule move Wed 19:00"):
        await face.feed(line)
    assert stands(bot) == [CANCELLED]
    await face.feed("ann> /schedule entries")
    await face.feed("ann> [Entries again]")
    assert stands(bot) == [CANCELLED, PLANNED]
    for line in ("ann> /schedule entries off", "... 3d", "ann> /schedule entries on"):
        await face.feed(line)
    assert [each for each in stands(bot) if each != CANCELLED] == [PLANNED]


async def test_it_begins_and_ends_with_the_meeting(bot: House, face: Face) -> None:
    for line in ("ann> [Confirm]", "... 25h", "ben> /here"):
        await face.feed(line)
    assert stands(bot) == [ACTIVE, PLANNED]
    await face.feed("ann> /end yes")
    assert stands(bot) == [COMPLETED, PLANNED]


async def test_it_begins_early_with_a_meeting_that_does(bot: House, face: Face) -> None:
    for line in ("ann> [Confirm]", "... 24h", "ann> /start"):
        await face.feed(line)
    assert stands(bot) == [ACTIVE, PLANNED]
    ends, begins = (datetime.fromisoformat(str(events(bot)[0].scheduled_end_time)), bot.clock.now())
    assert ends > begins


async def test_an_event_whose_receipt_was_lost_is_found_again(bot: House, face: Face) -> None:
    await face.feed("ann> [Confirm]")
    (event,) = events(bot)
    lane = f"discord:{bot.guild.id}:{bot.channel.id}"
    book = Book("date:2026-03-03", "", "", bot.clock.now(), bot.clock.now())
    forgotten = Parcel(lane, book, bot.clock.now())
    await bot.engine.call(lambda tx: tx.rebuild(forgotten))
    await face.feed("ann> /agenda use hot_seat 75")
    assert [each.id for each in events(bot)] == [event.id]
    assert calls(bot, "POST") == 1


async def test_what_a_group_is_called_is_told_where_everybody_can_read_its_channel(
    bot: House, face: Face
) -> None:
    for line in ("ann> [Confirm]", "ann> /group name Grant Circle"):
        await face.feed(line)
    assert events(bot)[0].name == "Mastermind meeting"
    assert events(bot)[0].description == "For the members of this group."
    for line in ("!public", "ann> /schedule move Wed 19:00"):
        await face.feed(line)
    assert events(bot)[0].name == "Grant Circle"
    assert "Classic hot seat" in str(events(bot)[0].description)


async def test_without_the_permission_there_is_no_event_and_all_else_goes_on(
    bot: House, face: Face
) -> None:
    bot.env.inject_error("POST", f"/guilds/{bot.guild.id}/scheduled-events", status=403, code=50013)
    told = await face.feed("ann> [Confirm]")
    assert any("Schedule | Every Tuesday" in each for each in told)
    assert events(bot) == []
    told = await face.feed("... 25h")
    assert any("Arrive" in each for each in told)


async def test_an_event_that_somebody_deleted_is_made_anew_when_the_meeting_changes(
    bot: House, face: Face
) -> None:
    await face.feed("ann> [Confirm]")
    (event,) = events(bot)
    bot.env.backend.delete_scheduled_event(bot.guild.id, event.id)
    await face.feed("ann> /schedule move Wed 19:00")
    (anew,) = events(bot)
    assert anew.id != event.id


async def test_an_event_does_not_hold_a_meeting_up(bot: House, face: Face) -> None:
    path = f"/guilds/{bot.guild.id}/scheduled-events"
    bot.env.inject_error("GET", path, status=400, code=30046, times=None)
    await face.feed("ann> [Confirm]")
    told = await face.feed("ben> /mine")
    assert told == []  # for a few seconds it does
    for _ in range(3):
        told += await face.feed("... 1m")
    assert any("Yours" in each for each in told)
    assert calls(bot, "GET") == 4
    assert events(bot) == []
