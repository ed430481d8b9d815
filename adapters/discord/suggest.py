"""What could stand at a place of a command while somebody types it."""

import re
from collections.abc import Iterator
from zoneinfo import available_timezones

from adapters.discord import limits
from adapters.discord.escape import short
from adapters.discord.parse import Typing
from adapters.discord.render import Json
from bot.commands import COMMANDS
from bot.commitments.commitment_card import of
from bot.commitments.verdicts import WORDS
from bot.formats.catalogue import catalogue
from bot.group import Group
from bot.seats.policies import POLICIES

ABOUT = ("report", "done", "date", "shrink", "stuck", "track", "remind")  # one's own commitments


def suggestions(typing: Typing, group: Group | None) -> list[Json]:
    """The choices for what was typed so far, each a name and a value; at most 25."""
    if typing.option.kind == "number":
        return _numbers(typing, group)
    said = typing.said.lower()
    found = [word for word in _words(typing) if said in word.lower()]
    return [{"name": word, "value": word} for word in found[: limits.OPTIONS]]


def _numbers(typing: Typing, group: Group | None) -> list[Json]:
    mine = of(group, typing.at.user) if group and typing.name in ABOUT else ()
    found = [c for c in mine if typing.said in f"{c.id} {c.what}"]
    return [
        {"name": short(f"{c.id}: {c.what}", limits.OPTION), "value": c.id}
        for c in found[: limits.OPTIONS]
    ]


def _words(typing: Typing) -> Iterator[str]:
    """Words that fit: what stands small in the usage, and the names of what stands big."""
    usage = COMMANDS[typing.name].usage
    if typing.option.name == "status":
        yield from WORDS
    if typing.option.name == "command":
        yield from COMMANDS
    if typing.option.name != "words":
        return
    yield from (way for way in re.split(r"[\[\]| ]+", usage) if way.isalpha() and way.islower())
    if "FORMAT" in usage:
        yield from catalogue()
    if "POLICY" in usage:
        yield from (f"policy {name}" for name in POLICIES)
    if "ZONE" in usage:
        yield from (f"zone {name}" for name in sorted(available_timezones()))
