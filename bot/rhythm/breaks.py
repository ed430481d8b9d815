"""Days without meetings: pauses of the group, and its holidays."""

import re
from datetime import date, datetime, timedelta

from bot.cards import Card, Lines, text
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Group
from bot.members.members import organise
from bot.rhythm.cadence import today
from bot.rhythm.changes import shown, zone_of
from bot.rhythm.diary import Break, ruled
from bot.rhythm.moments import a_break, day_of, span
from bot.values import replace
from bot.words import dates as words
from bot.words.commitments import DAY_PAST
from bot.words.rhythm import full

MOST = 60  # breaks that are kept
TOLD = 5  # holidays that are named in one message


def pause(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule pause until 12 January`: no meetings before that day."""
    organise(group, event.by)
    here = today(now, zone_of(group, event))
    said = re.sub(r"^(until|till)\b", "", event.args.strip(), flags=re.I)
    if not said.strip():
        raise Refused(words.HOW_TO_PAUSE)
    until = day_of(said, here)
    if until <= here:
        raise Refused(DAY_PAST.format(day=full(until)))
    gap = Break(here, until - timedelta(days=1), words.PAUSE, pause=True)
    group = _with_breaks(_resumed(group, here), (gap,))
    return _broke(group, event, words.PAUSED_UNTIL.format(day=full(until)), now, "resume")


def resume(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule resume`: the pause is over."""
    organise(group, event.by)
    here = today(now, zone_of(group, event))
    if not any(b.pause and b.last >= here for b in group.diary.breaks):
        raise Refused(words.NO_PAUSE)
    return _broke(_resumed(group, here), event, words.RESUMED, now)


def holiday(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule holiday`, `... holiday 24 December to 2 January Christmas`, `... holiday off 24
    December`; several stand on lines of their own."""
    said = event.args.strip()
    here = today(now, group.cadence.zone if group.cadence else event.by.zone)
    if not said:
        return Outcome(group, (Whisper(event.by.id, _holidays(group, here)),))
    organise(group, event.by)
    if said.lower().startswith("off "):
        return _holiday_off(group, event, day_of(said[4:], here), now)
    gaps = tuple(a_break(row, here) for row in said.splitlines() if row.strip())
    told = words.HOLIDAYS_NOTED.format(days="; ".join(span(gap) for gap in gaps[:TOLD]))
    told += words.AND_OTHERS.format(count=len(gaps) - TOLD) if len(gaps) > TOLD else ""
    return _broke(_with_breaks(group, gaps), event, told, now)


def _broke(
    group: Group, event: Command, told: str, now: datetime, undo: str = ""
) -> Outcome[Group]:
    """The outcome of breaks that came or went."""
    if len(group.diary.breaks) > MOST:
        raise Refused(words.TOO_MANY.format(most=MOST))
    return shown(replace(group, diary=ruled(group.diary)), event, (told,), now, undo)


def _with_breaks(group: Group, gaps: tuple[Break, ...]) -> Group:
    rev = group.diary.rev + 1
    breaks = sorted({b.first: b for b in (*group.diary.breaks, *gaps)}.values(), key=_first)
    marked = tuple(replace(b, rev=rev) if b in gaps else b for b in breaks)
    return replace(group, diary=replace(group.diary, breaks=marked))


def _resumed(group: Group, here: date) -> Group:
    """The group with any pause ended on the day before."""
    ended = here - timedelta(days=1)
    breaks = tuple(
        replace(b, last=min(b.last, ended)) if b.pause else b
        for b in group.diary.breaks
        if not b.pause or b.first <= ended
    )
    return replace(group, diary=replace(group.diary, breaks=breaks))


def _holiday_off(group: Group, event: Command, day: date, now: datetime) -> Outcome[Group]:
    gap = group.diary.broken(day)
    if gap is None or gap.pause:
        raise Refused(words.NO_HOLIDAY_ON.format(day=full(day)))
    rest = tuple(b for b in group.diary.breaks if b is not gap)
    group = replace(group, diary=replace(group.diary, breaks=rest))
    return _broke(group, event, words.HOLIDAY_OFF.format(name=span(gap)), now)


def _holidays(group: Group, here: date) -> Card:
    lines = tuple((span(gap),) for gap in group.diary.breaks if gap.last >= here)
    return Card(words.HOLIDAYS, (Lines(lines) if lines else text(words.NO_HOLIDAYS),))


def _first(gap: Break) -> date:
    return gap.first
