"""Texts that mean no good to a guild, and what of them would be markup."""

import re

from tests.hostile import HOSTILE as ANYWHERE

HOSTILE = ANYWHERE | {
    "calls": "@everyone @here <@1100000000000000001> <@!1> <@&2> <#3> <id:browse> </verb:4>",
    "styles": "**bold** *it* __under__ _it_ ~~gone~~ ||spoiler|| `code` ***all***",
    "fences": "```py\n<@1>\n``` and ``",
    "headings": "# one\n## two\n-# small\n> quoted\n>>> all of it",
    "lists": "- one\n* two\n+ three\n1. four\n2) five",
    "links": "[good](https://evil.example) <https://x.org> https://x.org/a_b_c http://x",
    "times": "<t:1392734382:R> <t:1:F>",
    "emoji of theirs": ":smile: <:name:1> <a:name:2> :+1: ¯\\_(ツ)_/¯",
    "backslashes": "\\ \\\\ \\* a\\",
    "signs of ours": "… = | ~ % 1. - [Next] @U1: (idea) *(idea)*",
    "right to left": "שלום **עולם** مرحبا _بكم_",
}
# What begins something in Discord: https://docs.discord.com/developers/reference#message-formatting
MARKUP = re.compile(
    r"(?<!\\)(?:\\\\)*([*_~`|<>\[\]@]|:(?=[\w/+-]))|^[ \t]*(#|-|\+|\d+[.)])", re.MULTILINE
)


def markup(markdown: str) -> list[str]:
    """What Discord would not show as plain text."""
    return [match[0] for match in MARKUP.finditer(markdown)]
