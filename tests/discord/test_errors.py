"""What Discord's refusals mean to the outbox: the table, row by row, through the real library."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from adapters.discord.api import Good
from adapters.discord.errors import kind_of
from adapters.store import SqlStore
from bot.cards import note
from bot.effects import Show, Whisper
from bot.parcels import Answer, Lost, Parcel, Rebuild, Rejected, Retry, Sent
from bot.values import replace
from tests.discord.houses import House, house

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.fixture
async def bot(sqlite_store: SqlStore) -> AsyncIterator[House]:
    async with house(sqlite_store) as home:
        yield home


def parcel(bot: House, effect: Show | Whisper, receipt: str = "") -> Parcel:
    lane = f"discord:{bot.guild.id}:{bot.channel.id}"
    return Parcel(lane, effect, AT, lane, id=7, receipt=receipt)


async def posted(bot: House) -> Answer:
    return await bot.parts.room.post(parcel(bot, Show("board:1", note("Board", "Now"))))


@pytest.mark.parametrize(
    ("status", "code", "answer"),
    [
        (429, 0, Retry(60.0)),
        (403, 20028, Retry(1.0)),
        (503, 0, Retry(1.0)),
        (500, 0, Retry(1.0)),
        (404, 10003, Lost("404 10003")),
        (403, 50001, Lost("403 50001")),
        (403, 50013, Retry(900.0)),
        (403, 0, Retry(900.0)),
        (401, 0, Lost("401 0")),
        (404, 10004, Lost("404 10004")),
        (400, 50035, Rejected("400 50035")),
        (400, 0, Rejected("400 0")),
    ],
)
async def test_a_post_that_is_refused(bot: House, status: int, code: int, answer: Answer) -> None:
    bot.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    assert await posted(bot) == answer
    assert isinstance(await posted(bot), Sent)  # and nothing of it is left


@pytest.mark.parametrize(
    ("status", "code", "answer"),
    [
        (404, 10008, Rebuild()),
        (400, 30046, Retry(1.0)),
        (403, 50013, Retry(900.0)),
    ],
)
async def test_an_edit_that_is_refused(bot: House, status: int, code: int, answer: Answer) -> None:
    first = await posted(bot)
    assert isinstance(first, Sent)
    bot.env.inject_error("PATCH", "/channels/*/messages/*", status=status, code=code)
    later = Show("board:1", note("Board", "Later"))
    assert await bot.parts.room.edit(parcel(bot, later, first.receipt)) == answer
    if code != 10008:
        assert await bot.parts.room.edit(parcel(bot, later, first.receipt)) == first


async def test_an_archived_thread_is_woken(bot: House) -> None:
    board = await posted(bot)
    assert isinstance(board, Sent)
    below = parcel(bot, Show("items:1", note("Written", "Much")))
    first = await bot.parts.room.post(replace(below, under=board.receipt))
    assert isinstance(first, Sent)
    thread = first.receipt.partition(":")[0]
    assert thread == board.receipt.partition(":")[2]
    bot.env.inject_error("POST", f"/channels/{thread}/messages", status=400, code=50083)
    assert await bot.parts.room.post(replace(below, under=board.receipt)) == Retry(1.0)
    woken = [c.path for c in bot.env.http_requests if c.json == {"archived": False}]
    assert woken == [f"/channels/{thread}"]
    assert isinstance(await bot.parts.room.post(replace(below, under=board.receipt)), Sent)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_thread_that_can_be_made_in_a_moment_is_waited_for(bot: House, status: int) -> None:
    board = await posted(bot)
    assert isinstance(board, Sent)
    below = replace(parcel(bot, Show("items:1", note("Written", "Much"))), under=board.receipt)
    bot.env.inject_error("POST", "/channels/*/messages/*/threads", status=status)
    assert isinstance(await bot.parts.room.post(below), Retry)
    made = await bot.parts.room.post(below)
    assert isinstance(made, Sent)
    assert made.receipt.partition(":")[0] == board.receipt.partition(":")[2]


async def test_somebody_who_can_be_reached_nowhere_is_called_in_the_channel(bot: House) -> None:
    ann = bot.person("ann")
    bot.env.inject_error("POST", "/users/@me/channels", status=403, code=50278)
    told = parcel(bot, Whisper(str(ann.id), note("", "A secret")))
    assert await bot.parts.room.whisper(told) == Sent()
    (message,) = bot.env.backend.messages[bot.channel.id].values()
    assert "something for you alone" in str(message.components)
    assert "secret" not in str(message.components)
    assert message.ping_user_ids == [ann.id]


async def test_what_was_acknowledged_before_is_acknowledged(bot: House) -> None:
    assert kind_of(400, 40060) == "done"
    assert kind_of(404, 10062) == "late"
    assert isinstance(await bot.parts.api.call("GET", "/users/@me"), Good)
