"""`/schedule find`: hours that are fair to everybody's own day, and who has carried what so far."""

from datetime import datetime, timedelta
from itertools import islice

from bot.cards import Block, Button, Card, Fields, Mention, Span, Spans, Text, text
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Group, Member
from bot.members.members import is_organiser
from bot.rhythm.burden import Share, cost, fairest
from bot.rhythm.cadence import Cadence, dates, today
from bot.rhythm.proposals import proposed
from bot.rhythm.rhythm import parse
from bot.values import replace
from bot.words import slots as words
from bot.words.rhythm import listed

AHEAD = 12  # meetings that are looked at
BACK = 12  # meetings of the ledger


def find(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule find`, `/schedule find every other Tuesday`: at most three slots, by the days of
    the rhythm that stands or of one that is named."""
    cadence = group.cadence
    if event.args.strip():
        cadence = parse(f"{event.args} noon", cadence.zone if cadence else event.by.zone, now)
    if cadence is None:
        raise Refused(words.HOW_TO_FIND)
    known = tuple(member for member in group.members if member.zone)
    if not known:
        raise Refused(words.NO_ZONES)
    days = tuple(islice(dates(cadence, today(now, cadence.zone) + timedelta(days=1)), AHEAD))
    if not days:
        raise Refused(words.SERIES_ENDS)
    zones = [member.zone for member in known]
    shares = fairest(days, cadence.zone, zones, [carried(group, member) for member in known])
    # From a date of its own on, so that the slots begin to take turns there.
    anew = replace(cadence, start=days[0], count=0, more=())
    card = _card(group, known, shares, len(days))
    if not is_organiser(group, event.by):
        return Outcome(group, (Whisper(event.by.id, card),))
    buttons: list[Button] = []
    for share in shares:
        group, button = _button(group, anew, share)
        buttons.append(button)
    return Outcome(group, (Whisper(event.by.id, replace(card, buttons=tuple(buttons))),))


def carried(group: Group, member: Member) -> int:
    """The burden ledger: the points of the last meetings that a member was at."""
    held = (past for past in group.past[-BACK:] if member.id in past.present)
    return sum(cost(past.at, member.zone) for past in held)


def _card(group: Group, known: tuple[Member, ...], shares: tuple[Share, ...], count: int) -> Card:
    rows: list[tuple[str, Spans]] = []
    if group.past:
        so_far = _burdens(known, [carried(group, member) for member in known])
        rows.append((words.SO_FAR.format(count=len(group.past[-BACK:])), so_far))
    for share in shares:
        title = words.IN_TURN if len(share.slots) > 1 else words.FIXED
        most: Span = words.MOST.format(most=share.rank[0])
        rows.append((title.format(times=_times(share)), (most, *_burdens(known, share.points))))
    blocks: list[Block] = [text(words.LEAD.format(count=count)), Fields(tuple(rows))]
    if said := {1: words.ONE_IS_FAIR, 2: words.TWO_ARE_FAIR}.get(len(shares)):
        blocks.append(text(said))
    if unknown := [member for member in group.members if not member.zone]:
        blocks.append(Text((words.NO_ZONE_OF, *_people(unknown), ".")))
    return Card(words.TITLE, tuple(blocks))


def _button(group: Group, cadence: Cadence, share: Share) -> tuple[Group, Button]:
    """The way to the proposal of these slots, which says the dates and asks for a yes."""
    at, *more = share.slots
    group, id = proposed(group, replace(cadence, at=at, more=tuple(more)))
    return group, Button(words.USE.format(times=_times(share)), "schedule", f"use {id}")


def _burdens(known: tuple[Member, ...], points: list[int] | tuple[int, ...]) -> Spans:
    spans: list[Span] = []
    for member, carries in zip(known, points, strict=True):
        spans += [", ", Mention(member.id), words.POINTS.format(points=carries)]
    return tuple(spans[1:])


def _people(members: list[Member]) -> Spans:
    spans: list[Span] = []
    for member in members:
        spans += [", ", Mention(member.id)]
    return tuple(spans[1:])


def _times(share: Share) -> str:
    return listed([f"{at:%H:%M}" for at in share.slots])
