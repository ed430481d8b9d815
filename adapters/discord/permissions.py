"""What the bot must be let do, and what of it is missing where somebody is."""

from collections.abc import Mapping

from adapters.discord.parse import From

ADMINISTRATOR = 1 << 3
# https://docs.discord.com/developers/topics/permissions, by their names in Discord's settings.
NEEDED: Mapping[str, int] = {
    "View Channel": 1 << 10,
    "Send Messages": 1 << 11,
    "Create Public Threads": 1 << 35,
    "Send Messages in Threads": 1 << 38,
}
# What the bot does without where it is not given: to look for a message of our own of which nobody
# knows whether it was sent, and to have a planned meeting among the guild's events.
WANTED: Mapping[str, int] = {"Read Message History": 1 << 16, "Create Events": 1 << 44}


def lacking(at: From) -> str:
    """The names of the permissions that are missing there; "" for none, or where it isn't said."""
    may = at.may
    if may is None or not at.guild or may & ADMINISTRATOR:
        return ""
    return ", ".join(name for name, bit in NEEDED.items() if not may & bit)


def least() -> int:
    """All that the bot asks for."""
    return sum({**NEEDED, **WANTED}.values())
