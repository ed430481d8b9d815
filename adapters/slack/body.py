"""The body of a request as a payload: JSON, a form, or a form with JSON in it."""

import json
from binascii import a2b_qp
from collections.abc import Mapping
from typing import Any


def read(raw: bytes, kind: str) -> Mapping[str, Any]:
    """The payload of a body with this content type. Raises ValueError or RecursionError where it is
    no UTF-8, no JSON, or no object.
    """
    if kind.startswith("application/json"):
        return _object(raw.decode())
    fields = dict(map(_field, raw.split(b"&")))
    return _object(fields["payload"]) if "payload" in fields else fields


def _field(pair: bytes) -> tuple[str, str]:
    name, _, value = pair.partition(b"=")
    return _unquoted(name), _unquoted(value)


def _unquoted(text: bytes) -> str:
    """Without percent signs. As quoted-printable, which is nearly the same, it is read ten times as
    fast as `urllib` reads it, and half of a button is JSON in quotes.
    """
    if b"%" not in text and b"+" not in text:
        return text.decode()
    quoted = text.replace(b"=", b"=3D").replace(b"+", b" ").replace(b"%", b"=")
    return a2b_qp(quoted).decode()


def _object(text: str) -> Mapping[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
