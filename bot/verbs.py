"""How commands are called in a room that has one command for all verbs."""

import re
from collections.abc import Mapping
from functools import cache

from bot.commands import COMMANDS

NOWHERE: Mapping[str, str] = {}
ALONE = ("me", "help")  # verbs that need no group
WALLED = ("start", "schedule")  # verbs before which a room looks who can read it


def called(text: str, command: str, paths: Mapping[str, str] = NOWHERE) -> str:
    """The text with each "/verb" of COMMANDS as "/command verb", or with what `paths` has for the
    verb behind the command."""
    if "/" not in text:
        return text
    return _verbs().sub(lambda m: f"/{command} {paths.get(m[1], m[1])}", text)


def parted(verb: str, text: str, mention: re.Pattern[str]) -> tuple[str, str]:
    """What follows a verb, apart: the part whose mentions say who is meant, and the part in which
    people read them as names. A verb that takes somebody has the first alone, as has what is no
    verb; a line begins with whom it is for.
    """
    row = COMMANDS.get(verb)
    if row is None or "@" in row.usage or verb == "agree":
        return text, ""
    if verb != "write":
        return "", text
    lead = re.match(rf"\s*(?:for\s+)?{mention.pattern}", text, re.IGNORECASE)
    end = lead.end() if lead else 0
    return text[:end], text[end:]


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.])/({'|'.join(COMMANDS)})\b(?!/)")
