"""Cards in which people are called by their names: in a direct message, where they are not, many
clients show a mention of somebody as a number.
"""

from collections.abc import Iterator

from adapters.chat.meant import Name
from bot.cards import Block, Card, Fields, Lines, Mention, Quote, Spans, Text
from bot.values import replace


def called(card: Card) -> set[str]:
    """Whom a card mentions."""
    return {who for block in card.blocks for who in _called(block)}


def named(card: Card, name: Name) -> Card:
    """The card with names in place of mentions, but of those whose name is not known."""

    def spans(found: Spans) -> Spans:
        return tuple(
            f"@{name(one.who)}" if isinstance(one, Mention) and name(one.who) != one.who else one
            for one in found
        )

    def block(one: Block) -> Block:
        match one:
            case Text(found):
                return Text(spans(found))
            case Fields(pairs):
                return Fields(tuple((label, spans(found)) for label, found in pairs))
            case Lines(lines):
                return replace(one, lines=tuple(map(spans, lines)))
            case Quote(by):
                return replace(one, by=name(by))

    return replace(card, blocks=tuple(map(block, card.blocks)))


def _called(block: Block) -> Iterator[str]:
    match block:
        case Text(found):
            yield from (one.who for one in found if isinstance(one, Mention))
        case Fields(pairs):
            yield from (one.who for _, found in pairs for one in found if isinstance(one, Mention))
        case Lines(lines):
            yield from (one.who for found in lines for one in found if isinstance(one, Mention))
        case Quote(by):
            yield by
