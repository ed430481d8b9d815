"""The agenda as a member may see and choose it: of a format, of a group, of the running meeting."""

from datetime import datetime
from itertools import groupby

from bot import labels, words
from bot.cards import Button, Card, Lines, Mention, Spans, Text, text
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.formats.agenda import agenda_for, can_relay, only_relay, target
from bot.formats.catalogue import catalogue, find
from bot.formats.format import RELAY, Format, Step
from bot.group import Group
from bot.live import Meeting
from bot.meetings.beside import place, several, starts, together
from bot.meetings.board import ends, when
from bot.meetings.floor import seat_of, step_of
from bot.members.members import organise
from bot.seats import turns
from bot.text import whole
from bot.values import dataclass, once_of_many, replace
from bot.words import agenda as say

SEATS = 12  # a number up to this one means seats, a higher one minutes
LEAST, MOST = 15, 8 * 60  # minutes that a group may plan for its meetings


@dataclass(frozen=True, slots=True)
class Choice:
    """A format with its seats (0 where it has none) and the minutes asked for (0 = as it says), or
    as a relay."""

    format: Format
    seats: int
    minutes: int = 0
    relay: bool = False

    @property
    def words(self) -> str:
        """What is typed for it."""
        said = (self.format.id, self.seats, self.minutes or "", RELAY if self.relay else "")
        return " ".join(str(word) for word in said if word != "")


def show_agenda(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/agenda`, `/agenda hot_seat 2 75`, `/agenda use round_robin`, `/agenda use clinic 60`,
    `/agenda use hot_seat async`.
    """
    said = event.args.split()
    if said[:1] == ["use"]:
        return _use(group, event, said[1:])
    if group.meeting and not said:
        return Outcome(group, (Whisper(event.by.id, _running(group.meeting, now)),))
    choice = chosen(group, said)
    return Outcome(group, (Whisper(event.by.id, _planned(group, choice)),))


def chosen(group: Group, said: list[str]) -> Choice:
    """What was typed: a format, seats and minutes or that it is a relay; as the group usually
    meets where nothing is. Refused for what the format does not have.
    """
    if not said:
        usual = _read(group.format, [], group.seats)
        if usual.relay or (group.relay and can_relay(usual.format)):
            return replace(usual, relay=True)
        return replace(usual, minutes=group.minutes)
    words = [word for word in said if word.lower() != RELAY]
    choice = _read(words[0] if words else group.format, words[1:], group.seats)
    if len(words) < len(said):
        choice = _as_relay(choice)
    if choice.relay and choice.minutes:
        raise Refused(say.RELAY_MINUTES)
    return choice


def _as_relay(choice: Choice) -> Choice:
    if not can_relay(choice.format):
        known = ", ".join(format.id for format in catalogue().values() if can_relay(format))
        raise Refused(say.NO_RELAY.format(title=choice.format.title, known=known))
    return replace(choice, relay=True)


def _read(id: str, counts: list[str], usual: int) -> Choice:
    """The format of this id, with the seats and minutes that stand behind it in what was typed;
    `usual` are the seats where none are typed.
    """
    format = find(id)
    least, most = min(1, format.seats[1]), format.seats[1]
    choice = Choice(format, min(max(usual, least), most), relay=only_relay(format))
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


def _use(group: Group, event: Command, said: list[str]) -> Outcome[Group]:
    organise(group, event.by)
    if not said:
        raise Refused(say.HOW_TO_USE.format(known=", ".join(catalogue())))
    choice = chosen(group, said)
    format, seats = choice.format, max(1, choice.seats)
    group = replace(
        group, format=format.id, seats=seats, minutes=choice.minutes, relay=choice.relay
    )
    said_now = say.CHOSEN_RELAY if choice.relay else say.CHOSEN
    length = words.minutes(60 * _length(group, choice))
    card = Card("", (text(said_now.format(title=format.title, minutes=length)), *turns.told(group)))
    return Outcome(group, (Show(f"format:{event.id}", card),))


def _length(group: Group, choice: Choice) -> int:
    """The minutes that are planned for what was chosen."""
    people = _people(group, choice.format)
    if choice.relay:
        return agenda_for(choice.format, people, choice.seats, relay=True).minutes
    return choice.minutes or target(choice.format, choice.seats or people)


def _people(group: Group, format: Format) -> int:
    return max(len(group.members), format.size[0])


def _planned(group: Group, choice: Choice) -> Card:
    format, people = choice.format, _people(group, choice.format)
    planned = agenda_for(format, people, choice.seats, choice.minutes, relay=choice.relay)
    seconds = sum(step.seconds for step in planned.steps)
    lead = say.LEAD.format(minutes=words.minutes(seconds), count=people)
    if seconds > planned.minutes * 60:
        lead += say.LONGER.format(planned=words.minutes(planned.minutes * 60))
    if planned.turns < choice.seats:
        lead += say.FEWER_SEATS.format(count=planned.turns, asked=choice.seats)
    lines = _lines(planned.steps, tuple(step.seconds for step in planned.steps))
    buttons = (
        Button(labels.BUTTON_START, "start", replace(choice, minutes=0).words),
        Button(labels.BUTTON_USE, "agenda", f"use {choice.words}"),
    )
    return Card(format.title, (text(lead), lines), buttons)


def _running(meeting: Meeting, now: datetime) -> Card:
    here = say.HERE.format(number=place(meeting)[0], title=step_of(meeting).title)
    title = words.MEETING_TITLE.format(number=meeting.number, title=meeting.title)
    seat = None if several(meeting) else seat_of(meeting, step_of(meeting))
    who: Spans = (
        (words.SEAT if meeting.charged else words.TURN, Mention(seat.holder), ". ") if seat else ()
    )
    lead = Text((*who, here, when(ends(meeting, now), now), "."))
    return Card(title, (lead, _lines(meeting.agenda, meeting.at.spans)))


@once_of_many  # an agenda is looked at more often than it changes
def _lines(steps: tuple[Step, ...], spans: tuple[int, ...]) -> Lines:
    """One line for each step; where several have a turn, one for each turn."""
    pairs = [(steps[n], spans[n], len(together(steps, n)) > 1) for n in starts(steps)]
    in_turn = len({step.seat for step, _, _ in pairs}) > 2
    lines: list[Spans] = []
    for seat, turn in groupby(pairs, key=lambda pair: pair[0].seat if in_turn else -1):
        told = [
            f"{step.title}: {words.minutes(span)}{say.SIDE_BY_SIDE if beside else ''}"
            for step, span, beside in turn
        ]
        if seat >= 0:
            lines.append((say.TURN.format(number=seat + 1) + ", ".join(told),))
        else:
            lines += [(line,) for line in told]
    return Lines(tuple(lines), numbered=True)
