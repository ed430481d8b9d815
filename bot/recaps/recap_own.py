"""A recap for one reader: all of it, the seat-holder's notes, what needs whoever was absent."""

from bot import words
from bot.archive import Notes, Recap
from bot.cards import Block, Bold, Card, Fields, Lines, Spans, Text, When, text
from bot.commitments.commitment_card import commitment_line
from bot.live import Item
from bot.recaps.recap_card import BRIEF, figures, fix_button
from bot.recaps.recap_parts import WHOLE_LINE, corrected, headings, line
from bot.values import replace
from bot.words import recap as say

MOST = 60  # lines of one card


def details_card(recap: Recap) -> Card:
    """All that the group may read of a meeting, as far as a card holds it."""
    blocks: list[Block] = []
    for told in recap.seats:
        if told.items:
            blocks += [Text((Bold(told.question or told.holder),)), _lines(told.items, recap)]
    for head, items in headings(recap.items):
        blocks += [Text((Bold(head),)), _lines(tuple(items), recap)]
    if recap.commitments:
        lines = tuple(commitment_line(c) for c in recap.commitments)
        blocks += [Text((Bold(say.COMMITMENTS),)), Lines(lines)]
    blocks += figures(recap, WHOLE_LINE)
    title = say.DETAILS_TITLE.format(number=recap.number)
    return Card(title, tuple(blocks) or (text(say.NOTHING_SAID),))


def notes_card(notes: Notes, recap: Recap) -> Card:
    """What a seat-holder gets privately: all that was written for them, and what they took."""
    told = next((s for s in recap.seats if s.holder == notes.holder), None)
    picked = {item.id for item in told.picks} | set(notes.picks) if told else set(notes.picks)
    rows: list[tuple[str, Spans]] = [
        (label, (value,))
        for label, value in (
            (say.NOTES_CONTEXT, notes.context),
            (say.NOTES_TRIED, notes.tried),
            (say.NOTES_QUESTION, notes.question),
        )
        if value
    ]
    blocks: list[Block] = [text(say.NOTES_LEAD)]
    blocks += [Fields(tuple(rows))] if rows else []
    if notes.items:
        lines = [_marked(item, picked) for item in notes.items[:MOST]]
        blocks.append(Lines((*lines, *_rest(len(notes.items), recap))))
    else:
        blocks.append(text(say.NOTES_NONE))
    if told and told.follow_up:
        blocks.append(text(say.FOLLOW_UP.format(day=words.day(told.follow_up))))
    blocks += corrected(notes.corrections)
    return Card(say.NOTES_TITLE.format(number=recap.number), tuple(blocks), (fix_button(recap),))


def absent_card(recap: Recap, card: Card, who: str) -> Card:
    """The `card` of a recap with what needs its reader on top."""
    return Card(card.title, (*needs_blocks(recap, who), *card.blocks), card.buttons)


def needs_blocks(recap: Recap, who: str) -> tuple[Block, ...]:
    """What needs somebody, under its title; also that nothing does."""
    lines = needs(recap, who) or ((say.NEEDS_NOTHING,),)
    return (Text((Bold(say.NEEDS),)), Lines(lines))


def needs(recap: Recap, who: str) -> tuple[Spans, ...]:
    """What is open for somebody: commitments, what they are asked to take over, the next seat."""
    lines: list[Spans] = []
    for c in recap.waiting:
        if c.by == who:
            lead = say.NEEDS_TAKE if c.status == "handed on" else say.NEEDS_COMMITMENT
            told = commitment_line(replace(c, status="open"), owner=False)
            lines.append((lead.format(id=c.id), *told, "."))
    if who in recap.next_seats:
        due: Spans = ()
        if recap.next_at and recap.next_at - BRIEF > recap.ended:
            due = (say.BRIEF_DUE, When(recap.next_at - BRIEF))
        lines.append((say.NEEDS_SEAT, *due, "."))
    if who == recap.standby and recap.next_seats:
        lines.append((say.NEEDS_STANDBY,))
    if who == recap.next_facilitator:
        lines.append((say.NEEDS_FACILITATOR,))
    return tuple(lines)


def _lines(items: tuple[Item, ...], recap: Recap) -> Lines:
    lines = tuple(line(item, WHOLE_LINE) for item in items[:MOST])
    return Lines((*lines, *_rest(len(items), recap)))


def _rest(count: int, recap: Recap) -> tuple[Spans, ...]:
    left = count - MOST
    return ((say.REST.format(count=left, number=recap.number),),) if left > 0 else ()


def _marked(item: Item, picked: set[int]) -> Spans:
    return (*line(item, WHOLE_LINE), say.TO_TRY if item.id in picked else "")
