"""A token near its end is renewed once, whoever asks, whatever happens meanwhile."""

import asyncio
from contextlib import ExitStack
from datetime import timedelta

import pytest

from adapters.slack.installation import Vault
from adapters.slack.keyring import NotInstalled, NotNow
from adapters.store import SqlStore, open_store
from tests.slack.oauth_server import slack
from tests.slack.workspaces import *  # noqa: F403
from tests.slack.workspaces import AT, KEY, NEAR, OVER, World
from tests.stores import contents


async def test_five_events_near_the_end_renew_once_and_wait_for_nothing(world: World) -> None:
    granted = await world.install()
    world.slack.delay = 1.0  # longer than five events take on any machine
    world.later(NEAR)
    found = await asyncio.gather(*(world.tokens.of("T1") for _ in range(5)))
    assert found == [granted] * 5
    await world.tokens.settle()
    fresh = await world.tokens.of("T1")
    assert world.slack.renewals == 1
    assert fresh.token in world.slack.tokens - {granted.token}
    assert fresh.expires_at == AT + NEAR + OVER


async def test_five_events_after_the_end_renew_once_and_wait_for_it(world: World) -> None:
    granted = await world.install()
    world.slack.delay = 0.1
    world.later(OVER)
    found = await asyncio.gather(*(world.tokens.of("T1") for _ in range(5)))
    assert len(set(found)) == world.slack.renewals == 1
    assert found[0].token != granted.token


@pytest.mark.parametrize("when", [NEAR, OVER])
async def test_of_two_processes_one_renews(
    postgres_store: SqlStore, postgres_url: str, when: timedelta
) -> None:
    async with slack() as there:
        with ExitStack() as bots:
            world = World(there, postgres_store, bots)
            other = world.bot(bots.enter_context(open_store(postgres_url)))
            await world.install()
            await other.of("T1")
            there.delay = 0.3
            world.later(when)
            both = (world.tokens, other)
            await asyncio.gather(*(tokens.of("T1") for tokens in both for _ in range(5)))
            await asyncio.gather(*(tokens.settle() for tokens in both))
            world.later(when + timedelta(minutes=1, seconds=1))
            fresh = [await tokens.of("T1") for tokens in both]
            assert there.renewals == 1
            assert fresh[0] == fresh[1]


async def test_a_token_goes_on_being_renewed(world: World) -> None:
    await world.install()
    for number in range(1, 6):
        world.later(NEAR * number)
        await world.tokens.of("T1")
        await world.tokens.settle()
        assert world.slack.renewals == number


async def test_idle_workspaces_are_renewed_too(world: World) -> None:
    granted = await world.install()
    await world.tokens.renew_due()
    assert world.slack.renewals == 0
    world.later(NEAR)
    await world.tokens.renew_due()
    await world.tokens.renew_due()
    assert world.slack.renewals == 1
    assert (await world.tokens.of("T1")).token != granted.token


async def test_a_token_that_never_expires_is_never_renewed(world: World) -> None:
    world.slack.rotates = False
    granted = await world.install()
    world.later(timedelta(days=999))
    await world.tokens.renew_due()
    assert await world.tokens.of("T1") == granted
    assert world.slack.renewals == 0


@pytest.mark.parametrize("fault", [503, 200, "ratelimited", "internal_error"])
async def test_while_slack_fails_the_old_token_serves_and_is_renewed_later(
    world: World, fault: int | str
) -> None:
    granted = await world.install()
    world.slack.faults += [fault]
    world.later(NEAR)
    await world.tokens.of("T1")
    await world.tokens.settle()
    assert await world.tokens.of("T1") == granted
    await world.tokens.settle()
    assert world.slack.renewals == 1  # not with every event
    world.later(NEAR + timedelta(minutes=3))
    await world.tokens.renew_due()
    assert (await world.tokens.of("T1")).token != granted.token


async def test_an_expired_token_that_cant_be_renewed_is_not_given_out(world: World) -> None:
    await world.install()
    world.slack.faults += [503]
    world.later(OVER)
    with pytest.raises(NotNow):
        await world.tokens.of("T1")
    world.later(OVER + timedelta(minutes=3))
    assert await world.tokens.of("T1")


async def test_a_renewal_is_saved_though_nobody_waits_for_it_any_more(world: World) -> None:
    granted = await world.install()
    world.slack.delay = 0.2
    world.later(OVER)
    impatient = asyncio.create_task(world.tokens.of("T1"))
    await asyncio.sleep(0.1)
    impatient.cancel()
    await world.tokens.settle()
    assert (await world.tokens.of("T1")).token != granted.token
    assert world.slack.renewals == 1


async def test_a_process_that_died_in_a_renewal_keeps_nobody_out(world: World) -> None:
    await world.install()
    sealed = world.store.reader.installation("slack", "T1")
    assert sealed
    world.later(NEAR)
    with world.store.transaction() as tx:  # another process takes it up, and is no more
        assert tx.hold(sealed, AT + NEAR, AT + NEAR + timedelta(minutes=2))
    await world.tokens.renew_due()
    assert world.slack.renewals == 0
    world.later(NEAR + timedelta(minutes=2))
    await world.tokens.renew_due()
    assert world.slack.renewals == 1


async def test_keys_that_are_changed_during_a_renewal_do_not_lose_the_token(world: World) -> None:
    await world.install()
    world.slack.delay = 0.2
    world.later(NEAR)
    renewing = asyncio.create_task(world.tokens.renew_due())
    await asyncio.sleep(0.1)
    sealed = world.store.reader.installation("slack", "T1")
    assert sealed
    with world.store.transaction() as tx:
        assert tx.renew(Vault([KEY]).again(sealed), world.clock.now())
    await renewing
    assert (await world.tokens.of("T1")).token in world.slack.tokens
    assert (await world.tokens.of("T1")).refresh in world.slack.refreshes


async def test_whoever_uninstalls_during_a_renewal_stays_uninstalled(
    world: World, store_url: str
) -> None:
    await world.install()
    world.slack.delay = 0.2
    world.later(NEAR)
    renewing = asyncio.create_task(world.tokens.renew_due())
    await asyncio.sleep(0.1)
    await world.tokens.drop("T1")
    await renewing
    with pytest.raises(NotInstalled):
        await world.tokens.of("T1")
    assert contents(store_url)["installations"] == []


async def test_whoever_installs_anew_during_a_renewal_keeps_the_new_token(world: World) -> None:
    await world.install()
    world.slack.delay = 0.2
    world.later(NEAR)
    renewing = asyncio.create_task(world.tokens.renew_due())
    await asyncio.sleep(0.1)
    await world.tokens.drop("T1")
    world.slack.delay = 0.0
    granted = await world.install()
    await renewing
    assert await world.tokens.of("T1") == granted
