"""One date at a time: skip, move, cancel, keep, and an extra meeting."""

import re
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

from bot import labels
from bot.cards import Button, Card, Lines, Spans, Text, When
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Group
from bot.members.members import organise
from bot.rhythm.cadence import instant, starts_at, today
from bot.rhythm.clocks import odd_hour
from bot.rhythm.diary import Change, Planned, belongs, coming, decided
from bot.rhythm.moments import day_of, day_or_reason, moment
from bot.rhythm.planning import replan, used_up
from bot.text import short, whole, written
from bot.values import replace
from bot.words import NO_SCHEDULE, ZONE_UNCLEAR
from bot.words import dates as words
from bot.words import day as day_words
from bot.words.rhythm import full

LISTED, MOST_LISTED = 8, 20  # dates in a list
FAR = timedelta(days=366)  # how far ahead a single date may be decided
CHANGES = 60  # decisions about single dates that are kept
REASON = 200  # characters


def show_dates(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule next`, `/schedule next 12`: the coming dates, with what is out of the ordinary."""
    count = min(whole(event.args) or LISTED, MOST_LISTED)
    found = tuple(islice(coming(group.cadence, group.diary, used_up(group, now)), count))
    if not found:
        raise Refused(NO_SCHEDULE)
    card = Card(words.DATES, (Lines(tuple(line(planned) for planned in found)),))
    return Outcome(group, (Whisper(event.by.id, card),))


def skip(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule skip`, `/schedule skip 22 December half of us travel`."""
    planned, why = _which(group, event, now)
    return _left_out(group, event, Change(planned.on, "skipped", why=why), planned, now)


def cancel(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule cancel half of us travel`, `/schedule cancel 22 December half of us travel`."""
    planned, why = _which(group, event, now)
    if not why:
        raise Refused(words.HOW_TO_CANCEL)
    return _left_out(group, event, Change(planned.on, "cancelled", why=why), planned, now)


def keep(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule keep 22 December`: that meeting is where it would be had nothing been decided."""
    organise(group, event.by)
    on = day_of(event.args, today(now, zone_of(group, event)))
    change = group.diary.change(on)
    was = next((p for p in _ahead(group, now) if p.on == on), None)
    if was is None or (was.kind == "" and (change is None or change.kind == "kept")):
        raise Refused(words.NOTHING_DECIDED.format(day=full(on)))
    if group.cadence and belongs(group.cadence, on):
        change, at = Change(on, "kept"), starts_at(group.cadence, on)
    else:
        change = replace(change or Change(on, "extra"), kind="extra", why="")
        at = _at(change)
    return _decide(group, event, change, (words.KEPT, When(at), "."), now)


def move(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule move Thu 19:00` (the next), `/schedule move 8 December to 10 December 19:00`."""
    organise(group, event.by)
    left, to, right = f" {event.args} ".rpartition(" to ")
    zone = zone_of(group, event)
    here = today(now, zone)
    planned = _planned(group, day_of(left, here) if to and left.strip() else None, now)
    day, at, zone = moment(right, here, zone, near=planned.on)
    if not (day or at):
        raise Refused(words.HOW_TO_MOVE)
    was = planned.at.astimezone(ZoneInfo(zone))
    kind: Literal["extra", "moved"] = "extra" if planned.kind == "extra" else "moved"
    change = Change(planned.on, kind, day or was.date(), at or was.time(), zone)
    _check_free(group, change, now)
    told: Spans = (words.MOVED, When(planned.at), words.MOVED_TO, When(_at(change)), ".")
    return _decide(group, event, change, told, now)


def extra(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule extra Friday 17:00`: one meeting beside the series."""
    organise(group, event.by)
    zone = group.cadence.zone if group.cadence else event.by.zone
    day, at, zone = moment(event.args, today(now, zone), zone)
    if day is None or at is None:
        raise Refused(words.HOW_TO_EXTRA)
    if not zone:
        raise Refused(ZONE_UNCLEAR)
    kind: Literal["extra", "moved"] = "moved" if belongs(group.cadence, day) else "extra"
    if (was := group.diary.change(day)) and was.kind == "moved":
        raise Refused(words.MOVED_AWAY.format(day=full(day)))
    change = Change(day, kind, day, at, zone)
    _check_free(group, change, now)
    if any(p.on == day and p.meets for p in _ahead(group, now)):
        raise Refused(words.TAKEN.format(day=full(day)))
    return _decide(group, event, change, (words.EXTRA, When(_at(change)), "."), now)


def line(planned: Planned) -> Spans:
    """One date of a list, with what is out of the ordinary about it."""
    what = words.KINDS[planned.kind].format(day=day_words(planned.on))
    why = f": {planned.why}" if planned.why else ""
    return (When(planned.at), f"{what}{why}" if what else "")


# -- what a decision does --------------------------------------------------------------------------


def _left_out(
    group: Group, event: Command, change: Change, planned: Planned, now: datetime
) -> Outcome[Group]:
    was = group.diary.change(planned.on)
    if was and was.day:  # an extra one is remembered for the calendars that have it
        change = replace(was, kind=change.kind, why=change.why)
    lead = words.CANCELLED if change.kind == "cancelled" else words.SKIPPED
    why = words.WHY.format(why=change.why) if change.why else "."
    return _decide(group, event, change, (lead, When(planned.at), why), now)


def _decide(
    group: Group, event: Command, change: Change, told: Spans, now: datetime
) -> Outcome[Group]:
    diary = decided(group.diary, change)
    if len(diary.changes) > CHANGES:
        raise Refused(words.TOO_MANY.format(most=CHANGES))
    undo = "" if change.kind == "kept" else f"keep {change.on}"
    if change.kind == "extra":
        undo = f"cancel {change.on} {words.TAKEN_BACK}"
    odd = ""
    if change.kind in ("moved", "extra") and change.day and change.at:
        odd = odd_hour(change.zone, change.day, change.at)
    return shown(replace(group, diary=diary), event, (*told, f" {odd}" if odd else ""), now, undo)


def shown(group: Group, event: Command, told: Spans, now: datetime, undo: str) -> Outcome[Group]:
    """The outcome of a changed diary: what was decided, and the next meeting that results."""
    group = replan(group, now)
    after: Spans = (words.NEXT, When(group.next_at), ".") if group.next_at else (words.NO_NEXT,)
    buttons = (Button(labels.BUTTON_TAKE_BACK, "schedule", undo),) if undo else ()
    card = Card("", (Text(told), Text(after)), buttons)
    return Outcome(group, (Show(f"dates:{event.id}", card),))


# -- which date is meant ---------------------------------------------------------------------------


def _ahead(group: Group, now: datetime) -> tuple[Planned, ...]:
    """All dates within a year."""
    found = coming(group.cadence, group.diary, used_up(group, now))
    return tuple(takewhile(lambda planned: planned.at <= now + FAR, found))


def _which(group: Group, event: Command, now: datetime) -> tuple[Planned, str]:
    """The meeting that is meant (the next one where no date is named), and what else was said."""
    organise(group, event.by)
    day, rest = day_or_reason(event.args, today(now, zone_of(group, event)))
    why = re.sub(r"^(because|as|since)\b|^[:,-]", "", rest, flags=re.I)
    return _planned(group, day, now), short(written(why, REASON), REASON)


def _planned(group: Group, day: date | None, now: datetime) -> Planned:
    found = [planned for planned in _ahead(group, now) if planned.meets]
    if not found:
        raise Refused(words.NO_DATES)
    if day is None:
        return found[0]
    for planned in found:
        if day in (planned.on, _local(group, planned)):
            return planned
    raise Refused(words.NOT_A_DATE.format(day=full(day)))


def _local(group: Group, planned: Planned) -> date:
    change = group.diary.change(planned.on)
    return change.day if change and change.day else planned.on


def _check_free(group: Group, change: Change, now: datetime) -> None:
    """Refused for a moment that has gone by or is far away, and for a day that has a meeting."""
    assert change.day
    at = _at(change)
    if at <= now:
        raise Refused(words.PAST)
    if at > now + FAR:
        raise Refused(words.TOO_FAR.format(day=full(change.day)))
    others = (p for p in _ahead(group, now) if p.meets and p.on != change.on)
    if any(today(p.at, change.zone) == change.day for p in others):
        raise Refused(words.TAKEN.format(day=full(change.day)))


def _at(change: Change) -> datetime:
    assert change.day and change.at
    return instant(datetime.combine(change.day, change.at), change.zone)


def zone_of(group: Group, event: Command) -> str:
    """The zone in which a group's dates are meant: the series' own, else the member's."""
    zone = group.cadence.zone if group.cadence else event.by.zone
    if not zone:
        raise Refused(ZONE_UNCLEAR)
    return zone
