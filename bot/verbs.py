"""How commands are called in a room that has one command for all verbs."""

import re
from collections.abc import Mapping
from functools import cache

from bot.commands import COMMANDS

NOWHERE: Mapping[str, str] = {}


def called(text: str, command: str, paths: Mapping[str, str] = NOWHERE) -> str:
    """The text with each "/verb" of COMMANDS as "/command verb", or with what `paths` has for the
    verb behind the command."""
    if "/" not in text:
        return text
    return _verbs().sub(lambda m: f"/{command} {paths.get(m[1], m[1])}", text)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.])/({'|'.join(COMMANDS)})\b(?!/)")
