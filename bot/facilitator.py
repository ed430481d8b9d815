"""Who facilitates a running meeting: chosen by rotation, taken over with one tap, handed on."""

from collections.abc import Sequence
from datetime import datetime

from bot import board, desk, duties
from bot.cards import Mention, note
from bot.effects import Effect, Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.floor import running
from bot.group import Group
from bot.values import replace
from bot.words import facilitating


def facilitate(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/facilitate`: take over; `/facilitate @ben`: hand over."""
    meeting, by = running(group), event.by.id
    who = event.args.strip().removeprefix("@") or by
    member = group.member(who)
    if member is None:
        raise Refused(facilitating.NO_SUCH_MEMBER.format(name=who))
    if member.role == "guest":
        raise Refused(facilitating.NOT_FOR_GUESTS)
    if who != by and meeting.facilitator not in ("", by):
        raise Refused(facilitating.NOT_YOURS.format(name=meeting.facilitator))
    if who == meeting.facilitator:
        return Outcome(group, (Whisper(who, desk.card(meeting)),))
    group, effects = handed(group, who)
    told = Show(f"facilitator:{event.id}", note("", *desk.now_facilitates(who)))
    return Outcome(group, (told, board.shown(group), *effects))


def chosen(group: Group, among: Sequence[str], holders: Sequence[str]) -> str:
    """Who of `among` facilitates: nobody who holds a seat, unless everybody does."""
    free = duties.next_facilitator(group, among, holders)
    return free or duties.next_facilitator(group, among)


def handed(group: Group, who: str) -> tuple[Group, tuple[Effect, ...]]:
    """The group with another facilitator of its meeting, and the cards of the two."""
    meeting = running(group)
    was, meeting = meeting.facilitator, replace(meeting, facilitator=who)
    group = replace(group, meeting=meeting)
    return group, (*desk.handed(meeting, was), *desk.shown(group))


def present(group: Group) -> tuple[Group, tuple[Effect, ...]]:
    """The group as the doors close: whoever facilitates is somebody who is there."""
    meeting = running(group)
    was, here = meeting.facilitator, meeting.present
    if was in here or len(here) < 2:
        return group, ()
    holders = [seat.holder for seat in meeting.seats]
    who = chosen(group, here, holders)
    if not who:
        return group, ()
    meeting = replace(meeting, facilitator=who)
    said = (Mention(was), facilitating.NOT_HERE) if was else ()
    told = Show(f"facilitator:{meeting.number}", note("", *said, *desk.now_facilitates(who)))
    return replace(group, meeting=meeting), (told, *desk.handed(meeting, was))


def seated(group: Group, who: str) -> tuple[Group, tuple[Effect, ...]]:
    """The group after `who` got a seat: if they facilitate, somebody else who is there does now."""
    meeting = running(group)
    if who != meeting.facilitator:
        return group, ()
    others = [id for id in meeting.present if id not in [seat.holder for seat in meeting.seats]]
    if not (new := duties.next_facilitator(group, others)):
        return group, ()
    meeting = replace(meeting, facilitator=new)
    told = Show(f"facilitator:{meeting.number}:{meeting.rev}", note("", *desk.now_facilitates(new)))
    return replace(group, meeting=meeting), (told, *desk.handed(meeting, who))


def gone(group: Group, who: str) -> tuple[Group, tuple[Effect, ...]]:
    """The group after somebody has gone; if they facilitated, anybody may take over with one tap,
    and until then the timers run.
    """
    meeting = running(group)
    if who != meeting.facilitator:
        return group, ()
    meeting = replace(meeting, facilitator="")
    card = note("", Mention(who), facilitating.GONE, buttons=(board.take_over(meeting),))
    told = Show(f"facilitator:{meeting.number}:{meeting.rev}", card)
    return replace(group, meeting=meeting), (told, *desk.handed(meeting, who))
