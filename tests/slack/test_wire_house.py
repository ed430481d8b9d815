"""The bot as a process of its own: installed by a browser, restarted, looked over by the doctor."""

import json
import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import httpx
import pytest

from adapters.slack.manifest import SCOPES
from tests.loopback import beside
from tests.process import bot, cli
from tests.slack.oauth_server import ID, SECRET, Slack, slack

TOKEN, SIGNING = "xoxb-1-2-mine", "8f742231b10e8888abcd99yyyzzz"


@pytest.fixture
def there() -> Iterator[Slack]:
    with beside(slack()) as world:
        world.tokens.add(TOKEN)
        yield world


def at(there: Slack) -> dict[str, str]:
    """The settings that name this Slack."""
    return {
        "SLACK_API_BASE_URL": f"{there.url}/api/",
        "SLACK_AUTHORIZE_URL": f"{there.url}/oauth/v2/authorize",
        "SLACK_SIGNING_SECRET": SIGNING,
    }


def many(there: Slack, port: int = 8765) -> dict[str, str]:
    """The settings with which anybody installs the app."""
    redirect = f"http://127.0.0.1:{port}/slack/oauth_redirect"
    names = {"SLACK_CLIENT_ID": ID, "SLACK_CLIENT_SECRET": SECRET, "SLACK_REDIRECT_URI": redirect}
    return {**at(there), **names}


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        free: int = listening.getsockname()[1]
    return free


def install(address: str) -> httpx.Response:
    """All the way, as a browser goes it."""
    with httpx.Client(follow_redirects=True) as browser:
        return browser.get(f"{address}/slack/install")


def until(true: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    for _ in range(600):
        if true():
            return
        sleep(0.05)
    raise AssertionError("it does not happen")


def tenants(url: str) -> list[str]:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as conn:
        return [tenant for (tenant,) in conn.execute("SELECT tenant FROM installations")]


def test_the_app_is_installed_and_stays_so(
    there: Slack, sqlite_url: str, tmp_path: Path, port: int
) -> None:
    settings = {**many(there, port), "PORT": str(port), "ROOM_KEY": "k", "LOG_LEVEL": "DEBUG"}
    with bot(tmp_path, sqlite_url, **settings) as running:
        answer = install(running.address)
        assert "Mastermind is in Acme now" in answer.text
        assert tenants(sqlite_url) == ["T1"]
        running.kill()
        running.start()
        there.team = {"id": "T2", "name": "Beta"}
        assert "Mastermind is in Beta now" in install(running.address).text
        assert httpx.get(f"{running.address}/").status_code == 401  # the room still wants its key
        ours = {"Host": "bot.example"}  # as a gate in front of the bot passes it on
        assert httpx.get(f"{running.address}/slack/install", headers=ours).status_code == 302
        log = running.log
    assert "installed in T1 by U7" in log
    assert log.count("mastermind.keys, the key to what Slack gives") == 1
    assert "xox" not in log
    assert SECRET not in log
    ended = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, **many(there))
    assert "ok    Slack: in Acme the app may do all that it needs" in ended.lines
    assert "ok    Slack: in Beta the app may do all that it needs" in ended.lines


def test_one_workspace_is_asked_for_at_the_start(
    there: Slack, sqlite_url: str, tmp_path: Path
) -> None:
    settings = {**at(there), "SLACK_BOT_TOKEN": TOKEN, "LOG_LEVEL": "DEBUG"}
    with bot(tmp_path, sqlite_url, **settings) as running:
        assert [what for what, _ in there.asked] == ["auth.test"]
        assert httpx.get(f"{running.address}/slack/install").status_code == 404
        log = running.log
    assert log.count(f"Slack is at {there.url}/api/") == 1
    assert "xox" not in log


