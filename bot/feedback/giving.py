"""What peers do beside writing: build on an item, put another view beside it, come late with one,
and agree that they can work with a question; and how they write, which the seat-holder or the
facilitator chooses.
"""

from datetime import datetime

from bot.cards import Bold, Button, Card, Lines, Mention, note, text
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.feedback import seating
from bot.feedback.aiming import aimed, aims, of_item
from bot.feedback.items import LONGEST, unasked
from bot.feedback.packs import ALL, FREE, PACKS
from bot.feedback.writing import write
from bot.group import Group
from bot.live import Meeting
from bot.meetings import board
from bot.meetings.beside import open_now, starts
from bot.meetings.floor import holder_of, not_yours, running, seat_of, step_of, worked_on
from bot.meetings.telling import whom
from bot.text import required
from bot.values import replace
from bot.words import brief as words
from bot.words import items as said


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
    for start in reversed(starts(meeting.agenda[: meeting.at.step])):
        found = aims(group, meeting, start, by.id)
        if "items" in meeting.agenda[start].keep and found.all:
            index, line = aimed(group, meeting, found, line)
            return write(group, by, index, {"text": line}, now)
    raise Refused(said.NO_LATE_LANE)


def agree(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/agree`: a peer can work with the question; `/agree @ann` with hers, beside others."""
    meeting, by = running(group), event.by.id
    steps = [meeting.agenda[n] for n in worked_on(group, meeting)]
    named = whom(group, event.args) if event.args.strip() else ""
    mine = [step for step in steps if holder_of(meeting, step) != by] if len(steps) > 1 else steps
    step = next((step for step in mine if holder_of(meeting, step) == named), mine[0])
    seat = seat_of(meeting, step)
    if seat is None or "contract_ok" not in step.keep:
        raise Refused(words.NO_CONTRACT)
    if not named and len(mine) > 1:
        raise Refused(words.AGREE_WHOSE, Mention(seat.holder))
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
    if (index := _seat(meeting, by)) is None:
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
    found = aims(group, meeting, meeting.at.step, event.by.id)
    if not found.all:
        raise Refused(not_yours(meeting, event.by.id))
    on, _, line = event.args.strip().partition(" ")
    index = of_item(meeting, found, on)
    if unasked(meeting.agenda[index], seat_of(meeting, meeting.agenda[index])):
        raise Refused(words.QUESTION_FIRST)
    if not on:
        raise Refused(said.WHICH_ITEM.format(name=event.name))
    if "items" not in step_of(meeting).keep and "builds" not in step_of(meeting).keep:
        raise Refused(said.NO_BUILDS)
    return write(group, event.by, index, {"on": on, "how": how, "text": line}, now)


def _seat(meeting: Meeting, who: str) -> int | None:
    """The seat of the running step, or else the next one; of several at once one's own."""
    rest = [step for step in meeting.agenda[meeting.at.step :] if step.seat >= 0]
    near = [meeting.agenda[n] for n in open_now(meeting)]
    own = [step for step in near if holder_of(meeting, step) == who]
    return next((step.seat for step in (*own, *rest)), None)


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
