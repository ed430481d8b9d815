"""The group's rhythm: its next meeting, and starting it on time."""

from datetime import datetime, timedelta

from bot import words
from bot.cards import Span, Spans, When, note
from bot.effects import Effect, Outcome, Refused, Show
from bot.formats.agenda import agenda_for, can_relay
from bot.formats.catalogue import catalogue, fitting
from bot.group import Group
from bot.meetings.agendas import chosen
from bot.meetings.floor import running
from bot.meetings.meeting import LEAST
from bot.meetings.opening import open_meeting
from bot.rhythm.clocks import odd_hour
from bot.rhythm.diary import HELD, Held, following, kept, wall
from bot.seats.absence import expected
from bot.values import replace

ON_TIME = timedelta(seconds=90)  # a start this late needs no word about it
USUAL = 60  # minutes of a meeting whose format there is no more
LATE = timedelta(minutes=15)  # a meeting found later than this is missed


def plan(group: Group, after: datetime) -> Group:
    """The group with its next meeting planned, the first after an instant."""
    found = following(group.cadence, group.diary, after)
    diary = replace(kept(group.diary, after.date()), used=after)
    if found is None:
        return replace(group, next_at=None, diary=diary)
    return replace(group, next_at=found.at, diary=diary)


def held(group: Group) -> tuple[Held, ...]:
    """The planned meetings that took place, now that the next one does."""
    known, at = group.diary.held, group.next_at
    found = following(group.cadence, group.diary, at - timedelta(seconds=1)) if at else None
    set_for = wall(group.cadence, group.diary, found.on) if found else None
    if found is None or set_for is None or found.at != at:
        return known
    minutes = round(lasts(group).total_seconds() / 60)
    return (*known, Held(found.on, found.at, minutes, set_for[2], found.rev))[-HELD:]


def replan(group: Group, now: datetime) -> Group:
    """The group with its next meeting planned anew, as something about the dates has changed."""
    return plan(group, used_up(group, now))


def rezone(group: Group, now: datetime) -> Outcome[Group]:
    """The plan by the time zone rules of now; the group is told where older ones had another."""
    was, again = group.next_at, replan(group, now)
    if was is None or was <= now or again.next_at in (None, was):
        return Outcome(group)
    assert again.next_at
    spans = (words.REZONED, When(was), words.REZONED_TO, When(again.next_at), ".")
    return Outcome(again, (Show(f"zones:{was:%Y%m%dT%H%MZ}", note("", *spans)),))


def used_up(group: Group, now: datetime) -> datetime:
    """The instant up to which no meeting is to come any more: now, or one that began early."""
    return max(now, group.diary.used or now)


def alarm(group: Group) -> datetime | None:
    """When the plan wants to be woken: for the start of the next meeting."""
    return group.next_at if group.members else None


def strange_hour(group: Group) -> tuple[Effect, ...]:
    """A word to all where the clock skips the hour of the next meeting, or passes it twice."""
    assert group.next_at
    planned = following(group.cadence, group.diary, group.next_at - timedelta(seconds=1))
    set_for = wall(group.cadence, group.diary, planned.on) if planned else None
    if set_for is None or not (said := odd_hour(set_for[2], *set_for[:2])):
        return ()
    return (Show(f"hour:{group.next_at:%Y%m%dT%H%MZ}", note("", said)),)


def begin(group: Group, now: datetime) -> Outcome[Group]:
    """The planned time has come: start, a little late if need be; much later, say that it was
    missed.
    """
    planned, took_place = group.next_at, held(group)
    assert planned is not None
    group = plan(group, max(now, planned))
    if group.meeting:
        return Outcome(group, (Show(_key(planned), note("", *_still_running(group))),))
    if now - planned > LATE:
        return Outcome(group, (Show(_key(planned), note("", *_missed(group, planned))),))
    if len(group.members) < LEAST:
        return Outcome(group, (Show(_key(planned), note("", words.TOO_FEW_TO_MEET)),))
    here = replace(group, diary=replace(group.diary, held=took_place))
    try:
        outcome = open_meeting(here, "", now, chosen(here, []))
    except Refused as refusal:
        outcome = _otherwise(here, refusal, planned, now)
        if outcome.state.meeting is None:  # the alarm has to move all the same
            return replace(outcome, state=group)
    outcome = replace(outcome, state=expected(outcome.state))
    late = _late(planned, now, outcome.state) if now - planned > ON_TIME else ()
    return replace(outcome, effects=(*late, *outcome.effects))


def _otherwise(group: Group, refusal: Refused, planned: datetime, now: datetime) -> Outcome[Group]:
    """The planned meeting in place of one that may not open, as long as its charter is not
    everybody's: people came for it. Of a format that there is no more only that is told.
    """
    format = catalogue().get(group.format)
    other = catalogue().get(format.unready) if format and format.charter else None
    if other is None or other.charter:
        return Outcome(group, (Show(_key(planned), note("", *refusal.why)),))
    outcome = open_meeting(group, "", now, chosen(group, [other.id]))
    why = note("", *refusal.why, words.INSTEAD_IS.format(title=other.title))
    return replace(outcome, effects=(Show(_key(planned), why), *outcome.effects))


def _late(planned: datetime, now: datetime, group: Group) -> tuple[Effect, ...]:
    minutes = round((now - planned).total_seconds() / 60)
    said: list[Span] = [words.STARTED_LATE.format(minutes=minutes)]
    said += [When(group.meeting.ends, "time"), "."] if group.meeting else []
    return (Show(_key(planned), note("", *said)),)


def _still_running(group: Group) -> Spans:
    said: Span = words.STILL_RUNNING.format(number=running(group).number)
    return (said, words.NEXT_MEETING, When(group.next_at), ".") if group.next_at else (said,)


def _missed(group: Group, planned: datetime) -> Spans:
    spans: list[Span] = [words.MISSED, When(planned), words.MISSED_WHY]
    if group.next_at:
        spans += [words.NEXT_MEETING, When(group.next_at), "."]
    return tuple(spans)


def _key(planned: datetime) -> str:
    return f"start:{planned:%Y%m%dT%H%MZ}"


def lasts(group: Group) -> timedelta:
    """How long the next meeting is planned to last."""
    if group.minutes or group.format not in catalogue():
        return timedelta(minutes=group.minutes or USUAL)
    format, seats = fitting(group.format, max(LEAST, len(group.members)), group.seats)
    people, relay = max(LEAST, len(group.members)), group.relay and can_relay(format)
    return timedelta(minutes=agenda_for(format, people, seats, relay=relay).minutes)