def test_a_token_that_slack_refuses_ends_it_with_a_sentence(
    there: Slack, sqlite_url: str, tmp_path: Path
) -> None:
    settings = {**at(there), "SLACK_BOT_TOKEN": "xoxb-wrong", "PORT": "0", "LOG_LEVEL": "ERROR"}
    ended = cli(tmp_path, "run", DATABASE_URL=sqlite_url, **settings)
    assert ended.sentence == (
        "Slack refused SLACK_BOT_TOKEN because of this: invalid_auth; "
        "copy the token of the app anew."
    )


def test_a_slack_that_is_not_there_keeps_nobody_waiting(
    there: Slack, sqlite_url: str, tmp_path: Path
) -> None:
    there.faults += [503, 503]
    settings = {**at(there), "SLACK_BOT_TOKEN": TOKEN}
    with bot(tmp_path, sqlite_url, **settings) as running:
        running.ask("line", as_="ann", text="/join")
        assert any("joined" in json.dumps(posting) for posting in running.wall("ann"))
        until(lambda: "Slack answers now" in running.log)
        log = running.log
    assert log.count("can't be reached") == 1
    assert f"Slack can't be reached at {there.url}/api/ because of this: HTTP 503; check" in log
    assert "The bot asks again until Slack answers; all else works meanwhile." in log
    assert "Traceback" not in log


def test_the_doctor_says_that_slack_is_not_there(
    sqlite_url: str, tmp_path: Path, port: int
) -> None:
    nowhere = {"SLACK_API_BASE_URL": f"http://127.0.0.1:{port}/api/", "PORT": "0"}
    secrets = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SIGNING}
    ended = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, **nowhere, **secrets)
    assert ended.code == 1
    (wrong,) = [line for line in ended.lines if line.startswith("WRONG")]
    assert "can't be reached at http://127.0.0.1" in wrong


def test_the_doctor_names_what_the_app_may_not_do(
    there: Slack, sqlite_url: str, tmp_path: Path
) -> None:
    there.scopes = ",".join(scope for scope in SCOPES if scope not in ("im:history", "commands"))
    settings = {**at(there), "SLACK_BOT_TOKEN": TOKEN, "DATABASE_URL": sqlite_url, "PORT": "0"}
    ended = cli(tmp_path, "doctor", **settings)
    assert ended.code == 1
    (wrong,) = [line for line in ended.lines if line.startswith("WRONG")]
    assert wrong.startswith(
        "WRONG Slack: in Acme the app lacks commands, im:history; print `master"
    )
    there.scopes = ",".join(SCOPES)
    assert cli(tmp_path, "doctor", **settings).code == 0


def test_the_doctor_says_what_is_wrong_with_the_token_or_the_keys(
    there: Slack, sqlite_url: str, tmp_path: Path, port: int
) -> None:
    settings = {**at(there), "SLACK_BOT_TOKEN": "xoxb-wrong", "DATABASE_URL": sqlite_url}
    ended = cli(tmp_path, "doctor", PORT="0", **settings)
    assert "WRONG Slack: Slack refused SLACK_BOT_TOKEN because of this: invalid_auth" in ended.out
    ended = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, PORT="0", **many(there))
    assert "ok    Slack: nobody has installed the app yet" in ended.lines
    with bot(tmp_path, sqlite_url, **many(there, port), PORT=str(port)) as running:
        install(running.address)
    (tmp_path / "mastermind.keys").unlink()
    ended = cli(tmp_path, "doctor", DATABASE_URL=sqlite_url, PORT="0", **many(there))
    assert "WRONG Slack: What Slack gave can't be opened because" in ended.out


def test_postgres_without_keys_ends_it_with_a_sentence(
    there: Slack, postgres_url: str, tmp_path: Path
) -> None:
    settings = {**many(there), "PORT": "0", "LOG_LEVEL": "ERROR"}
    said = cli(tmp_path, "run", DATABASE_URL=postgres_url, **settings).sentence
    assert "can't be kept in PostgreSQL because MASTERMIND_SECRET_KEYS is empty" in said
