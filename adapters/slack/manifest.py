"""The app's manifest, as Slack takes it, with the least that the bot must be let do.

Source: https://docs.slack.dev/reference/app-manifest, and the scopes on the page of each event.
"""

from collections.abc import Iterable
from typing import Any

from bot.commands import COMMANDS
from bot.words import app as words

EVENTS_PATH = "/slack/events"
LANDING_PATH = "/slack/oauth_redirect"

# What the bot asks to be let do, and what for.
SCOPES = {
    "commands": "the slash command and the shortcuts",
    "chat:write": "posts and edits the bot's own messages, in channels where it is a member",
    "im:write": "opens the direct message in which the bot tells somebody something privately",
    "im:history": "hears what is written to the bot in a direct message, and nothing else",
    "app_mentions:read": "hears @mastermind, which works in threads, where slash commands don't",
    "users:read": "knows people's time zones, and who administers the workspace",
    "channels:read": "knows who comes to a public channel or leaves it, and that it is archived",
    "groups:read": "the same for private channels that the bot was invited to",
}

EVENTS = (
    "app_mention",
    "app_home_opened",
    "message.im",
    "member_joined_channel",
    "member_left_channel",
    "channel_archive",
    "group_archive",
    "app_uninstalled",
    "tokens_revoked",
)

# What the payload of a shortcut calls it.
THINGS, NEW, COMMIT = "things", "new", "commit"


def missing(granted: Iterable[str]) -> tuple[str, ...]:
    """The scopes that the bot needs and wasn't granted."""
    known = set(granted)
    return tuple(scope for scope in SCOPES if scope not in known)


def manifest(
    command: str, url: str = "", *, socket: bool = False, many: bool = False
) -> dict[str, Any]:
    """The manifest, as JSON values.

    `command` is the slash command without its slash, `url` where Slack reaches the bot, as
    https://bot.example. With `socket` Slack needs no address for what happens. `many` lets any
    workspace or organisation install the app, with tokens that expire: that can't be undone.
    """
    asked = {} if socket else {"request_url": f"{url}{EVENTS_PATH}"}
    made: dict[str, Any] = {
        "display_information": {
            "name": words.NAME,
            "description": words.DESCRIPTION,
            "long_description": words.LONG_DESCRIPTION,
        },
        "features": _features(command, {} if socket else {"url": f"{url}{EVENTS_PATH}"}),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**asked, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **asked},
            "org_deploy_enabled": many,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": many,
        },
    }
    if many:
        made["oauth_config"]["redirect_urls"] = [f"{url}{LANDING_PATH}"]
    return made


def _features(command: str, asked: dict[str, str]) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": words.NAME, "always_online": True},
        "shortcuts": [
            _shortcut("global", THINGS, words.THINGS, words.THINGS_HELP),
            _shortcut("global", NEW, words.NEW, words.NEW_HELP),
            _shortcut("message", COMMIT, words.COMMIT, words.COMMIT_HELP),
        ],
        "slash_commands": [
            {
                "command": f"/{command}",
                **asked,
                "description": words.COMMAND_HELP,
                "usage_hint": f"[{' | '.join(COMMANDS)}]",
                "should_escape": True,  # so that @ann arrives as her id
            }
        ],
    }


def _shortcut(kind: str, id: str, name: str, help: str) -> dict[str, str]:
    return {"type": kind, "callback_id": id, "name": name, "description": help}
