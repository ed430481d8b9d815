"""What whoever runs the bot is told where Discord does not let it in for good."""

from collections.abc import Mapping

import discord

TOKEN = "look at Bot, Reset Token in Discord's Developer Portal and set DISCORD_TOKEN anew"
# https://docs.discord.com/developers/topics/opcodes-and-status-codes: closes after which another
# attempt ends as this one did.
_CODES: Mapping[int, str] = {
    4004: f"Discord does not know the DISCORD_TOKEN: {TOKEN}.",
    4010: "Discord knows no such shard: look at DISCORD_SHARDS, or leave it empty.",
    4011: "The bot is in too many servers for so few shards: raise the number behind the slash in "
    "DISCORD_SHARDS, or leave it empty.",
    4012: "Discord does not speak the version of this bot any more: install a newer one.",
    4013: "Discord does not know what the bot wants to hear: install a newer one.",
    4014: "Discord does not let the bot hear what it wants to: look at Bot, Privileged Gateway "
    "Intents in Discord's Developer Portal, or install a newer one.",
}


def final(error: BaseException) -> str:
    """What to do about an error that would come again at every attempt; "" for any other."""
    match error:
        case discord.LoginFailure():
            return _CODES[4004]
        case discord.PrivilegedIntentsRequired():
            return _CODES[4014]
        case discord.ConnectionClosed():
            return _CODES.get(error.code, "")
    return ""
