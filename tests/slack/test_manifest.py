"""The manifest is one that Slack takes, and asks for no more than what the bot uses."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.manifest import EVENTS, SCOPES, manifest, missing
from bot.commands import COMMANDS
from tests.process import cli

URL = "https://bot.example"
KINDS: dict[str, dict[str, Any]] = {
    "http": {"url": URL},
    "socket": {"socket": True},
    "many": {"url": URL, "many": True},
    "many by socket": {"url": URL, "socket": True, "many": True},
}
kinds = pytest.mark.parametrize("kind", KINDS)
# Which scopes Slack asks for an event, one of them being enough: docs.slack.dev/reference/events.
NEEDED = {
    "app_mention": {"app_mentions:read"},
    "app_home_opened": set(),
    "message.im": {"im:history"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "channel_archive": {"channels:read"},
    "group_archive": {"groups:read"},
    "app_uninstalled": set(),
    "tokens_revoked": set(),
}
# And for what the bot calls: docs.slack.dev/reference/methods.
CALLED = {
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "conversations.open": {"im:write"},
    "conversations.info": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "a slash command": {"commands"},
}


@kinds
def test_slack_takes_it(kind: str) -> None:
    if not (folder := os.environ.get("CONTRACTS")):
        pytest.skip("CONTRACTS names no folder of schemas")
    schemas = pytest.importorskip("jsonschema")
    schema = json.loads((Path(folder) / "slack-manifest.schema.json").read_text("utf-8"))
    check = schemas.Draft7Validator(schema)
    made = manifest("mastermind", **KINDS[kind])
    assert [error.message for error in check.iter_errors(made)] == []
    made["features"]["slash_commands"][0]["command"] = "mastermind"
    assert list(check.iter_errors(made))


@kinds
def test_nothing_in_it_is_longer_than_slack_takes(kind: str) -> None:
    made = manifest("m" * 31, **KINDS[kind])
    (command,) = made["features"]["slash_commands"]
    assert len(command["command"]) <= 32
    assert len(command["usage_hint"]) <= 1000
    assert all(len(short["name"]) <= 24 for short in made["features"]["shortcuts"])
    assert all(len(short["description"]) <= 150 for short in made["features"]["shortcuts"])
    told = made["display_information"]
    assert len(told["description"]) <= 140
    assert 175 <= len(told["long_description"]) <= 4000


def test_it_knows_every_command() -> None:
    (command,) = manifest("mastermind", URL)["features"]["slash_commands"]
    assert command["usage_hint"].strip("[]").split(" | ") == list(COMMANDS)


def test_every_event_comes_with_the_scopes_and_no_scope_is_for_nothing() -> None:
    assert set(EVENTS) == set(NEEDED)
    assert all(not needed or needed & set(SCOPES) for needed in NEEDED.values())
    assert set().union(*NEEDED.values(), *CALLED.values()) == set(SCOPES)
    assert all(SCOPES.values())


@kinds
def test_addresses_stand_in_it_where_slack_calls_them(kind: str) -> None:
    asked = KINDS[kind]
    made = manifest("mastermind", **asked)
    socket = "socket" in asked
    said = json.dumps(made)
    assert said.count(f"{URL}/slack/events") == (0 if socket else 3)
    assert said.count(f"{URL}/slack/oauth_redirect") == bool("many" in asked)
    assert made["settings"]["socket_mode_enabled"] is socket
    assert made["settings"]["token_rotation_enabled"] is ("many" in asked)


def test_what_is_missing_is_found() -> None:
    assert missing(SCOPES) == ()
    assert missing(("commands", "more:than")) == tuple(s for s in SCOPES if s != "commands")


def test_the_command_prints_it(tmp_path: Path) -> None:
    ended = cli(tmp_path, "slack", "manifest", "--url", f"{URL}/", SLACK_COMMAND="circle")
    assert json.loads(ended.out) == manifest("circle", URL)
    ended = cli(tmp_path, "slack", "manifest", "--socket")
    assert json.loads(ended.out) == manifest("mastermind", socket=True)
    ended = cli(tmp_path, "slack", "manifest", "--many", "--url", URL)
    assert json.loads(ended.out) == manifest("mastermind", URL, many=True)


def test_the_command_goes_by_the_settings(tmp_path: Path) -> None:
    many = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "s",
        "SLACK_REDIRECT_URI": f"{URL}/slack/oauth_redirect",
        "SLACK_APP_TOKEN": "xapp-1",
    }
    ended = cli(tmp_path, "slack", "manifest", **many)
    assert json.loads(ended.out) == manifest("mastermind", URL, socket=True, many=True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say where Slack reaches the bot, as --url https://bot.example, or --socket"),
        (["--url", "http://bot.example"], "must begin with https://"),
        (["--url", "bot.example"], "must begin with https://"),
        (["--many", "--socket"], "--many needs --url"),
    ],
)
def test_what_the_command_lacks_is_said(words: list[str], said: str, tmp_path: Path) -> None:
    assert said in cli(tmp_path, "slack", "manifest", *words).sentence
