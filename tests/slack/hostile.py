"""Texts that mean no good to a workspace, and what of them would be markup."""

import re

from tests.hostile import HOSTILE as ANYWHERE

HOSTILE = ANYWHERE | {
    "calls": "<!channel> <!here|here> <!everyone> <@U1> <@U1|ann> <#C1|general> <!subteam^S1|team>",
    "plain calls": "@channel @here @everyone @ann #general",
    "entities": "&lt;!channel&gt; &amp;lt;@U1&amp;gt; &#60;!here&#62; &",
    "styles": "*bold* _italic_ ~struck~ `code` *_both_* **twice** __twice__",
    "fences": "```\n<!channel>\n``` and ``",
    "quotes": "> quoted\n>>> all of it\n&gt; again",
    "links": "<https://evil.example|https://good.example> <mailto:a@b.c|me> https://x.org/a_b_c",
    "dates": "<!date^1392734382^{date} at {time}|soon> ^ {time}",
    "lists": "- one\n* two\n1. three\n• four",
    "shortcodes": ":smile: :tada:",
    "right to left": "שלום *עולם* مرحبا _بكم_",
    "signs of ours": "… = | ~ % 1. - [Next] @U1: (idea)",
    "json": '{"type": "broadcast", "range": "channel"} "}], \\',
}
OURS = r"<!date\^\d+\^[^|>]*\|[^>]*>"
STYLE = r"(?<![A-Za-z0-9])([*_~])(?=\S)[^\n]*?(?<=\S)\1(?![A-Za-z0-9])|`[^`]+`"


def markup(mrkdwn: str) -> list[str]:
    """What Slack would not show as plain text: calls, links, styles and quotes, but no dates."""
    rest = re.sub(OURS, "", mrkdwn)
    called = re.findall(r"<[^>]*>", rest)
    styled = [match[0] for match in re.finditer(STYLE, rest)]
    quoted = re.findall(r"^\s*(?:>|&gt;)", rest, re.MULTILINE)
    return called + styled + quoted
