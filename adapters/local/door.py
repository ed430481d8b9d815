"""The lock on the local room: a key that all its people share, and a pause for who guesses."""

import hashlib
import hmac
import math
import time
from collections.abc import Callable

from adapters.local import sentences
from adapters.local.asks import Sorry

FREE = 5  # wrong keys before one must wait
LONGEST = 300.0  # seconds of one wait
KNOWN = 1000  # addresses that are remembered


class Door:
    """Opens to a cookie that was made with the key; the key itself is never handed out.

    `now` counts seconds from anywhere. Without a key the door stands open.
    """

    def __init__(self, key: str, now: Callable[[], float] = time.monotonic) -> None:
        self._proof = _proof(key) if key else ""
        self._now = now
        self._wrong: dict[str, tuple[int, float]] = {}

    def opens(self, cookie: str) -> bool:
        """Whether whoever shows this cookie may come in."""
        return not self._proof or hmac.compare_digest(cookie.encode(), self._proof.encode())

    def unlock(self, key: str, address: str) -> str:
        """The cookie for this key. Raises Sorry for a wrong one, and for one tried too soon."""
        count, until = self._wrong.pop(address, (0, 0.0))
        if (wait := until - self._now()) > 0:
            self._wrong[address] = (count, until)
            raise Sorry(429, sentences.TOO_MANY.format(seconds=math.ceil(wait)))
        proof = _proof(key)
        if self.opens(proof):
            return proof
        pause = min(LONGEST, 2.0 ** min(count - FREE + 2, 30)) if count + 1 >= FREE else 0.0
        self._wrong[address] = (count + 1, self._now() + pause)
        while len(self._wrong) > KNOWN:  # the one that was silent the longest
            self._wrong.pop(next(iter(self._wrong)))
        raise Sorry(403, sentences.WRONG_KEY)


def _proof(key: str) -> str:
    return hmac.new(key.encode("utf-8", "replace"), b"the local room", hashlib.sha256).hexdigest()
