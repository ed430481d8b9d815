"""When a group reminds whom of what: the instants, as pure data; only those who must act, and the
room where it concerns all.

    7 d before a meeting   the room: who sits, who facilitates
    48 h                   who sits: their brief, if they have not written it
    24 h                   everybody who has not said: do you come? And the room, where the clock
                           skips the hour of the meeting, or passes it twice
    12 h                   the standby, if the seat-holder has written no brief; organisers, if
                           fewer than three have said that they come
    10 min                 the room: it is about to begin
    half-way, then 24 h before the day that a commitment is due: its owner, with one tap
    14 and 60 days after a seat: its holder alone, whether it helped
    an hour after the third meeting in a row without a word: whoever it was, whether they stay
    1.5 rhythms without a meeting: the room, how to go on
    at three fifths of a window in a relay: whoever still has something to do in it
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from bot.archive import Past
from bot.commitments.due import commitment_reminders
from bot.group import Group
from bot.meetings.windows import is_relay, missing
from bot.reminders.reminder import Reminder
from bot.rhythm.absent import not_coming
from bot.rhythm.attendance import unheard
from bot.rhythm.cadence import Cadence, occurrences
from bot.seats.rotation import line_of
from bot.values import once, replace

WEEK, DAY = timedelta(days=7), timedelta(days=1)
BRIEF = timedelta(hours=48)
CLAIM = timedelta(hours=12)
SOON = timedelta(minutes=10)
AFTER = (14, 60)  # days after a seat
WINDOW = 0.6  # how far a window has gone by when whoever still has to act in it is reminded
QUORUM = 3  # who must come so that a question has two views of it
STAY = "stay"  # what is asked of whoever is paused, and nothing else is
LEAST = 2  # people in a group that has something to meet for


@once
def reminders(group: Group) -> tuple[Reminder, ...]:
    """All that a group would remind of as things stand, told or not, in no order. Whoever is away
    for a while is reminded when they are back, of what still makes sense then."""
    found = _all(group)
    leaves = {member.id: member.back for member in group.members if member.back}
    if not leaves:
        return tuple(found)
    return tuple([kept for one in found if (kept := _kept(one, leaves.get(one.to)))])


def _kept(one: Reminder, back: datetime | None) -> Reminder | None:
    """A reminder of somebody who is `back` by then; None where it makes no sense any more."""
    if back is None or one.at >= back or one.key.startswith(STAY):
        return one
    return replace(one, at=back, by=None) if back < one.until else None


def _all(group: Group) -> list[Reminder]:
    if len(group.members) < LEAST:
        return []
    found = [*_of_meeting(group, group.next_at)] if group.next_at else []
    found += commitment_reminders(group)
    found += _of_seats(group)
    found += _of_window(group)
    found += _of_silence(group)
    found += _of_drift(group, group.cadence) if group.cadence and not group.gone else []
    return found


def ahead(group: Group) -> list[Reminder]:
    """What is still to be told; none while a meeting runs that is no relay."""
    if group.meeting and not is_relay(group.meeting):
        return []
    return [one for one in reminders(group) if not _is_over(group.rung, one)]


def fallen(was: Group, group: Group, now: datetime) -> Iterator[Reminder]:
    """What has its instant behind it, and falls to somebody whom it was no matter of before:
    whoever has just joined, also in a meeting over days, or has the seat now. All have just heard
    of a meeting that was just planned.
    """
    asks = is_relay(group.meeting) if group.meeting else group.next_at is not None
    if not asks or was.next_at != group.next_at or _concerns_the_same(was, group):
        return
    if fresh := _concerned(group) - _concerned(was):
        for one in reminders(group):
            late = one.at <= now < one.until and _is_over(group.rung, one)
            if late and (one.key.partition(":")[0], one.to) in fresh:
                yield one


def open_now(group: Group, now: datetime) -> dict[tuple[str, str], Reminder]:
    """What members were told and may still act on, by whom and what."""
    if group.rung is None:
        return {}
    told = (r for r in reminders(group) if r.to and r.until > now and r.at <= group.rung)
    return {(r.to, r.key): r for r in told if not (r.since and r.at <= r.since)}


def alarm(group: Group) -> datetime | None:
    """When the group next has something to remind of."""
    return min([one.at for one in ahead(group)], default=None)


@lru_cache(maxsize=1024)
def stamp(at: datetime) -> str:
    """A meeting's start, as part of a key."""
    return f"{at:%Y%m%dT%H%MZ}"


