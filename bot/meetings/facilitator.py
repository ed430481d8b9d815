"""Who facilitates a running meeting: chosen by rotation, taken over with one tap, handed on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import labels
from bot.cards import Button, Mention, note
from bot.effects import Effect, Show, Whisper
from bot.group import Group
from bot.meetings import board, desk
from bot.meetings.floor import running
from bot.seats import duties
from bot.values import replace
from bot.words import facilitating

SIGHT = timedelta(minutes=10)  # without a sign, after which a facilitator is out of sight
SLOW = 3600  # seconds of a step that nobody sits through, and that needs nobody at the clock


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
    if len(here) == 1 and len(group.members) > 1:
        end = Button(labels.BUTTON_END, "end", "now", rev=str(meeting.number))
        return group, (Whisper(here[0], note("", facilitating.ALONE, buttons=(end,))),)
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
    return _offered(group, facilitating.GONE) if who == running(group).facilitator else (group, ())


def out_of_sight(group: Group, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group as a turn or step ends: no sign of the facilitator for long, while others wrote."""
    meeting = running(group)
    who = next((p for p in meeting.here if p.who == meeting.facilitator), None)
    if who is None or now - who.seen < SIGHT or meeting.at.spans[meeting.at.step] > SLOW:
        return group, ()
    if sum(now - p.seen < SIGHT for p in meeting.here if not p.left) < 2:
        return group, ()
    return _offered(group, facilitating.OUT_OF_SIGHT)


def _offered(group: Group, why: str) -> tuple[Group, tuple[Effect, ...]]:
    """Nobody facilitates any more, and anybody may, with one tap."""
    meeting = running(group)
    who, meeting = meeting.facilitator, replace(meeting, facilitator="")
    card = note("", Mention(who), why, buttons=(board.take_over(meeting),))
    told = Show(f"facilitator:{meeting.number}:{meeting.rev}", card)
    return replace(group, meeting=meeting), (told, *desk.handed(meeting, who))
