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
from bot.feedback.items import buildable
from bot.formats.catalogue import catalogue
from bot.group import Group
from bot.meetings.floor import step_of
from bot.seats.policies import POLICIES

ABOUT = ("report", "done", "date", "shrink", "stuck", "track", "remind")  # one's own commitments
OWN = ("edit", "delete", "level")  # what one wrote in the running meeting
BUILT = ("build", "against", "later")  # what one may read of it


def suggestions(typing: Typing, group: Group | None) -> list[Json]:
    """The choices for what was typed so far, each a name and a value; at most 25."""
    if typing.option.kind == "number":
        return _numbers(typing, group)
    said = typing.said.lower()
    found = [word for word in _words(typing) if said in word.lower()]
    return [{"name": word, "value": word} for word in found[: limits.OPTIONS]]


def _numbers(typing: Typing, group: Group | None) -> list[Json]:
    said, known = typing.said.lower(), _numbered(typing.name, typing.at.user, group)
    found = [(id, text) for id, text in known if said in f"{id} {text}".lower()]
    return [
        {"name": short(f"{id}: {' '.join(text.split())}", limits.OPTION), "value": id}
        for id, text in found[: limits.OPTIONS]
    ]


def _numbered(verb: str, who: str, group: Group | None) -> list[tuple[int, str]]:
    """What somebody can mean by a number, the newest first where it is of a meeting: commitments of
    their own, what they wrote in it, or what they may read and build on."""
    if group is None:
        return []
    if verb in ABOUT:
        return [(c.id, c.what) for c in of(group, who)]
    if group.meeting and verb in OWN:
        mine = [i for i in group.meeting.items if i.by == who and not i.deleted]
        return [(i.id, i.text) for i in reversed(mine)]
    if group.meeting and verb in BUILT:
        near = buildable(group.meeting, step_of(group.meeting), who)
        return [(i.id, i.text) for i in reversed(near)]
    return []


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
