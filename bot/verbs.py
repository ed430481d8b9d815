"""How commands are called in a room that has one command for all verbs."""

import re
from functools import cache

from bot.commands import COMMANDS


def called(text: str, command: str) -> str:
    """The text with each "/verb" of COMMANDS as "/command verb"."""
    return _verbs().sub(rf"/{command} \1", text) if "/" in text else text


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.])/({'|'.join(COMMANDS)})\b(?!/)")
