"""What a member may ask to see: the agenda, the queue, what is theirs, the last recap."""

from dataclasses import replace
from datetime import datetime

from bot import labels, words
from bot.board import ends
from bot.cards import Button, Card, Fields, Lines, Mention, Span, Spans, Text, When, note, text
from bot.commitment_card import open_card
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.floor import seat_of, step_of
from bot.formats.agenda import agenda, target
from bot.formats.catalogue import catalogue, find
from bot.formats.format import Format, Step
from bot.group import Entry, Group
from bot.live import Meeting
from bot.members import organise
from bot.policies import Place
from bot.recap_card import recap_card
from bot.rotation import queue
from bot.text import whole
from bot.words import commitments as say
from bot.words.recap import NO_RECAP


def show_agenda(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/agenda`, `/agenda round_robin`, `/agenda hot_seat 2`, `/agenda use round_robin`."""
    words_ = event.args.split()
    if words_[:1] == ["use"]:
        return _use(group, event, words_[1:])
    if group.meeting and not words_:
        return Outcome(group, (Whisper(event.by.id, _running(group.meeting, now)),))
    format, seats = _choice(group, words_)
    people = max(len(group.members), format.size[0])
    repeated = any(plan.repeat == "member" for plan in format.plans)
    steps = agenda(format, people if repeated else seats, people, target(format, seats))
    card = _planned(group, format, seats, steps)
    return Outcome(group, (Whisper(event.by.id, card),))


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


def _use(group: Group, event: Command, choice: list[str]) -> Outcome[Group]:
    organise(group, event.by)
    if not choice:
        raise Refused(words.HOW_TO_USE.format(known=", ".join(catalogue())))
    format, seats = _choice(group, choice)
    group = replace(group, format=format.id, seats=max(1, seats))
    card = note("", words.FORMAT_CHOSEN.format(title=format.title))
    return Outcome(group, (Show(f"format:{event.id}", card),))


def _choice(group: Group, words_: list[str]) -> tuple[Format, int]:
    format = find(words_[0] if words_ else group.format)
    least, most = min(1, format.seats[1]), format.seats[1]
    if len(words_) < 2:
        return format, min(max(group.seats, least), most)
    seats = whole(words_[1])
    if seats is None or not least <= seats <= most:
        raise Refused(words.HOW_MANY_SEATS.format(most=most, count=words_[1]))
    return format, seats


def _planned(group: Group, format: Format, seats: int, steps: tuple[Step, ...]) -> Card:
    total = words.minutes(sum(step.seconds for step in steps))
    lead = words.AGENDA_LEAD.format(minutes=total, count=max(len(group.members), format.size[0]))
    lines = tuple(_step(step, step.seconds) for step in steps)
    use = f"use {format.id} {seats}"
    buttons = (
        Button(labels.BUTTON_START, "start", f"{format.id} {seats}"),
        Button(labels.BUTTON_USE, "agenda", use),
    )
    return Card(format.title, (text(lead), Lines(lines, numbered=True)), buttons)


def _running(meeting: Meeting, now: datetime) -> Card:
    spans = zip(meeting.agenda, meeting.at.spans, strict=True)
    lines = tuple(_step(step, span) for step, span in spans)
    here = words.AGENDA_HERE.format(number=meeting.at.step + 1, title=step_of(meeting).title)
    title = words.MEETING_TITLE.format(number=meeting.number, title=meeting.title)
    seat = seat_of(meeting, step_of(meeting))
    who: Spans = (
        (words.SEAT if meeting.charged else words.TURN, Mention(seat.holder), ". ") if seat else ()
    )
    lead = Text((*who, here, When(ends(meeting, now), "time"), "."))
    return Card(title, (lead, Lines(lines, numbered=True)))


def _step(step: Step, seconds: int) -> Spans:
    return (f"{step.title}: {words.minutes(seconds)}",)


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
