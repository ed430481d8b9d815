"""What people see of effects: cards, spans, buttons and words."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.cards import Block, Bold, Button, Card, Fields, Lines, Mention, Quote, Span, Spans, Text
from bot.decide import decide, decide_person
from bot.effects import Effect, Nudge, Outcome, Show, Whisper
from bot.events import Event, Press
from bot.live import Item, Meeting
from bot.person import Person
from bot.ports import State
from tests.histories import WORD, Turn


def cards(effects: Iterable[Effect]) -> list[Card]:
    """The cards of effects; one that takes a nudge back shows none."""
    told = (e for e in effects if isinstance(e, Show | Whisper | Nudge))
    return [e.card for e in told if not (isinstance(e, Nudge) and e.settled)]


def spans(card: Card) -> Iterator[Span]:
    """Every span of a card; whoever is quoted counts as a mention."""
    for block in card.blocks:
        yield from _spans(block)


def words(card: Card) -> str:
    """All that can be read on a card, mentions and instants aside."""
    told = (span.text if isinstance(span, Bold) else span for span in spans(card))
    return "\n".join([card.title, *(span for span in told if isinstance(span, str))])


def readers(effect: Effect) -> str | None:
    """Whose eyes an effect is for: an actor id, "" for the whole room, None for nobody's."""
    match effect:
        case Show():
            return ""
        case Whisper(to=to) | Nudge(to=to):
            return to
    return None


def press(button: Button) -> Press:
    """What the room hears when a button is pressed whose form nobody filled in."""
    return Press(button.verb, button.args, button.rev)


def decided(state: State, event: Event, turn: Turn) -> Outcome[Any]:
    """What is decided about an event at the time of a turn."""
    if isinstance(state, Person):
        return decide_person(state, event, turn.now)
    return decide(state, event, turn.now)


def marks(text: str) -> list[str]:
    """The words in a text that nobody else wrote."""
    return re.findall(WORD, text)


def unrevealed(meeting: Meeting) -> list[Item]:
    """What was written in a blind step, or in a silence, that is not over."""
    open_still = (n for n, step in enumerate(meeting.agenda) if step.turn == "blind")
    ahead = [n for n in open_still if n >= meeting.at.step]
    silent = [item for item in meeting.items if _is_silent(item, meeting)]
    return silent + [item for item in meeting.items if item.step in ahead]


def _is_silent(item: Item, meeting: Meeting) -> bool:
    aside = meeting.at.aside
    silence = aside is not None and aside.kind == "silence" and item.id > aside.known
    return silence and item.step == meeting.at.step and not item.late


def _spans(block: Block) -> Iterator[Span]:
    lines: tuple[Spans, ...]
    match block:
        case Text(line):
            lines = (line,)
        case Fields(pairs):
            lines = tuple((label, *line) for label, line in pairs)
        case Lines():
            lines = block.lines
        case Quote():
            lines = ((Mention(block.by), block.kind, block.note, block.text),)
    for line in lines:
        yield from line
