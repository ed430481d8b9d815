"""The cards of what was written in a step: for the group, and for a seat-holder's eyes alone."""

from collections.abc import Sequence

from bot.cards import Block, Card, Mention, Quote, text
from bot.effects import Effect, Show, Whisper, sketch
from bot.feedback.items import said_kind
from bot.levels import level_of, spoken, untold
from bot.live import Item, Meeting
from bot.meetings.beside import whole
from bot.meetings.board import key
from bot.meetings.floor import holder_of
from bot.values import once
from bot.words import ITEMS_TITLE
from bot.words import items as words

MARKS = (words.LATE, words.EDITED, words.DELETED)


def items_shown(
    meeting: Meeting, index: int, known: int = 0, emptied: bool = False
) -> tuple[Effect, ...]:
    """The effects that show what was written in a step: a card in the room, and a whisper of what
    only the seat-holder reads, which tells those after the first `known` items. `emptied` says that
    there is a card, although nothing may be left for it.
    """
    on = _on_card(meeting, index)
    items = [item for n in on for item in spoken(meeting, n)]
    new = tuple([item for item in items if item.id > known and item.step == index])
    shown = _for_group(meeting, on[0], items) if items or emptied else ()
    return (*shown, *whispered(meeting, new))


def whispered(meeting: Meeting, items: Sequence[Item]) -> tuple[Effect, ...]:
    """What tells a seat-holder of these items of one step, as far as they are for them alone."""
    alone = [i for i in items if level_of(i, meeting.agenda) == "seat_only" and not i.deleted]
    if not alone:
        return ()
    step = meeting.agenda[alone[0].step]
    holder = holder_of(meeting, step)
    news = tuple(quote(item) for item in alone if item.by != holder)
    return (Whisper(holder, Card(ITEMS_TITLE.format(title=step.title), news)),) if news else ()


@once
def quote(item: Item) -> Quote:
    """An item as its readers see it."""
    note = words.NUMBER.format(id=item.id)
    if item.late or item.edited or item.deleted:
        marks = zip((item.late, item.edited, item.deleted), MARKS, strict=True)
        note = ", ".join([note, *(mark for on, mark in marks if on)])
    return Quote(item.by, item.text, said_kind(item), note)


def _whose(meeting: Meeting, index: int) -> tuple[Block, ...]:
    """For whom a card is, where other seats have theirs beside it."""
    step = meeting.agenda[index]
    alone = step.who == "seat" or len(whole(meeting.agenda, index)) == 1
    return () if alone else (text(words.FOR_SEAT, Mention(holder_of(meeting, step))),)


def _on_card(meeting: Meeting, index: int) -> tuple[int, ...]:
    """The steps whose items stand on one card: what holders write of their own stands together."""
    steps = whole(meeting.agenda, index)
    return tuple(steps) if meeting.agenda[index].who == "seat" else (index,)


def _for_group(meeting: Meeting, index: int, items: list[Item]) -> tuple[Effect, ...]:
    step = meeting.agenda[index]
    if untold(step):
        return ()
    card = sketch(_card, meeting, index, tuple(items))
    return (Show(f"items:{meeting.number}:{index}", card, thread=key(meeting)),)


def _card(meeting: Meeting, index: int, items: tuple[Item, ...]) -> Card:
    step = meeting.agenda[index]
    open_to_all = [i for i in items if i.level == "group"]  # as the step is
    blocks: tuple[Block, ...] = tuple(map(quote, open_to_all))
    if alone := len(items) - len(open_to_all):
        blocks += (text(words.FOR_HOLDER.format(count=alone)),)
    blocks = blocks or (text(words.NOTHING_LEFT),)
    return Card(ITEMS_TITLE.format(title=step.title), (*_whose(meeting, index), *blocks))
