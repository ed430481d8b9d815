"""The agenda as a member may see and choose it: of a format, of a group, of the running meeting."""

from datetime import datetime
from itertools import groupby

from bot import labels, turns, words
from bot.board import ends
from bot.cards import Button, Card, Lines, Mention, Spans, Text, When, text
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.floor import seat_of, step_of
from bot.formats.agenda import agenda_for, target
from bot.formats.catalogue import catalogue, find
from bot.formats.format import Format, Step
from bot.group import Group
from bot.live import Meeting
from bot.members import organise
from bot.text import whole
from bot.values import dataclass, replace
from bot.words import agenda as say

SEATS = 12  # a number up to this one means seats, a higher one minutes
LEAST, MOST = 15, 8 * 60  # minutes that a group may plan for its meetings


@dataclass(frozen=True, slots=True)
class Choice:
    """A format with its seats (0 where it has none) and the minutes asked for (0 = as it says)."""

    format: Format
    seats: int
    minutes: int = 0


def show_agenda(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/agenda`, `/agenda hot_seat 2 75`, `/agenda use round_robin`, `/agenda use clinic 60`."""
    said = event.args.split()
    if said[:1] == ["use"]:
        return _use(group, event, said[1:])
    if group.meeting and not said:
        return Outcome(group, (Whisper(event.by.id, _running(group.meeting, now)),))
    choice = _choice(group, said)
    return Outcome(group, (Whisper(event.by.id, _planned(group, choice)),))


def chosen(id: str, counts: list[str], usual: int) -> Choice:
    """The format of this id, with the seats and minutes that stand behind it in what was typed;
    `usual` are the seats where none are typed. Refused for what it does not have.
    """
    format = find(id)
    least, most = min(1, format.seats[1]), format.seats[1]
    choice = Choice(format, min(max(usual, least), most))
    for count in counts[:2]:
        number = whole(count.removesuffix("min"))
        if number is not None and number > SEATS:
            if not LEAST <= number <= MOST:
                raise Refused(say.HOW_MANY_MINUTES.format(least=LEAST, most=MOST))
            choice = replace(choice, minutes=number)
        elif number is None or not least <= number <= most:
            raise Refused(say.HOW_MANY_SEATS.format(most=most, count=count))
        else:
            choice = replace(choice, seats=number)
    return choice


def _choice(group: Group, said: list[str]) -> Choice:
    choice = chosen(said[0] if said else group.format, said[1:], group.seats)
    return choice if choice.minutes or said else replace(choice, minutes=group.minutes)


def _use(group: Group, event: Command, said: list[str]) -> Outcome[Group]:
    organise(group, event.by)
    if not said:
        raise Refused(say.HOW_TO_USE.format(known=", ".join(catalogue())))
    choice = _choice(group, said)
    format = choice.format
    group = replace(group, format=format.id, seats=max(1, choice.seats), minutes=choice.minutes)
    count = choice.seats or _people(group, format)
    length = words.minutes(60 * (choice.minutes or target(format, count)))
    chosen_now = text(say.CHOSEN.format(title=format.title, minutes=length))
    card = Card("", (chosen_now, *turns.told(group)))
    return Outcome(group, (Show(f"format:{event.id}", card),))


def _people(group: Group, format: Format) -> int:
    return max(len(group.members), format.size[0])


def _planned(group: Group, choice: Choice) -> Card:
    format, people = choice.format, _people(group, choice.format)
    planned = agenda_for(format, people, choice.seats, choice.minutes)
    seconds = sum(step.seconds for step in planned.steps)
    lead = say.LEAD.format(minutes=words.minutes(seconds), count=people)
    if seconds > planned.minutes * 60:
        lead += say.LONGER.format(planned=words.minutes(planned.minutes * 60))
    if planned.turns < choice.seats:
        lead += say.FEWER_SEATS.format(count=planned.turns, asked=choice.seats)
    lines = _lines(planned.steps, tuple(step.seconds for step in planned.steps))
    counts = f"{format.id} {choice.seats} {choice.minutes or ''}".rstrip()
    buttons = (
        Button(labels.BUTTON_START, "start", f"{format.id} {choice.seats}"),
        Button(labels.BUTTON_USE, "agenda", f"use {counts}"),
    )
    return Card(format.title, (text(lead), lines), buttons)


def _running(meeting: Meeting, now: datetime) -> Card:
    here = say.HERE.format(number=meeting.at.step + 1, title=step_of(meeting).title)
    title = words.MEETING_TITLE.format(number=meeting.number, title=meeting.title)
    seat = seat_of(meeting, step_of(meeting))
    who: Spans = (
        (words.SEAT if meeting.charged else words.TURN, Mention(seat.holder), ". ") if seat else ()
    )
    lead = Text((*who, here, When(ends(meeting, now), "time"), "."))
    return Card(title, (lead, _lines(meeting.agenda, meeting.at.spans)))


def _lines(steps: tuple[Step, ...], spans: tuple[int, ...]) -> Lines:
    """One line for each step; where several have a turn, one for each turn."""
    several = len({step.seat for step in steps}) > 2
    lines: list[Spans] = []
    pairs = zip(steps, spans, strict=True)
    for seat, turn in groupby(pairs, key=lambda pair: pair[0].seat if several else -1):
        told = [f"{step.title}: {words.minutes(span)}" for step, span in turn]
        if seat >= 0:
            lines.append((say.TURN.format(number=seat + 1) + ", ".join(told),))
        else:
            lines += [(line,) for line in told]
    return Lines(tuple(lines), numbered=True)
