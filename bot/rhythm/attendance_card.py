"""Attendance as it is read: one's own in full; of the others, by the facilitator, who is below the
line."""

from datetime import datetime

from bot.cards import Card, Fields, Lines, Mention, Spans, note, text
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Group
from bot.meetings import facilitator
from bot.rhythm import attendance
from bot.rhythm.absent import not_coming
from bot.seats.rotation import upcoming
from bot.values import replace
from bot.words import attendance as words


def show(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/attendance`, and for whoever facilitates `/attendance all`."""
    said, who = event.args.strip().lower(), event.by.id
    if said not in ("", "all"):
        raise Refused(words.HOW_TO)
    card = _below(group, who) if said else _own(group, who)
    return Outcome(group, (Whisper(who, card),))


def stay(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/stay`: somebody who has not been seen for a while says that they are still in."""
    who = event.by.id
    members = tuple(replace(m, kept=group.held) if m.id == who else m for m in group.members)
    return Outcome(replace(group, members=members), (Whisper(who, note("", words.STAYS)),))


def _own(group: Group, who: str) -> Card:
    marks = attendance.marks_of(group, who)
    if not marks:
        return note(words.TITLE, words.NOTHING)
    found = attendance.ratio(group, who)
    points, of = f"{float(found.points):g}", found.of
    rows: list[tuple[str, Spans]] = [
        (words.MEETING.format(number=mark.number), (words.HOW[mark.how],)) for mark in marks
    ]
    return Card(words.TITLE, (text(words.OWN.format(points=points, of=of)), Fields(tuple(rows))))


def _below(group: Group, who: str) -> Card:
    if who != _facilitator(group):
        raise Refused(words.NOT_YOURS)
    low = [m.id for m in group.members if attendance.is_below(group, m.id)]
    if not low:
        return note(words.TITLE, words.NOBODY)
    return Card(words.TITLE, (text(words.BELOW), Lines(tuple((Mention(id),) for id in low))))


def _facilitator(group: Group) -> str:
    """Who looks after the running meeting, or the next one."""
    if group.meeting:
        return group.meeting.facilitator
    away = not_coming(group)
    coming = [id for id in group.ids if id not in away]
    return facilitator.chosen(group, coming, upcoming(group))
