"""Installing: over Slack's page of consent and back, once, in one browser."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from adapters.slack.manifest import SCOPES
from adapters.slack.oauth import COOKIE, LIFE, MOST, Installing, Way
from adapters.slack.tokens import Tokens
from bot.engine import Engine
from tests.shell import Faulty, running
from tests.slack.oauth_server import ID, ORG
from tests.slack.workspaces import *  # noqa: F403
from tests.slack.workspaces import AT, World
from tests.stores import contents

HOME = "https://bot.example"
LANDING = f"{HOME}/slack/oauth_redirect"
TITLE = "<h1>Mastermind is not installed</h1>"


@dataclass(slots=True)
class Browser:
    """A browser of somebody who installs the app of a world."""

    world: World
    engine: Engine
    tokens: Tokens
    client: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        way = Way(f"{world.slack.url}/oauth/v2/authorize", LANDING, "circle")
        installing = Installing(self.tokens, self.engine, world.clock, world.app, way)
        transport = httpx.ASGITransport(Starlette(routes=installing.routes()))
        self.client = httpx.AsyncClient(transport=transport, base_url=HOME)

    async def begin(self, path: str = "/slack/install") -> str:
        """Go to the install page: the address of Slack's page, to which it sends."""
        answer = await self.client.get(path)
        assert answer.status_code == 302
        return answer.headers["location"]

    async def consent(self, address: str) -> str:
        """Say yes on Slack's page: the address of ours, to which it sends back."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(address)
        assert answer.status_code == 302, answer.text
        back: str = answer.headers["location"]
        return back

    async def install(self) -> httpx.Response:
        """The whole way."""
        return await self.client.get(await self.consent(await self.begin()))

    async def refused(self, address: str) -> str:
        """Go to an address of ours, where nothing is to be installed: the page."""
        answer = await self.client.get(address)
        assert answer.status_code >= 400
        assert TITLE in answer.text
        assert self.world.store.reader.installations("slack") == ()
        return answer.text


@pytest.fixture
async def browser(world: World) -> AsyncIterator[Browser]:
    browser = Browser(world, world.engine, world.tokens)
    async with browser.client:
        yield browser


async def test_a_workspace_installs_and_has_a_token(browser: Browser) -> None:
    answer = await browser.install()
    assert answer.status_code == 200
    assert "<h1>Mastermind is in Acme now</h1>" in answer.text
    assert "type /circle there" in answer.text
    found = await browser.world.tokens.of("T1")
    assert found.token in browser.world.slack.tokens
    assert (found.by, found.app, found.bot_user) == ("U7", "A1", "U0BOT")


async def test_the_way_to_slack_asks_for_the_scopes_and_binds_the_browser(browser: Browser) -> None:
    answer = await browser.client.get("/slack/install?team=T1")
    asked = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert asked["scope"].split(",") == list(SCOPES)
    assert (asked["client_id"], asked["redirect_uri"], asked["team"]) == (ID, LANDING, "T1")
    cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert cookie.value == asked["state"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "lax")
    assert int(cookie["max-age"]) == LIFE.total_seconds()


@pytest.mark.parametrize("team", ["", "T1&scope=admin", "<script>", "t1", "T" * 40])
async def test_a_team_that_is_none_is_not_passed_on(browser: Browser, team: str) -> None:
    answer = await browser.client.get("/slack/install", params={"team": team})
    asked = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert "team" not in asked
    assert asked["scope"].split(",") == list(SCOPES)


async def test_no_two_states_are_alike(browser: Browser) -> None:
    assert await browser.begin() != await browser.begin()


async def test_a_crowd_at_the_door_writes_no_more_than_a_number_in_a_minute(
    browser: Browser, store_url: str
) -> None:
    answers = [await browser.client.get("/slack/install") for _ in range(MOST + 5)]
    assert [answer.status_code for answer in answers] == [302] * MOST + [503] * 5
    assert "Too many begin at once" in answers[-1].text
    assert len(contents(store_url)["oauth_states"]) == MOST
    browser.world.clock.jump(timedelta(minutes=1))
    assert (await browser.client.get("/slack/install")).status_code == 302


async def test_a_way_back_is_gone_once(browser: Browser) -> None:
    back = await browser.consent(await browser.begin())
    cookie = browser.client.cookies[COOKIE]
    assert (await browser.client.get(back)).status_code == 200
    await browser.world.tokens.drop("T1")
    browser.client.cookies.set(COOKIE, cookie, domain="bot.example")
    assert "used already, or is older than ten minutes" in await browser.refused(back)
    assert "didn&#x27;t begin in this browser" in await browser.refused(back)  # no cookie any more


async def test_a_way_back_is_good_for_ten_minutes(browser: Browser) -> None:
    back = await browser.consent(await browser.begin())
    browser.world.clock.set(AT + LIFE)
    assert "older than ten minutes" in await browser.refused(back)
    assert browser.world.slack.tokens == set()  # the code was not even shown to Slack


async def test_nobody_else_comes_back_in_ones_place(browser: Browser) -> None:
    back = await browser.consent(await browser.begin())
    browser.client.cookies.clear()
    assert "same browser" in await browser.refused(back)
    await browser.begin()  # has a cookie of its own
    assert "same browser" in await browser.refused(back)


@pytest.mark.parametrize("query", ["", "?code=1", "?state=", "?state=%ff%00&code=1", "?state=é"])
async def test_a_way_back_that_never_began_is_refused(browser: Browser, query: str) -> None:
    await browser.begin()
    assert "Begin here" in await browser.refused(f"/slack/oauth_redirect{query}")


async def test_whoever_says_no_is_told_that_nothing_is_kept(browser: Browser) -> None:
    state = dict(parse_qsl(urlsplit(await browser.begin()).query))["state"]
    page = await browser.refused(f"/slack/oauth_redirect?error=access_denied&state={state}")
    assert "Somebody said no" in page
    assert 'href="/slack/install"' in page


async def test_another_error_is_named_and_brings_no_markup(browser: Browser) -> None:
    state = dict(parse_qsl(urlsplit(await browser.begin()).query))["state"]
    known = await browser.refused(f"/slack/oauth_redirect?error=invalid_scope&state={state}")
    assert "because of this: invalid_scope." in known
    state = dict(parse_qsl(urlsplit(await browser.begin()).query))["state"]
    odd = await browser.refused(f"/slack/oauth_redirect?error=<script>x</script>&state={state}")
    assert "script" not in odd


async def test_a_workspace_whose_name_is_markup_brings_none(browser: Browser) -> None:
    browser.world.slack.team = {"id": "T1", "name": "<script>x</script>$title"}
    answer = await browser.install()
    assert "<h1>Mastermind is in &lt;script&gt;x&lt;/script&gt;$title now</h1>" in answer.text


async def test_scopes_that_are_missing_are_named_and_nothing_is_kept(browser: Browser) -> None:
    browser.world.slack.scopes = "commands,chat:write"
    page = await browser.refused(await browser.consent(await browser.begin()))
    assert "Missing: im:write, im:history, app_mentions:read" in page


@pytest.mark.parametrize(
    ("fault", "said"),
    [("invalid_code", "invalid_code"), ("bad_client_secret",) * 2, (503, "HTTP 503")],
)
async def test_what_slack_refuses_is_said(browser: Browser, fault: str | int, said: str) -> None:
    back = await browser.consent(await browser.begin())
    browser.world.slack.faults += [fault]
    assert f"because of this: {said}." in await browser.refused(back)


async def test_an_answer_without_a_bots_token_installs_nothing(browser: Browser) -> None:
    browser.world.slack.team = None
    back = await browser.consent(await browser.begin())
    assert "didn&#x27;t say why" in await browser.refused(back)


async def test_a_silent_slack_is_said(browser: Browser) -> None:
    state = dict(parse_qsl(urlsplit(await browser.begin()).query))["state"]
    browser.world.slack.hang_up = True
    page = await browser.refused(f"/slack/oauth_redirect?code=1&state={state}")
    assert "doesn&#x27;t answer" in page


async def test_an_organisation_installs_for_all_its_workspaces(browser: Browser) -> None:
    browser.world.slack.org, browser.world.slack.org_wide = ORG, True
    answer = await browser.install()
    assert "Mastermind is in Acme Group now" in answer.text
    assert (await browser.world.tokens.of("T9", "E1")).org_wide


async def test_installing_once_more_replaces_the_token(browser: Browser) -> None:
    await browser.install()
    old = await browser.world.tokens.of("T1")
    browser.world.clock.jump(timedelta(seconds=1))
    await browser.install()
    assert (await browser.world.tokens.of("T1")).token != old.token


async def test_a_database_that_fails_is_said_and_keeps_nothing(browser: Browser) -> None:
    failing = [False]

    def fail(at: str) -> None:
        if failing[0]:
            raise OSError(28, "No space left on device")

    store = Faulty(browser.world.store, fail)
    with running(store, browser.world.clock) as engine:
        other = Browser(browser.world, engine, browser.world.keyring(engine))
        back = await other.consent(await other.begin())
        failing[0] = True
        page = await other.client.get(back)
        assert page.status_code == 503
        assert "nothing was kept" in page.text
        assert (await other.client.get("/slack/install")).status_code == 503
    assert browser.world.store.reader.installations("slack") == ()


async def test_neither_the_database_nor_the_pages_show_a_token(
    browser: Browser, store_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        answer = await browser.install()
    shown = f"{contents(store_url)} {answer.text} {answer.headers}"
    assert browser.world.slack.seen_in(shown) == []
    assert contents(store_url)["oauth_states"] == []
    assert "no-store" in answer.headers["cache-control"]
