"""Everything that people are ever shown, as a workspace would see it: cards, forms, messages."""

import asyncio
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from adapters.slack import render
from bot.cards import Block, Card, Fields, Lines, Mention, Quote, Spans, Text
from bot.events import Actor, Press
from bot.forms import Form
from bot.house.shelf import stock
from bot.parcels import Posting
from bot.seal import Seal
from bot.values import replace
from tests.slack.reading import Json
from tests.transcripts import play
from tests.world import World

SEAL = Seal("secret")
SCOPE = "slack:T1"
GROUP = "slack:T1:C42"
COMMAND = "mastermind"
OWN = Path(__file__).parents[1] / "formats"  # the formats of the group that brings its own


class Watched(World):
    """A world that remembers every card and form that it ever showed."""

    __slots__ = ("cards", "forms")

    def __init__(self) -> None:
        super().__init__()
        self.cards: set[Card] = set()
        self.forms: set[Form] = set()

    def hang(self, posting: Posting) -> Posting:
        if posting.card:
            self.cards.add(posting.card)
        return super().hang(posting)

    async def form(self, group: str, name: str, by: Actor) -> Form | None:
        if found := await super().form(group, name, by):
            self.forms.add(found)
        return found


@cache
def watched(file: Path) -> Watched:
    """What a transcript shows."""
    world = Watched()
    stock(str(OWN) if file.stem == "own_format" else "")
    try:
        asyncio.run(play(file.read_text("utf-8").splitlines(), world))
    finally:
        stock("")
    return world


def sent(card: Card) -> list[Json]:
    """A card as Slack gets it."""
    made = render.messages(in_slack(card), SEAL, SCOPE, COMMAND)
    return [{"text": message.text, "blocks": message.blocks} for message in made]


def press(button: Json) -> Press | None:
    """What a drawn button says when it is pressed."""
    return SEAL.open(button["value"], SCOPE)


def names(card: Card) -> dict[str, str]:
    """Who is who on a card, by their ids in Slack."""
    return {_id(who): who for who in _people(card)}


def in_slack(card: Card) -> Card:
    """A card with people's ids as Slack gives them."""
    return replace(card, blocks=tuple(map(_block, card.blocks)))


def _id(who: str) -> str:
    return f"U{who.encode().hex().upper()}"


def _people(card: Card) -> Iterator[str]:
    for block in card.blocks:
        if isinstance(block, Quote):
            yield block.by
        for span in _all(block):
            if isinstance(span, Mention):
                yield span.who


def _all(block: Block) -> Spans:
    match block:
        case Text(spans):
            return spans
        case Fields(pairs):
            return tuple(span for _, spans in pairs for span in spans)
        case Lines(lines):
            return tuple(span for spans in lines for span in spans)
    return ()


def _block(block: Block) -> Block:
    match block:
        case Text(spans):
            return Text(_spans(spans))
        case Fields(pairs):
            return Fields(tuple((label, _spans(spans)) for label, spans in pairs))
        case Lines(lines, numbered):
            return Lines(tuple(map(_spans, lines)), numbered)
        case Quote(by):
            return replace(block, by=_id(by))


def _spans(spans: Spans) -> Spans:
    return tuple(Mention(_id(s.who)) if isinstance(s, Mention) else s for s in spans)


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
