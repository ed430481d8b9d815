"""Whether a request comes from Slack: the signature over its raw bytes, and its time.

https://docs.slack.dev/authentication/verifying-requests-from-slack. Stands in front of the
library's own check, which answers some malformed requests with 500 and takes one twice.
"""

import hmac
from collections.abc import Mapping, Sequence

from bot.ports import Clock

MOST = 1024 * 1024  # bytes of a body
WINDOW = 300  # seconds that a request may be old, or early
KEPT = 100_000  # signatures that are remembered


class Verifier:
    """Checks requests against the signing secrets: more than one while they are being changed."""

    def __init__(self, secrets: Sequence[str], clock: Clock) -> None:
        self._secrets = [secret.encode() for secret in secrets if secret]
        self._clock = clock
        self._seen: dict[bytes, float] = {}

    def is_slacks(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether Slack signed this just now, and we have not had it already. Never raises."""
        told = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "").encode("utf-8", "replace")
        if not (told.isascii() and told.isdigit() and len(told) <= 12):
            return False
        now = self._clock.now().timestamp()
        if abs(now - int(told)) > WINDOW or not self._signed(told.encode(), body, signature):
            return False
        if signature in self._seen:
            return False
        self._remember(signature, now)
        return True

    def _signed(self, told: bytes, body: bytes, signature: bytes) -> bool:
        said = b"v0:" + told + b":" + body
        right = (hmac.digest(secret, said, "sha256").hex() for secret in self._secrets)
        return any(hmac.compare_digest(f"v0={one}".encode(), signature) for one in right)

    def _remember(self, signature: bytes, now: float) -> None:
        """A request older than the window is refused anyway, so its signature may be forgotten."""
        self._seen[signature] = now
        if len(self._seen) > KEPT:
            old = [one for one, at in self._seen.items() if at < now - 2 * WINDOW]
            for one in old or list(self._seen)[: KEPT // 2]:
                del self._seen[one]
