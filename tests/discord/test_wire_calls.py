"""Calls of Discord's REST API over the wire: each has an answer, whatever befalls it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from adapters.clock import HandClock
from adapters.discord import hosts
from adapters.discord.api import PER_SECOND, Api, Bad, Good
from adapters.discord.client import Bot
from adapters.discord.gate import INVALID
from adapters.discord.shards import Shards
from tests.discord.gateway import START
from tests.discord.guilds import Guild
from tests.discord.houses import START as BEGIN
from tests.discord.rest import TOKEN, Fault

ME = "/users/@me"


@dataclass(slots=True)
class Calling:
    """A client that is let in, and what calls through it."""

    api: Api
    bot: Bot
    clock: HandClock

    async def me(self, method: str = "GET", path: str = ME) -> Good | Bad:
        """A call that always comes to the same."""
        return await self.api.call(method, path)


@pytest.fixture
async def caller(world: Guild) -> AsyncIterator[Calling]:
    hosts.use(f"{world.url}/api", world.url.replace("http", "ws") + START, world.url)
    clock, bots = HandClock(BEGIN), list[Bot]()
    api = Api(lambda: bots[0].calling, clock, patience=5.0)
    bots.append(Bot(api, _nothing, Shards((0,), 1)))
    await bots[0].login(TOKEN)
    yield Calling(api, bots[0], clock)
    await bots[0].close()


async def test_after_a_thousand_refusals_nothing_is_sent_for_a_while(
    world: Guild, caller: Calling
) -> None:
    world.rest.faults.append(Fault("GET", ME, 403, 50001, times=INVALID))
    for _ in range(INVALID):
        assert isinstance(await caller.me(), Bad)
    before = len(world.rest.calls)
    told = await caller.me()
    assert isinstance(told, Bad)
    assert (told.kind, told.after) == ("retry", 600)
    assert len(world.rest.calls) == before
    caller.clock.jump(timedelta(minutes=11))
    world.rest.calls.clear()  # which were too many for one second
    assert isinstance(await caller.me(), Good)


async def test_a_limit_that_all_bots_share_is_nobodys_refusal(
    world: Guild, caller: Calling
) -> None:
    shared = Fault("GET", ME, 429, after=31, scope="shared", times=INVALID)
    world.rest.faults.append(shared)
    for _ in range(INVALID):
        assert await caller.me() == Bad("retry", "rate limited", 31)
    world.rest.calls.clear()
    assert isinstance(await caller.me(), Good)


async def test_an_address_that_is_shut_out_rests_for_as_long_as_it_is_told(
    world: Guild, caller: Calling
) -> None:
    world.rest.faults.append(Fault("GET", ME, 429, after=120, scope="cloud"))
    assert isinstance(await caller.me(), Bad)
    answer = await caller.api.answer("POST", "/interactions/{webhook_id}/x/callback", {}, "1", "x")
    assert answer == Bad("retry", "nothing is sent for a while", 120)
    caller.clock.jump(timedelta(minutes=2))
    assert isinstance(await caller.me(), Good)


async def test_an_answer_that_does_not_come_holds_nobody_up(world: Guild, caller: Calling) -> None:
    world.rest.held["/users/1"] = late = asyncio.Event()
    assert await caller.me(path="/users/1") == Bad("unsure", "no answer yet")
    assert isinstance(await caller.me(), Good)
    late.set()
    await caller.api.close()  # it was waited for all the same
    assert len(world.rest.made("GET", "/users/1")) == 1


async def test_whoever_is_cancelled_in_a_limit_on_everything_stops_nobody_else(
    world: Guild, caller: Calling
) -> None:
    world.rest.faults.append(Fault("GET", "/users/1", 429, after=0.3, scope="global"))
    asked = asyncio.create_task(caller.me(path="/users/1"))
    await world.rest.once("GET", "/users/1")
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await world.rest.once("GET", "/users/1", 2)  # by itself
    assert isinstance(await caller.api.call("GET", "/users/@me"), Good)


async def test_no_more_is_sent_in_a_second_than_discord_takes(
    world: Guild, caller: Calling
) -> None:
    calls = [caller.me("DELETE", "/users/1") for _ in range(3 * PER_SECOND)]
    world.rest.faults.append(Fault("DELETE", "/users/1", 204, times=len(calls)))
    await asyncio.gather(*calls)
    at = [each.at for each in world.rest.made("DELETE", "/users/1")]
    assert len(at) == len(calls)
    assert at[-1] - at[0] > 2  # three seconds' worth, and no clock is as exact as that


async def test_between_two_clients_a_call_is_for_later(caller: Calling) -> None:
    await caller.bot.close()
    assert await caller.me() == Bad("retry", "between two clients")
    waiting = Bot(caller.api, _nothing)
    assert waiting.calling is None


async def test_a_page_of_a_proxys_is_no_answer(world: Guild, caller: Calling) -> None:
    world.rest.faults.append(Fault("GET", ME, 200, how="garble"))
    assert await caller.me() == Bad("unsure", "no answer of Discord's")


async def _nothing(_: Bot) -> None:
    """There is nothing to be told before."""
