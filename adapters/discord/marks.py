"""How the bot knows a message of its own again: by a number that it gave to its first component.

Discord keeps the numbers of components, and gives them back to whoever reads a channel; the nonce
of a message it forgets.
"""

from base64 import urlsafe_b64encode
from hashlib import blake2b

from adapters.chat.body import mapping, text_of
from adapters.discord.render import Json

# No other number of ours is as high: a component's is one of 31 bits.
LEAST = 1 << 30


def nonce(key: str) -> str:
    """The same for every try at the same message; at most 25 characters."""
    return urlsafe_b64encode(_digest(key)).decode()


def marked(message: Json, key: str) -> Json:
    """A message that carries the mark of this key."""
    first, *others = message["components"]
    return {**message, "components": [{**first, "id": _number(key)}, *others]}


def found(messages: object, key: str) -> str:
    """The id of the message that carries it; "" for none."""
    for message in messages if isinstance(messages, list) else ():
        components = mapping(message).get("components")
        first = components[0] if isinstance(components, list) and components else None
        if mapping(first).get("id") == _number(key):
            return text_of(message, "id")
    return ""


def _number(key: str) -> int:
    return LEAST | int.from_bytes(_digest(key)[:4], "big") % LEAST


def _digest(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=18).digest()