def _concerns_the_same(was: Group, group: Group) -> bool:
    """Whether a meeting asks the same of the same people, as it does after most events."""
    return was.members is group.members and line_of(was).upcoming == line_of(group).upcoming


def _concerned(group: Group) -> set[tuple[str, str]]:
    """What a meeting asks of whom, whether they have done it or not."""
    comes = {("rsvp", member.id) for member in group.members if member.role != "guest"}
    writes = {("window", member.id) for member in group.members}
    return comes | writes | {("brief", holder) for holder in line_of(group).upcoming}


def _is_over(rung: datetime | None, one: Reminder) -> bool:
    """Whether a reminder was told, or is of what the group had just heard at its instant."""
    if rung is not None and one.at <= rung:
        return True
    return one.since is not None and one.at <= one.since


def _of_meeting(group: Group, start: datetime) -> Iterator[Reminder]:
    about, since = stamp(start), group.planned
    yield Reminder(f"seats:{about}", "", start - WEEK, start - BRIEF, since)
    yield Reminder(f"hour:{about}", "", start - DAY, start, since)
    yield Reminder(f"soon:{about}", "", start - SOON, start, since)
    away, replied = not_coming(group), who_replied(group)
    for member in group.members:
        if member.id not in away and member.id not in replied:
            yield Reminder(f"rsvp:{about}", member.id, start - DAY, start, since)
    line = line_of(group)
    holders = line.upcoming
    blank = [id for id in holders if not any(brief.by == id for brief in group.briefs)]
    for holder in blank:
        yield Reminder(f"brief:{about}", holder, start - BRIEF, start, since)
    if blank and (next_up := line.standby(holders)):
        yield Reminder(f"claim:{about}", next_up, start - CLAIM, start, since)
    if few_come(group):
        for member in group.members:
            if member.role == "organiser" and member.id not in away:
                yield Reminder(f"quorum:{about}", member.id, start - CLAIM, start, since)


def who_replied(group: Group) -> set[str]:
    """Who has said that they come to the next meeting."""
    return {reply.who for reply in group.replies if reply.at == group.next_at}


def few_come(group: Group) -> bool:
    """Whether fewer have said that they come than it takes for two views of one question."""
    return len(group.members) >= QUORUM > len(who_replied(group) & {*group.ids})


def _of_seats(group: Group) -> Iterator[Reminder]:
    ids = group.ids
    return (one for one in _followed(group.past) if one.to in ids)


@once
def _followed(meetings: tuple[Past, ...]) -> tuple[Reminder, ...]:
    """What whoever sat is asked after their seat, whether they are still there or not."""
    return tuple(
        Reminder(f"helped:{past.number}.{days}", who, at, at + AFTER[0] * DAY)
        for past in meetings
        for days in AFTER
        for at in (past.at + days * DAY,)
        for who in past.sat
    )


def _of_window(group: Group) -> Iterator[Reminder]:
    meeting = group.meeting
    if meeting is None or not is_relay(meeting) or meeting.at.due is None:
        return
    at = meeting.at.opened + timedelta(seconds=meeting.at.spans[meeting.at.step]) * WINDOW
    for who in missing(group):
        yield Reminder(f"window:{meeting.number}.{meeting.at.step}", who, at, meeting.at.due)


def _of_silence(group: Group) -> Iterator[Reminder]:
    """Whoever missed three in a row without a word is asked if they stay, once for each time."""
    if group.last is None or not group.marks:
        return
    at = group.last.ended + timedelta(hours=1)
    for who in unheard(group):
        yield Reminder(f"{STAY}:{group.held}", who, at, at + AFTER[0] * DAY)


def _of_drift(group: Group, cadence: Cadence) -> Iterator[Reminder]:
    """Since the last meeting that two or more came to, or else the first to which they did not;
    not while the group has a break."""
    met = [past.at for past in group.past if len(past.present) >= LEAST]
    if (since := max(met, default=group.past[0].at if group.past else None)) is None:
        return
    if (rhythm := _rhythm(cadence, since)) and not group.diary.broken((since + rhythm).date()):
        at = since + rhythm * 3 / 2
        yield Reminder(f"drift:{stamp(since)}", "", at, at + rhythm)


@lru_cache(maxsize=1024)
def _rhythm(cadence: Cadence, since: datetime) -> timedelta | None:
    """How far the first two dates after an instant are apart; None where there are none."""
    first = occurrences(cadence, since, 2)
    return first[1] - first[0] if len(first) == 2 else None
