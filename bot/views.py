"""What a member may ask to see: what is theirs, the last recap."""

from datetime import datetime

from bot import words
from bot.cards import Card, Fields, Spans, When
from bot.commitment_card import open_card
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Group
from bot.queue_card import ordered
from bot.recap_card import recap_card
from bot.recap_own import details_card
from bot.rotation import line_of
from bot.text import whole
from bot.words import commitments as say
from bot.words import recap as recap_words
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
    """`/recap`: the last meeting's recap again; `/recap details`: all of it."""
    if (last := group.last) is None:
        raise Refused(recap_words.NO_RECAP)
    verb, _, number = event.args.strip().partition(" ")
    if verb.lower() not in ("details", "all"):
        return Outcome(group, (Whisper(event.by.id, recap_card(last)),))
    asked = whole(number) if number else last.number
    if asked != last.number:
        said = recap_words.OLD_DETAILS.format(number=last.number, asked=asked or "N")
        raise Refused(said)
    return Outcome(group, (Whisper(event.by.id, details_card(last)),))
