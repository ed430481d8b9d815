"""Leaves out of a text what is secret: by its looks, by its name, or because we know it."""

import re
from collections.abc import Sequence

LEFT_OUT = "***"  # none of which stands in a secret, so that nothing is left out twice
SHORTEST = 6  # characters; what is shorter stands in many words
NAMES = "access_token|refresh_token|token|client_secret|signing_secret|response_url|trigger_id"
# Each keeps what stands before the secret, so that the line says what was left out.
LOOKS = (
    r"(\b)(?:xoxe\.)?(?:xox[a-z]|xapp)-[\w.%+/=~-]+",  # Slack's tokens
    r"(https?:\\?/\\?/hooks\.slack(?:-gov)?\.com\\?/)[^\s\"'<>]+",  # where one may answer
    r"(\b)[\w-]{20,}\.[\w-]{6,}\.[\w-]{27,}",  # Discord's tokens
    r"(https?:\\?/\\?/discord\.com\\?/\S*?(?:webhooks|interactions)\\?/)[^\s\"'<>)]+",
    r"(\b)\d{6,}\.\d{6,}\.[0-9a-f]{32}\b",  # what opens a form
    r"(\bv0=)[0-9a-f]{64}\b",  # signatures
    r"(\b(?:Bearer|Basic) )[\w.+/=~-]+",
    r"([?&](?:code|state|ticket)=)[^\s&\"']+",
    rf"(\b(?:{NAMES})\\?[\"']?(?:=|: ?)\\?[\"']?)[^\s\"'\\&,;}})\]]+",  # in Python, JSON, forms
)
PATTERNS = [re.compile(look, re.ASCII) for look in LOOKS]


class Redaction:
    """Leaves out these texts, and what looks like a secret of a platform."""

    def __init__(self, hidden: Sequence[str] = ()) -> None:
        longest_first = sorted((s for s in hidden if len(s) >= SHORTEST), key=len, reverse=True)
        self._hidden = (
            re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        )

    def __call__(self, text: str) -> str:
        """The text without them."""
        if self._hidden:
            text = self._hidden.sub(LEFT_OUT, text)
        for pattern in PATTERNS:
            text = pattern.sub(rf"\1{LEFT_OUT}", text)
        return text
