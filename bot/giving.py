"""What peers do beside writing: build on an item, put another view beside it, come late with one,
and agree that they can work with a question; and how they write, which the seat-holder or the
facilitator chooses.
"""

from datetime import datetime

from bot import board, seating
from bot.cards import Bold, Button, Card, Lines, Mention, note, text
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.floor import may_write, not_yours, running, seat_of, step_of
from bot.group import Group
from bot.items import LONGEST, unasked
from bot.live import Meeting
from bot.packs import ALL, FREE, PACKS
from bot.text import required
from bot.values import replace
from bot.words import brief as words
from bot.words import items as said
from bot.writing import write


def build(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/build 7 and call two more`, `/build 7 who calls?`; `/build 7` alone backs it."""
    return _built(group, event, "", now)


def against(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/against 7 the survey hides those who would leave`."""
    return _built(group, event, "against", now)


def late(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/late call three of them`: an item for the last step that took feedback, and is over."""
    meeting, by = running(group), event.by
    line = required(event.args, LONGEST, "/late call three of them")
    for index in range(meeting.at.step - 1, -1, -1):
        if "items" in meeting.agenda[index].keep and may_write(group, meeting, index, by.id):
            return write(group, by, index, {"text": line}, now)
    raise Refused(said.NO_LATE_LANE)


def agree(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/agree`: a peer can work with the question."""
    meeting, by = running(group), event.by.id
    step = step_of(meeting)
    seat = seat_of(meeting, step)
    if seat is None or "contract_ok" not in step.keep:
        raise Refused(words.NO_CONTRACT)
    if not seat.question:
        raise Refused(words.NO_QUESTION)
    if seat.holder == by:
        raise Refused(words.NOT_ITS_PEER)
    if by in seat.backed:
        raise Refused(words.AGREED_ALREADY)
    seat = replace(seat, backed=(*seat.backed, by))
    group = replace(group, meeting=seating.changed(meeting, step.seat, seat))
    return Outcome(group, (board.shown(group),))


def pack(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/pack risks`: how peers write for the seat; `/pack` alone lists the ways, with a button
    each.
    """
    meeting, by = running(group), event.by.id
    if (index := _seat(meeting)) is None:
        raise Refused(words.NO_SEAT)
    seat = meeting.seats[index]
    if by not in (seat.holder, meeting.facilitator or meeting.by):
        raise Refused(words.NOT_YOUR_PACK)
    name = event.args.strip().lower()
    if not name:
        return Outcome(group, (Whisper(by, _packs(meeting, seat.holder)),))
    if name not in (*PACKS, FREE):
        raise Refused(words.NO_SUCH_PACK.format(name=name[:40], known=", ".join((*PACKS, FREE))))
    group = replace(group, meeting=seating.changed(meeting, index, replace(seat, pack=name)))
    title = PACKS[name].title if name in PACKS else words.PACK_FREE
    told = Whisper(by, note("", words.PACK_CHOSEN.format(pack=title)))
    return Outcome(group, (told, board.shown(group)))


def _built(group: Group, event: Command, how: str, now: datetime) -> Outcome[Group]:
    meeting = running(group)
    index = meeting.at.step
    if not may_write(group, meeting, index, event.by.id):
        raise Refused(not_yours(meeting, event.by.id))
    if unasked(step_of(meeting), seat_of(meeting, step_of(meeting))):
        raise Refused(words.QUESTION_FIRST)
    on, _, line = event.args.strip().partition(" ")
    if not on:
        raise Refused(said.WHICH_ITEM.format(name=event.name))
    if "items" not in step_of(meeting).keep and "builds" not in step_of(meeting).keep:
        raise Refused(said.NO_BUILDS)
    return write(group, event.by, index, {"on": on, "how": how, "text": line}, now)


def _seat(meeting: Meeting) -> int | None:
    """The seat of the running step, or else the next one."""
    rest = meeting.agenda[meeting.at.step :]
    return next((step.seat for step in rest if step.seat >= 0), None)


def _packs(meeting: Meeting, holder: str) -> Card:
    lines = tuple(
        (Bold(words.PACK_LINE.format(title=p.title)), words.PACK_FITS.format(fits=p.fits))
        for p in ALL
    )
    number = str(meeting.number)
    buttons = tuple(Button(p.title, "pack", p.id, rev=number) for p in ALL)
    free = Button(words.BUTTON_FREE, "pack", FREE, rev=number)
    lead = text(words.PACKS_LEAD, Mention(holder), ".")
    return Card(words.PACKS, (lead, Lines(lines)), (*buttons, free))
