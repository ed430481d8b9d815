"""What a member may ask to see: what is theirs, the last recap."""

from datetime import datetime

from bot import words
from bot.cards import Card, Fields, Spans, When
from bot.commitments.commitment_card import open_card
from bot.effects import Outcome, Whisper
from bot.events import Command
from bot.group import Group
from bot.recaps import mending
from bot.recaps.recap_card import recap_card
from bot.recaps.recap_own import details_card
from bot.seats.queue_card import ordered
from bot.seats.rotation import line_of
from bot.words import commitments as say
from bot.words import seats as told


def show_mine(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/mine`: my open commitments, my place in the queue, my next meeting."""
    who = event.by.id
    order = [place.member.id for place in ordered(line_of(group))]
    rows: list[tuple[str, Spans]] = []
    if who in order:  # a guest is not
        place = told.PLACE.format(place=order.index(who) + 1, of=len(order))
        rows.append((told.QUEUE, (place,)))
    if group.next_at:
        rows.append((words.NEXT, (When(group.next_at),)))
    mine = open_card(group, who, say.YOUR_COMMITMENTS)
    card = Card(say.YOURS, (*mine.blocks, Fields(tuple(rows))), mine.buttons)
    return Outcome(group, (Whisper(who, card),))


def show_recap(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/recap`: the last meeting's recap again; `/recap 7`: that of an older one; `/recap details`,
    `/recap details 7`: all of it."""
    recap = mending.asked(group, event.args, event.found).recap
    details = event.args.strip().lower().startswith(("details", "all"))
    card = details_card(recap) if details else recap_card(recap)
    return Outcome(group, (Whisper(event.by.id, card),))
