"""Which token counts in a workspace, and that nobody else ever sees it."""

import asyncio
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from adapters.slack.keyring import NotInstalled, NotNow, NotReached, OneWorkspace, whose
from adapters.slack.manifest import SCOPES
from adapters.store import SqlStore
from bot.ports import Sealed
from bot.trouble import Trouble
from tests.slack.oauth_server import ORG, slack
from tests.slack.workspaces import *  # noqa: F403
from tests.slack.workspaces import AT, NEAR, OTHER, OVER, World
from tests.stores import contents


async def test_a_workspace_has_its_own_token_and_others_have_none(world: World) -> None:
    granted = await world.install()
    assert await world.tokens.of("T1") == granted
    with pytest.raises(NotInstalled):
        await world.tokens.of("T2")


async def test_slack_is_not_asked_about_events(world: World) -> None:
    await world.install()
    before = len(world.slack.asked)
    for _ in range(20):
        await world.tokens.of("T1")
    assert len(world.slack.asked) == before


async def test_uninstalling_forgets_at_once(world: World, store_url: str) -> None:
    before = contents(store_url)
    await world.install()
    await world.tokens.of("T1")
    await world.tokens.drop("T1")
    with pytest.raises(NotInstalled):
        await world.tokens.of("T1")
    assert contents(store_url) == before


async def test_an_uninstall_that_is_told_late_leaves_what_was_installed_after_it(
    world: World,
) -> None:
    world.later(NEAR)
    granted = await world.install()
    await world.tokens.drop("T1", AT + NEAR - timedelta(minutes=1))
    assert await world.tokens.of("T1") == granted
    await world.tokens.drop("T1", AT + NEAR + timedelta(minutes=1))
    with pytest.raises(NotInstalled):
        await world.tokens.of("T1")
    await world.tokens.drop("T1", AT)  # once more, as Slack tells things twice


async def test_an_uninstall_counts_though_our_clock_is_ahead(world: World) -> None:
    await world.install()
    world.slack.tokens.clear()
    await world.tokens.drop("T1", AT - timedelta(minutes=1))
    with pytest.raises(NotInstalled):
        await world.tokens.of("T1")


class Slow:
    """A store whose reader answers with what it has read when the gate is open."""

    def __init__(self, store: SqlStore) -> None:
        self.transaction, self._reader = store.transaction, store.reader
        self.has_read, self.gate = Event(), Event()

    @property
    def reader(self) -> Any:
        return self

    def installation(self, platform: str, tenant: str) -> Sealed | None:
        found = self._reader.installation(platform, tenant)
        self.has_read.set()
        self.gate.wait()
        return found


async def test_what_was_read_before_an_uninstall_is_not_remembered_after_it(world: World) -> None:
    await world.install()
    slow = Slow(world.store)
    tokens = world.bot(slow)
    asking = asyncio.create_task(tokens.of("T1"))
    await asyncio.to_thread(slow.has_read.wait)
    await tokens.drop("T1")
    slow.gate.set()
    await asking
    with pytest.raises(NotInstalled):
        await tokens.of("T1")


async def test_an_organisation_lets_in_all_its_workspaces(world: World) -> None:
    world.slack.org, world.slack.org_wide = ORG, True
    granted = await world.install()
    with pytest.raises(NotInstalled):
        await world.tokens.of("T7")
    assert await world.tokens.of("T7", "E1") == granted
    another = world.bot(world.store)  # a message goes out, and nobody says whose workspace it is
    assert await another.of("T7") == granted
    world.later(OVER)
    renewed = await asyncio.gather(*(world.tokens.of(team, "E1") for team in ("T7", "T8", "T9")))
    assert len(set(renewed)) == world.slack.renewals == 1
    await world.tokens.drop("E1")
    for team in ("T7", "T8", "T9"):
        with pytest.raises(NotInstalled):
            await world.tokens.of(team, "E1")


async def test_a_workspace_with_its_own_installation_does_not_use_the_organisations(
    world: World,
) -> None:
    world.slack.org = ORG
    own = await world.install()
    world.slack.org_wide = True
    wide = await world.install()
    assert await world.tokens.of("T1", "E1") == own
    assert await world.tokens.of("T2", "E1") == wide
    await world.tokens.drop("T1")
    assert await world.tokens.of("T1", "E1") == wide


async def test_a_token_that_another_process_replaced_is_looked_up_when_doubted(
    world: World,
) -> None:
    old = await world.install()
    assert await world.tokens.of("T1") == old
    tokens, world.tokens = world.tokens, world.bot(world.store)
    new = await world.install()
    assert await tokens.of("T1") == old
    tokens.doubt("T1")
    assert await tokens.of("T1") == new


async def test_the_database_shows_no_token(world: World, store_url: str) -> None:
    await world.install()
    world.later(NEAR)
    await world.tokens.renew_due()
    assert world.slack.seen_in(str(contents(store_url))) == []
    assert world.slack.seen_in(str(await world.tokens.of("T1"))) == []
    assert "T1" in str(contents(store_url)["installations"])


async def test_the_file_of_the_database_shows_no_token(
    sqlite_store: SqlStore, sqlite_url: str
) -> None:
    async with slack() as there:
        with ExitStack() as bots:
            await World(there, sqlite_store, bots).install()
    path = sqlite_url.removeprefix("sqlite:///")
    for name in (path, f"{path}-wal"):
        assert there.seen_in(Path(name).read_bytes().decode("latin-1")) == []


async def test_without_its_key_an_installation_is_a_sentence(world: World) -> None:
    await world.install()
    with pytest.raises(Trouble, match="can't be opened because MASTERMIND_SECRET_KEYS"):
        await world.bot(world.store, OTHER).of("T1")


async def test_one_workspace_is_asked_for_once() -> None:
    async with slack() as there:
        there.tokens.add("xoxb-mine")
        ring = OneWorkspace()
        with pytest.raises(NotNow):
            await ring.of("T1")
        await ring.drop("T1")  # of which nobody knows yet whether it is ours
        await ring.meet(there.client(), "xoxb-mine")
        only = await ring.of("T1")
        assert (only.team_name, only.bot_user) == ("Acme", "U0BOT")
        assert only.scopes == tuple(SCOPES)
        assert len(there.asked) == 1
        with pytest.raises(NotInstalled):
            await ring.of("T2")
        await ring.drop("T1")
        with pytest.raises(NotInstalled):
            await ring.of("T1")


async def test_a_wrong_token_and_a_silent_slack_are_told_in_words() -> None:
    async with slack() as there:
        with pytest.raises(Trouble, match="refused SLACK_BOT_TOKEN because of this: invalid_auth"):
            await whose(there.client(), "xoxb-wrong")
        for fault in (502, "ratelimited", "internal_error"):
            there.faults += [fault]
            with pytest.raises(NotReached, match=r"can't be reached .* because of this: "):
                await whose(there.client(), "xoxb-mine")
    with pytest.raises(NotReached, match=r"reached at http://127\.0\.0\.1.* it doesn't answer; "):
        await whose(there.client(), "xoxb-mine")
