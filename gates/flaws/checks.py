"""The checks that have to catch them: the explorer, laws, and what is asked over the wire."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache, partial, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from adapters.clock import HandClock
from adapters.discord.api import Api
from adapters.slack.web import PATH
from adapters.store import SqlStore, open_store
from bench import years
from bot.group import Group
from bot.meetings.board import rev
from bot.ports import Saved
from bot.values import replace
from gates.crash.base import Base
from gates.crash.explorer import Scene
from gates.crash.explorer import World as Explored
from gates.crash.looks import compare
from gates.crash.run import PLATFORMS
from tests.crashes import Fate
from tests.shell import AT, GROUP, PEOPLE, answered, group_of, meeting_in, plant, pressed, running
from tests.slack import payloads
from tests.slack.fake import Slack
from tests.slack.houses import house
from tests.slack.oauth_server import slack
from tests.slack.workspaces import OVER, World
from tests.test_store import test_two_tenants_with_the_same_room_share_nothing as two_tenants

Async = Callable[[SqlStore], Coroutine[Any, Any, Sequence[str]]]
PAUSE = 0.2  # seconds in which another would have read, if it could


@contextmanager
def fresh() -> Iterator[str]:
    """The address of a database of SQLite, for a while."""
    with TemporaryDirectory(prefix="flaw") as folder:
        yield f"sqlite:///{Path(folder) / 'mastermind.db'}"


def quietly(check: Callable[..., Sequence[str]]) -> Callable[..., Sequence[str]]:
    """A check whose log nobody reads, as a flaw makes it long."""

    @wraps(check)
    def run(*args: Any, **more: Any) -> Sequence[str]:
        before = logging.root.manager.disable
        logging.disable(logging.CRITICAL)
        try:
            return check(*args, **more)
        finally:
            logging.disable(before)

    return run


# -- the explorer ----------------------------------------------------------------------------------


@quietly
def explored(platform: str, line: str, outage: timedelta = timedelta()) -> Sequence[str]:
    """Every point of one line, up to the first at which something is wrong. The scenes are those of
    the code as it is, whatever is spoiled now.
    """
    scene = next(one for one in scenes(platform) if one.name.endswith(line))
    with fresh() as url:
        return asyncio.run(_explored(url, platform, scene, outage))


@cache
def scenes(platform: str) -> Sequence[Scene]:
    """The conversation as it goes on a platform."""
    with fresh() as url:
        world = Explored(Base(url), PLATFORMS[platform])
        try:
            return asyncio.run(world.scenes())
        finally:
            world.base.close()


async def _explored(url: str, platform: str, scene: Scene, outage: timedelta) -> Sequence[str]:
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # of what ended with a crash
    world = Explored(Base(url), PLATFORMS[platform])
    try:
        for point in range(scene.points):
            fate = Fate((point,))
            left = await world.again(scene, fate, outages=(outage,) if outage else ())
            found = compare(f"{scene.name} {fate.struck}", scene.end, left, late=fate.late)
            if found.violations:
                return found.violations
    finally:
        world.base.close()
    return ()


# -- the store -------------------------------------------------------------------------------------


def failing(check: Callable[[], object]) -> Sequence[str]:
    """What an assertion of a check says."""
    try:
        check()
    except AssertionError as error:
        return [str(error)[:200] or "an assertion"]
    return ()


@quietly
def tenants_apart() -> Sequence[str]:
    """Two workspaces whose channels have the same id."""
    with fresh() as url, open_store(url) as store:
        return failing(partial(two_tenants, store))


@quietly
def two_writers() -> Sequence[str]:
    """Two processes that read a group at once, as far as they can, and write it back: neither is
    refused, and neither's name is lost.
    """
    with fresh() as url, open_store(url) as store, ExitStack() as others:
        plant(store, Group(GROUP))
        one, other = (
            others.enter_context(open_store(url, lock=False, write=True)) for _ in range(2)
        )
        begun, read = Event(), Event()
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(_named, one, "a", begun.set, lambda: read.wait(PAUSE))
            second = pool.submit(_named, other, "b", read.set, begun.is_set, begun.wait)
            said = [str(e) for each in (first, second) if (e := each.exception())]
        named = group_of(store).name
    return said or ([] if named == "ab" else [f"of two names there is {named}"])


def _named(
    store: SqlStore,
    name: str,
    tell: Callable[[], object],
    wait: Callable[[], object],
    before: Callable[[], object] = bool,
) -> None:
    before()
    with store.transaction() as tx:
        group = tx.load([GROUP])[GROUP]
        assert isinstance(group, Group)
        tell()
        wait()
        tx.save([Saved(GROUP, replace(group, name=group.name + name), None)])


# -- the core --------------------------------------------------------------------------------------


def year_by_the_calendar() -> Sequence[str]:
    """A year of a few groups, beside a calendar that is not ours."""
    wrong = []
    for number in range(3):
        plan, words = years.plan_of(number)
        began, wanted = years.lived(plan, words).began, years.expected(plan)[0]
        if began != wanted:
            wrong.append(f"{words}: {sorted({*began} ^ {*wanted})[:2]}")
    return wrong


@quietly
def one_step() -> Sequence[str]:
    """Two press Next at once: the second meant the step that is over."""
    with fresh() as url, open_store(url) as store:
        due = AT + timedelta(minutes=1)
        plant(store, meeting_in(GROUP, (60, 60, 60), due))
        meeting = group_of(store).meeting
        assert meeting
        presses = [pressed(f"e{n}", who, "next", rev(meeting)) for n, who in enumerate(PEOPLE)]
        with running(store) as engine:
            answered(engine, *presses)
        now = group_of(store).meeting
    return () if now and now.at.step == 1 else ["one press for each, and more than one step on"]


# -- platforms -------------------------------------------------------------------------------------


@quietly
def calls_end() -> Sequence[str]:
    """Who gives up waiting for a call does not end it."""
    return asyncio.run(_calls_end())


class Slow:
    """discord.py's client while it sleeps through a limit."""

    def __init__(self) -> None:
        self.done = 0

    async def request(self, *_: object, **__: object) -> None:
        """Takes a moment."""
        await asyncio.sleep(0.02)
        self.done += 1


