"""Settings that can't be used, or not alone, are told in words; and none shows a secret."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.house.settings import Settings
from tests.process import cli

KEY = Fernet.generate_key().decode()
ONE = {"slack_bot_token": "xoxb-1-2-abc", "slack_signing_secret": "8f742231b10e8888abcd99yyyzzz"}
SOCKET = {"slack_bot_token": "xoxb-1-2-abc", "slack_app_token": "xapp-1-A1-2-abc"}
MANY = {
    "slack_client_id": "123.456",
    "slack_client_secret": "0123456789abcdef",
    "slack_redirect_uri": "https://bot.example/slack/oauth_redirect",
    "slack_signing_secret": "8f742231b10e8888abcd99yyyzzz",
    "mastermind_secret_keys": f"{KEY}, {KEY}",
}
LOCAL = {
    "slack_api_base_url": "http://127.0.0.1:8080/api/",
    "slack_authorize_url": "http://localhost:8080/oauth",
}
URLS = ("slack_api_base_url", "slack_authorize_url", "slack_redirect_uri")


def settings(**values: str) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type, call-arg]


@pytest.mark.parametrize("good", [{}, ONE, SOCKET, MANY, {**ONE, **SOCKET}, {**ONE, **LOCAL}])
def test_settings_that_go_together_are_taken(good: dict[str, str]) -> None:
    assert settings(**good).faults == ()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"slack_bot_token": "xoxb-1"}, "alone: set SLACK_SIGNING_SECRET where"),
        ({"slack_signing_secret": "8f"}, "SLACK_SIGNING_SECRET can't be used alone: set SLACK_BOT"),
        ({"slack_app_token": "xapp-1"}, "SLACK_APP_TOKEN can't be used alone: set SLACK_BOT_TOKEN"),
        ({**MANY, "slack_client_secret": ""}, "alone: set SLACK_CLIENT_SECRET too"),
        ({**MANY, "slack_signing_secret": ""}, "or SLACK_APP_TOKEN for Socket Mode"),
        ({**MANY, **ONE}, "SLACK_BOT_TOKEN can't be used with SLACK_CLIENT_ID, SLACK_CLIENT_SECR"),
        ({**ONE, "slack_bot_token": "xoxp-1"}, "SLACK_BOT_TOKEN can't be used: it is none that"),
        ({**ONE, "slack_bot_token": "xoxb-1 x"}, "none that begins with xoxb-"),
        ({**ONE, "slack_bot_token": "xoxe.xoxb-1-A"}, "it ends after twelve hours; switch token"),
        ({**SOCKET, "slack_app_token": "xoxb-1"}, "none that begins with xapp-"),
        ({**MANY, "slack_redirect_uri": "https://bot.example/"}, "path must end with /slack/oauth"),
        ({"slack_api_base_url": ""}, "SLACK_API_BASE_URL can't be used: it must be an address"),
        ({"slack_command": "/mastermind"}, "SLACK_COMMAND can't be used"),
        ({"slack_command": "Meet Me"}, "SLACK_COMMAND can't be used"),
        ({"slack_command": "m" * 32}, "SLACK_COMMAND can't be used"),
        ({"mastermind_secret_keys": f"{KEY},{KEY[:-2]}"}, "MASTERMIND_SECRET_KEYS can't be used"),
    ],
)
def test_what_cant_be_used_is_said(bad: dict[str, str], said: str) -> None:
    (fault,) = settings(**bad).faults
    assert said in fault


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize(
    "url",
    [
        "http://bot.example/slack/oauth_redirect",
        "http://127.0.0.1.bot.example/slack/oauth_redirect",
        "http://localhost@bot.example/slack/oauth_redirect",
        "ftp://127.0.0.1/slack/oauth_redirect",
        "https:///slack/oauth_redirect",
        "https://bot.example/slack/oauth_redirect?x=1",
        "https://bot.example/slack /slack/oauth_redirect",
        "https://[bot.example/slack/oauth_redirect",
        "https://bot.example:port/slack/oauth_redirect",
        "/slack/oauth_redirect",
        " ",
    ],
)
def test_an_address_is_https_or_on_this_computer(name: str, url: str) -> None:
    said = settings(**{**MANY, name: url}).faults
    assert [fault.split(" ")[0] for fault in said] == [name.upper()]


def test_no_secret_shows_when_settings_are_printed() -> None:
    made = settings(**MANY, slack_app_token="xapp-1-secret", slack_bot_token="xoxb-1-secret")
    shown = f"{made!r} {made} {made.model_dump()} {made.faults}"
    assert not [secret for secret in made.hidden if secret in shown]
    assert {"xapp-1-secret", "xoxb-1-secret", KEY, MANY["slack_client_secret"]} <= {*made.hidden}


def test_the_command_says_it_without_the_secret(tmp_path: Path) -> None:
    said = cli(tmp_path, "run", SLACK_BOT_TOKEN="xoxp-very-secret", PORT="abc").sentence
    assert "secret" not in said
    said = cli(tmp_path, "run", SLACK_BOT_TOKEN="xoxp-very-secret").sentence
    assert said.startswith("SLACK_BOT_TOKEN can't be used: it is none that begins with xoxb-; ")
    assert said.endswith("correct it in the environment or in .env.")
    assert "secret-" not in said
    assert "very" not in said
