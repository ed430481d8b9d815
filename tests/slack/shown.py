"""Everything that people are ever shown, as a workspace would see it."""

import re

from adapters.slack import render
from bot.cards import Card
from bot.events import Press
from bot.seal import Seal
from bot.verbs import called
from tests import shown
from tests.shown import watched
from tests.slack.reading import Json

__all__ = ["watched"]

SEAL = Seal("secret")
SCOPE = "slack:T1"
GROUP = "slack:T1:C42"
COMMAND = "mastermind"


def spell(text: str) -> str:
    """Commands as they are typed in a workspace."""
    return called(text, COMMAND)


def sent(card: Card) -> list[Json]:
    """A card as Slack gets it."""
    made = render.messages(in_slack(card), SEAL, SCOPE, COMMAND)
    return [{"text": message.text, "blocks": message.blocks} for message in made]


def press(button: Json) -> Press | None:
    """What a drawn button says when it is pressed."""
    return SEAL.open(button["value"], SCOPE)


def names(card: Card) -> dict[str, str]:
    """Who is who on a card, by their ids in Slack."""
    return shown.names(card, _id)


def in_slack(card: Card) -> Card:
    """A card with people's ids as Slack gives them."""
    return shown.known_as(card, _id)


def _id(who: str) -> str:
    return f"U{who.encode().hex().upper()}"


def pings(payload: Json) -> set[str]:
    """Whom a message calls: ids of people, and anything that calls more than one."""
    found = set(re.findall(r"<[@!#](?!date\^)([^>|]*)", payload["text"]))
    leaves = [payload["blocks"]]
    while leaves:
        match leaves.pop():
            case {"type": "user", "user_id": str(who)}:
                found.add(who)
            case {"type": "broadcast" | "usergroup" | "channel" | "team" as kind}:
                found.add(f"!{kind}")
            case {"type": "mrkdwn", "text": str(text)}:
                found |= set(re.findall(r"<[@!#]([^>|]*)", text))
            case dict() as mapping:
                leaves += mapping.values()
            case list() as several:
                leaves += several
    return found