async def _calls_end() -> Sequence[str]:
    slow = Slow()
    api = Api(lambda: slow, HandClock(AT))  # type: ignore[arg-type,return-value]
    waiting = asyncio.create_task(api.call("GET", "/users/@me"))
    await asyncio.sleep(0.001)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await api.close()
    await asyncio.sleep(0.05)
    return () if slow.done else ["a call ended with whoever waited for it"]


@quietly
def second_try_counts() -> Sequence[str]:
    """Slack sends an event for the second time, of which the first never arrived."""
    with fresh() as url, open_store(url) as store:
        return asyncio.run(_second_try(store))


async def _second_try(store: SqlStore) -> Sequence[str]:
    there = Slack()
    there.members["C42"].add("UANN")
    async with house(store, there) as bot:
        kind, raw = payloads.wire(payloads.mention("UANN", "join", "C42"))
        sign = payloads.signed(raw, int(bot.clock.now().timestamp()))
        headers = {"Content-Type": kind, "X-Slack-Retry-Num": "1", **sign}
        told = await bot.http.post(PATH, content=raw, headers=headers)
        await bot.settle()
    kept = store.reader.state("slack:T1:C42")
    return () if told.status_code == 200 and kept else ["an event that came once is lost"]


@quietly
def one_renewal() -> Sequence[str]:
    """Five events after a token's end: Slack takes a refresh token once."""
    with fresh() as url, open_store(url) as store:
        return asyncio.run(_one_renewal(store))


async def _one_renewal(store: SqlStore) -> Sequence[str]:
    async with slack() as there:
        with ExitStack() as bots:
            world = World(there, store, bots)
            await world.install()
            there.delay = 0.05
            world.later(OVER)
            asked = [world.tokens.of("T1") for _ in range(5)]
            ended = await asyncio.gather(*asked, return_exceptions=True)
            await world.tokens.settle()
    bad = [repr(one) for one in ended if isinstance(one, BaseException)]
    return [*bad, *([f"{there.renewals} renewals"] if there.renewals != 1 else [])]
