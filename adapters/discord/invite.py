"""The address at which somebody lets the bot into a guild, with the least that it needs."""

from base64 import urlsafe_b64decode
from binascii import Error
from urllib.parse import urlencode

from adapters.discord.permissions import least

AUTHORIZE = "https://discord.com/oauth2/authorize"


def application(token: str) -> str:
    """The id of the application whose bot has this token; "" for what is no token."""
    first = token.partition(".")[0]
    try:
        found = urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (Error, ValueError):
        return ""
    return found if found.isdecimal() else ""


def invite(application: str, guild: str = "") -> str:
    """The address; `guild` is chosen there already, where one is named."""
    asked = {
        "client_id": application,
        "scope": "bot applications.commands",
        "permissions": str(least()),
        **({"guild_id": guild} if guild else {}),
    }
    return f"{AUTHORIZE}?{urlencode(asked)}"
