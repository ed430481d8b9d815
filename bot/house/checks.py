"""Which settings can't be used, and which must be set together: a sentence for each."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from adapters.discord.invite import application
from adapters.discord.shards import shards
from adapters.slack.manifest import LANDING_PATH

Values = Mapping[str, str]  # by the setting's name in small letters
INSTALLING = ("slack_client_id", "slack_client_secret", "slack_redirect_uri")
ARRIVING = ("slack_signing_secret", "slack_app_token")
ADDRESSES = (
    *("slack_api_base_url", "slack_authorize_url"),
    *("discord_api_base_url", "discord_cdn_base_url"),
)
WISHED = ("public_url", "slack_redirect_uri")  # addresses that may be empty
TOKENS = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}
COMMAND = re.compile(r"[a-z0-9_-]{1,31}")  # 32 characters with the slash, says Slack's manifest


def faults(values: Values, keys: Sequence[str]) -> Iterator[str]:
    """What is wrong with these settings; `keys` are those of MASTERMIND_SECRET_KEYS."""
    yield from _tokens(values)
    yield from _together(values)
    addresses = [*ADDRESSES, *(name for name in WISHED if values[name])]
    yield from (_address(name, values[name]) for name in addresses if not is_safe(values[name]))
    yield from _landing(values["slack_redirect_uri"])
    yield from _discord(values)
    if not re.fullmatch(r"(https?://[^\s/?#@]+[^\s?#@]*)?", values["otel_exporter_otlp_endpoint"]):
        yield (
            "OTEL_EXPORTER_OTLP_ENDPOINT can't be used: it is empty, or an address that begins "
            "with http:// or https://"
        )
    if not COMMAND.fullmatch(values["slack_command"]):
        yield (
            "SLACK_COMMAND can't be used: it takes 1 to 31 small letters, digits, - and _, without "
            "the slash"
        )
    if not all(map(is_key, keys)):
        yield (
            "MASTERMIND_SECRET_KEYS can't be used: each key is 44 characters as "
            "`mastermind secrets key` makes them, with commas between"
        )


def _tokens(values: Values) -> Iterator[str]:
    for name, begin in TOKENS.items():
        token = values[name]
        if name == "slack_bot_token" and token.startswith("xoxe."):
            yield (
                "SLACK_BOT_TOKEN can't be used: it ends after twelve hours; switch token rotation "
                f"off for the app, or set {_named(INSTALLING)} in its place"
            )
        elif token and not re.fullmatch(rf"{begin}[\w-]+", token, re.ASCII):
            yield f"{name.upper()} can't be used: it is none that begins with {begin}"


def _together(values: Values) -> Iterator[str]:
    installing = [name for name in INSTALLING if values[name]]
    if installing and len(installing) < len(INSTALLING):
        missing = [name for name in INSTALLING if not values[name]]
        yield f"{_named(installing)} can't be used alone: set {_named(missing)} too"
    if installing and values["slack_bot_token"]:
        yield (
            f"SLACK_BOT_TOKEN can't be used with {_named(installing)}: it serves one workspace, "
            "they serve those that install; set one or the other"
        )
    entering = installing or [name for name in ("slack_bot_token",) if values[name]]
    arriving = [name for name in ARRIVING if values[name]]
    if entering and not arriving:
        yield (
            f"{_named(entering)} can't be used alone: set SLACK_SIGNING_SECRET where Slack reaches "
            "this bot by HTTP, or SLACK_APP_TOKEN for Socket Mode"
        )
    if arriving and not entering:
        yield (
            f"{_named(arriving)} can't be used alone: set SLACK_BOT_TOKEN for one workspace, or "
            f"{_named(INSTALLING)} for many"
        )


def _discord(values: Values) -> Iterator[str]:
    if (token := values["discord_token"]) and not (application(token) and token.count(".") == 2):
        yield "DISCORD_TOKEN can't be used: it is none of a bot, which has three parts with dots"
    if values["discord_guild_id"] and not values["discord_guild_id"].isdecimal():
        yield "DISCORD_GUILD_ID can't be used: it is a number, as Copy Server ID gives it"
    if values["discord_shards"] and shards(values["discord_shards"]) is None:
        yield (
            "DISCORD_SHARDS can't be used: it is empty, or says which shards of how many are this "
            "process's, as 0-3/16"
        )
    gateway = values["discord_gateway_url"]
    if not (gateway.startswith("ws") and is_safe(gateway.replace("ws", "http", 1))):
        yield (
            "DISCORD_GATEWAY_URL can't be used: it must be an address that begins with wss://, or "
            "with ws:// on this computer"
        )


def is_safe(url: str) -> bool:
    """Whether it is an address under https, or under http on this computer."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    own = host in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None
    clean = not (parts.query or parts.fragment or parts.username) and not re.search(r"\s", url)
    return clean and bool(host) and parts.scheme in ("https", *["http"] * own)


def _address(name: str, url: str) -> str:
    return (
        f"{name.upper()} can't be used: it must be an address that begins with https://, or "
        "with http:// on this computer, and has nothing after a question mark"
    )


def _landing(url: str) -> Iterator[str]:
    if is_safe(url) and not url.endswith(LANDING_PATH):
        yield f"SLACK_REDIRECT_URI can't be used: its path must end with {LANDING_PATH}"


def is_key(key: str) -> bool:
    """Whether this is a key as Fernet makes them: 32 bytes."""
    try:
        return len(urlsafe_b64decode(key)) == 32
    except ValueError:
        return False


def _named(names: Sequence[str]) -> str:
    *first, last = (name.upper() for name in names)
    return f"{', '.join(first)} and {last}" if first else last
