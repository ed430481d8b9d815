"""What a member may ask to see: the queue, what is theirs, the last recap."""

from datetime import datetime

from bot import labels, words
from bot.cards import Button, Card, Fields, Lines, Mention, Span, Spans, When, text
from bot.commitment_card import open_card
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Entry, Group
from bot.policies import Place
from bot.recap_card import recap_card
from bot.rotation import queue
from bot.words import commitments as say
from bot.words.recap import NO_RECAP


def show_queue(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/queue`: who sits next; `/queue why`: and from which lines of the ledger."""
    why = event.args.strip().lower() == "why"
    lines = tuple(_place(group, place, why) for place in queue(group))
    lead = words.QUEUE_WHY if why else words.QUEUE_LEAD
    buttons = () if why else (Button(labels.BUTTON_WHY, "queue", "why"),)
    card = Card(words.QUEUE, (Lines(lines, numbered=True), text(lead)), buttons)
    return Outcome(group, (Whisper(event.by.id, card),))


def show_mine(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/mine`: my open commitments, my place in the queue, my next meeting."""
    who = event.by.id
    order = [place.member.id for place in queue(group)]
    rows: list[tuple[str, Spans]] = [
        (words.QUEUE, (words.QUEUE_PLACE.format(place=order.index(who) + 1, of=len(order)),))
    ]
    if group.next_at:
        rows.append((words.NEXT, (When(group.next_at),)))
    mine = open_card(group, who, say.YOUR_COMMITMENTS)
    card = Card(say.YOURS, (*mine.blocks, Fields(tuple(rows))), mine.buttons)
    return Outcome(group, (Whisper(who, card),))


def show_recap(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/recap`: the last meeting's recap again."""
    if group.last is None:
        raise Refused(NO_RECAP)
    return Outcome(group, (Whisper(event.by.id, recap_card(group.last)),))


def _place(group: Group, place: Place, why: bool) -> Spans:
    spans: list[Span] = [Mention(place.member.id)]
    if why:
        lines = [e for e in group.ledger if e.member == place.member.id]
        spans.append(f": {_ledger(lines)}" if lines else words.NO_LEDGER)
    sat = place.member.sat
    waited = words.SAT_IN.format(number=sat) if sat else words.NEVER_SAT
    spans.append(words.QUEUE_LINE.format(credit=words.credit(place.credit), waited=waited))
    spans += [words.STARVED] if place.starved else []
    spans += [words.HAS_PASSED] if place.passed else []
    return tuple(spans)


def _ledger(lines: list[Entry]) -> str:
    return ", ".join(
        words.LEDGER[entry.why].format(credit=words.credit(entry.amount), number=entry.number)
        for entry in lines
    )
