"""What Slack sends, in the shapes of its documentation, signed as it signs."""

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.said import SAID
from tests.slack.fake import APP, BOT, TEAM

SECRET = "the signing secret"
NUMBERS = count(1)
Json = dict[str, Any]
OURS = [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}]


def command(user: str, text: str, channel: str, trigger: str, *, private: bool = True) -> Json:
    """A slash command."""
    SAID.append(text.partition(" ")[2])
    names = {"D": "directmessage"}
    name = names.get(channel[0], "privategroup" if private else "writers")
    return {
        "token": "old",
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": channel,
        "channel_name": name,
        "user_id": user,
        "user_name": user.lower(),
        "command": "/mastermind",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T1/1/x",
        "trigger_id": trigger,
    }


def action(user: str, button: Mapping[str, Any], channel: str, trigger: str) -> Json:
    """A pressed button; without a channel it was on the home tab."""
    place: Json = {"channel": {"id": channel, "name": "x"}} if channel else {}
    view: Json = {} if channel else {"view": {"type": "home", "id": "V0"}}
    pressed = {k: button[k] for k in ("type", "action_id", "value", "text")}
    return {
        "type": "block_actions",
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM, "domain": "acme"},
        "api_app_id": APP,
        "trigger_id": trigger,
        "actions": [{**pressed, "block_id": "b", "action_ts": "1700000000.0"}],
        **place,
        **view,
    }


def submission(user: str, view: Mapping[str, Any], values: Json) -> Json:
    """A modal that was sent off."""
    SAID.extend(str(given.get("value")) for field in values.values() for given in field.values())
    return {
        "type": "view_submission",
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM, "domain": "acme"},
        "api_app_id": APP,
        "trigger_id": f"trigger.v{next(NUMBERS)}",
        "view": {**view, "state": {"values": values}},
    }


def shortcut(user: str, name: str, trigger: str, channel: str = "", text: str = "") -> Json:
    """A global shortcut, or one on a message of a channel."""
    SAID.append(text)
    kind = "message_action" if channel else "shortcut"
    about: Json = {"channel": {"id": channel}, "message": {"text": text}} if channel else {}
    return {
        "type": kind,
        "callback_id": name,
        "user": {"id": user, "team_id": TEAM},
        "team": {"id": TEAM},
        "api_app_id": APP,
        "trigger_id": trigger,
        **about,
    }


def event(kind: str, **fields: Any) -> Json:
    """An event of the Events API, with an id of its own."""
    SAID.append(str(fields.get("text", "")).partition("> ")[2])
    number = next(NUMBERS)
    return {
        "type": "event_callback",
        "api_app_id": APP,
        "team_id": TEAM,
        "event_id": f"Ev{number}",
        "event_time": 1700000000,
        "authorizations": OURS,
        "event": {"type": kind, "event_ts": f"1700000000.{number:06d}", **fields},
    }


def mention(user: str, text: str, channel: str) -> Json:
    """Words with the bot's name before them."""
    ts = f"1700000001.{next(NUMBERS):06d}"
    return event("app_mention", user=user, text=f"<@{BOT}> {text}", channel=channel, ts=ts)


def wire(body: Json) -> tuple[str, bytes]:
    """The content type and the bytes of a payload."""
    if body.get("type") in ("event_callback", "url_verification"):
        return "application/json", json.dumps(body).encode()
    if "command" in body:
        return "application/x-www-form-urlencoded", urlencode(body).encode()
    form = urlencode({"payload": json.dumps(body)})
    return "application/x-www-form-urlencoded", form.encode()


def signed(raw: bytes, at: int, secret: str = SECRET) -> dict[str, str]:
    """The headers that Slack signs a body with."""
    said = f"v0:{at}:".encode() + raw
    sign = hmac.new(secret.encode(), said, sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={sign}"}
