"""Addresses that are their own permission: signed, so that nobody makes one up."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256

from bot.cards import Feed

AGAIN = timedelta(minutes=15)  # after which a calendar program may ask again
LONGEST = 600  # characters of a token
SIGN = 16  # bytes of a signature


class Links:
    """Makes and reads the tokens of calendars; `key` is the secret that they are signed with."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def address(self, feed: Feed) -> str:
        """The path at which a calendar is found."""
        return f"/calendar/{self.token(feed)}.ics"

    def token(self, feed: Feed) -> str:
        """What stands in the path: whose calendar it is, and the signature."""
        said = "\n".join((f"{feed.number} {feed.of}", *filter(None, [feed.who]))).encode()
        return _text(self._sign(said) + said)

    def read(self, token: str) -> Feed | None:
        """The calendar that a token is for; None where we never made it."""
        if len(token) > LONGEST:
            return None
        try:
            raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
            sign, said = raw[:SIGN], raw[SIGN:]
            if _text(raw) != token or not hmac.compare_digest(sign, self._sign(said)):
                return None
            number, _, rest = said.decode().partition(" ")
            of, _, who = rest.partition("\n")
            return Feed(of, int(number), who)
        except ValueError:  # not base64 at all
            return None

    def _sign(self, said: bytes) -> bytes:
        return hmac.new(self._key, b"calendar " + said, sha256).digest()[:SIGN]


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
