"""What a button carries, as one short text that only we can have written.

Platforms hand a button's text back as a stranger could have sent it; with the signature it is as
good as our own memory, and nothing has to be restored after a restart.
"""

import hmac
import re
from base64 import urlsafe_b64encode

from bot.events import Press

LONGEST = 100  # characters, the least that any platform gives
VERSION = "1"
SIGN = 9  # bytes, so that nobody guesses one: 72 bits
SIGNED = SIGN * 4 // 3  # characters of them
SEP, SAME = "|", "="  # the second one: a form of the same name as the verb
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Seal:
    """Writes and reads the texts of buttons; `key` is the secret that they are signed with."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def close(self, press: Press, scope: str) -> str:
        """The text of a button that is good in `scope`, one tenant of one platform."""
        same = press.form and press.form == press.verb
        form = SAME if same else _short(press.form)
        parts = (_short(press.verb), _short(press.args), _short(press.rev), form)
        said = SEP.join((*parts, _short(press.group))).rstrip(SEP)
        return f"{VERSION}{self._sign(said, scope)}{said}"

    def open(self, text: str, scope: str) -> Press | None:
        """What it says; None where we never wrote it, or in another version, or elsewhere."""
        sign, said = text[1 : 1 + SIGNED], text[1 + SIGNED :]
        right = self._sign(said, scope)
        if text[:1] != VERSION or not hmac.compare_digest(_raw(sign), _raw(right)):
            return None
        parts = f"{said}||||".split(SEP)[:5]
        verb, args, rev, form, group = map(_long, parts)
        return Press(verb, args, rev, verb if parts[3] == SAME else form, group)

    def _sign(self, said: str, scope: str) -> str:
        raw = hmac.digest(self._key, _raw(f"button {scope} {said}"), "sha256")
        return urlsafe_b64encode(raw[:SIGN]).decode()


def _raw(said: str) -> bytes:
    """Half characters, which JSON can carry, are as good as any that we did not write."""
    return said.encode("utf-8", "surrogatepass")


def _short(part: str) -> str:
    """Without what parts them, and with long numbers in base 36: a platform's ids are half as
    long."""
    if part == SAME:
        return "%3D"
    quoted = part.replace("%", "%25").replace(SEP, "%7C").replace("~", "%7E")
    return re.sub(r"[1-9][0-9]{9,}", lambda m: f"~{_base36(int(m[0]))}~", quoted)


def _long(part: str) -> str:
    if "~" in part:
        part = re.sub(r"~([0-9a-z]+)~", lambda m: str(int(m[1], 36)), part)
    return part.replace("%7E", "~").replace("%7C", SEP).replace("%3D", SAME).replace("%25", "%")


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits
