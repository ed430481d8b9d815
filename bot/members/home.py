"""A person's own page: their groups, when those meet, their seat and brief, what they promised."""

from collections.abc import Sequence

from bot import labels
from bot.cards import Block, Button, Card, Fields, Spans, When, text
from bot.commitments.commitment_card import open_card
from bot.feedback import briefs
from bot.group import Group
from bot.seats.queue_card import ordered
from bot.seats.rotation import line_of, upcoming
from bot.text import short
from bot.values import replace
from bot.words import NEXT, NOW, YOUR_GROUP, plural
from bot.words import commitments as say
from bot.words import menu as words
from bot.words import seats as told

MOST = 12  # groups on the page, those that meet soonest
QUESTION = 200  # characters of a brief


def home(who: str, groups: Sequence[Group]) -> tuple[Card, ...]:
    """One card for each of these groups that `who` is a member of; its buttons act in that group.

    The first card says how many there are, or how to make one.
    """
    mine = [group for group in groups if group.member(who)]
    soonest = sorted(mine, key=lambda g: (g.meeting is None, not g.next_at, g.next_at, g.id))
    lead = words.GROUPS.format(groups=plural(len(mine), "group")) if mine else words.NO_GROUPS
    me = Button(words.BUTTON_ME, "me", group=soonest[0].id) if mine else None
    first = Card(words.PAGE, (text(lead),), (me,) if me else ())
    return (first, *(_of(group, who) for group in soonest[:MOST]))


def _of(group: Group, who: str) -> Card:
    commitments = open_card(group, who, say.YOUR_COMMITMENTS)
    brief = Button(labels.BUTTON_BRIEF, "brief", form="brief")
    commit = Button(labels.BUTTON_COMMIT, "commit", form="commit")
    buttons = (brief, commit, *commitments.buttons)
    blocks: tuple[Block, ...] = (Fields(_fields(group, who)), *commitments.blocks)
    own = tuple(replace(button, group=group.id) for button in buttons)
    return Card(group.name or YOUR_GROUP, blocks, own)


def _fields(group: Group, who: str) -> tuple[tuple[str, Spans], ...]:
    fields: list[tuple[str, Spans]] = []
    if group.meeting:
        fields.append((NOW, (words.RUNNING,)))
    if group.next_at:
        fields.append((NEXT, (When(group.next_at),)))
    if place := _place(group, who):
        fields.append((told.QUEUE, (place,)))
    if (own := briefs.of(group, who)) and own.question:
        fields.append((words.BRIEF, (short(own.question, QUESTION),)))
    return tuple(fields)


def _place(group: Group, who: str) -> str:
    """Where a member stands in the queue; "" for a guest."""
    if who in upcoming(group):
        return words.SEAT
    order = [place.member.id for place in ordered(line_of(group))]
    return told.PLACE.format(place=order.index(who) + 1, of=len(order)) if who in order else ""
