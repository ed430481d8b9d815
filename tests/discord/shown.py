"""Everything that people are ever shown, as a guild would see it."""

import re
from hashlib import sha256

from adapters.discord import limits, render
from bot.cards import Card
from bot.events import Press
from bot.seal import Seal
from bot.verbs import called
from tests import shown
from tests.discord.reading import Json
from tests.shown import watched

__all__ = ["watched"]

SEAL = Seal("secret")
SCOPE = "discord:1100000000000000001"
GROUP = f"{SCOPE}:1200000000000000042"


def spell(text: str) -> str:
    """Commands as they are typed in a guild."""
    return called(text, "mastermind")


def sent(card: Card) -> tuple[Json, ...]:
    """A card as Discord gets it."""
    return render.messages(in_discord(card), SEAL, SCOPE, spell)


def press(button: Json) -> Press | None:
    """What a drawn button says when it is pressed."""
    return render.opened(button["custom_id"], SEAL, SCOPE)


def names(card: Card) -> dict[str, str]:
    """Who is who on a card, by their ids in Discord."""
    return shown.names(card, number)


def in_discord(card: Card) -> Card:
    """A card with people's ids as Discord gives them."""
    return shown.known_as(card, number)


def number(who: str) -> str:
    """An id for somebody of this name."""
    return str(10**18 + int(sha256(who.encode()).hexdigest()[:12], 16))


def pings(message: Json) -> set[str]:
    """Whom a message calls: what its text asks for, as far as the message allows it."""
    texts = [str(one.get("content", "")) for one in limits.components(message)]
    asked = {who for text in texts for who in re.findall(r"<@[!&]?(\d+)>", text)}
    allowed = message["allowed_mentions"]
    everyone = {"everyone"} if allowed["parse"] else set()
    return (asked & {*allowed["users"]}) | everyone | (asked - {*allowed["users"]})
