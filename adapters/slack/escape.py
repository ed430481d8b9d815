"""Text as data: whatever somebody wrote pings nobody and changes no markup."""

import re
from typing import Any

# Only these three have an escape: https://docs.slack.dev/messaging/formatting-message-text.
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# The others have none, so a sign of the same look stands for one that could begin or end a style.
LOOKALIKES = {"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"}
STYLES = re.compile(r"`|(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])")
QUOTE = re.compile(r"^(\s*)>", re.MULTILINE)


def escape(text: str) -> str:
    """The text for a place where Slack reads mrkdwn; as long as `length` says."""
    text = STYLES.sub(lambda m: LOOKALIKES[m[0]], QUOTE.sub(r"\1›", text))
    return re.sub("[&<>]", lambda m: ENTITIES[m[0]], text)


def unescape(text: str) -> str:
    """The text that was escaped, but for the signs that only look like those that were there."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(text: str, most: int) -> dict[str, Any]:
    """The text for a place where Slack reads no markup, with an ellipsis where it was longer than
    `most` characters.
    """
    said = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return {"type": "plain_text", "text": said if said.strip() else "–", "emoji": False}
