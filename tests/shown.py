"""Everything that people are ever shown: the cards and forms of a conversation, and cards with the
ids that a platform gives people.
"""

import asyncio
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from bot.cards import Block, Card, Fields, Lines, Mention, Quote, Spans, Text
from bot.events import Actor
from bot.forms import Form
from bot.house.shelf import stock
from bot.parcels import Posting
from bot.values import replace
from tests.transcripts import play
from tests.world import World

Id = Callable[[str], str]
OWN = Path(__file__).parent / "formats"  # the formats of the group that brings its own


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


def names(card: Card, id: Id) -> dict[str, str]:
    """Who is who on a card, by their ids on a platform."""
    return {id(who): who for who in _people(card)}


def known_as(card: Card, id: Id) -> Card:
    """A card with people's ids as a platform gives them."""
    return replace(card, blocks=tuple(_block(block, id) for block in card.blocks))


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


def _block(block: Block, id: Id) -> Block:
    match block:
        case Text(spans):
            return Text(_spans(spans, id))
        case Fields(pairs):
            return Fields(tuple((label, _spans(spans, id)) for label, spans in pairs))
        case Lines(lines, numbered):
            return Lines(tuple(_spans(spans, id) for spans in lines), numbered)
        case Quote(by):
            return replace(block, by=id(by))


def _spans(spans: Spans, id: Id) -> Spans:
    return tuple(Mention(id(s.who)) if isinstance(s, Mention) else s for s in spans)
