"""Laws of meetings that run for days: windows close on nobody who had no time awake, and close."""

from datetime import UTC, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.effects import Nudge
from bot.events import Tick
from bot.group import Group
from bot.live import Meeting
from bot.meetings.floor import taking_part
from bot.meetings.windows import AWAKE, MOST, is_relay
from bot.reminders.hours import Hours, awake_for
from tests.histories import Turn, meetings, played
from tests.moves import HISTORIES, ZONES, History

MINUTE = timedelta(minutes=1)
INSTANTS = st.integers(0, 2 * 366 * 1440).map(
    lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * MINUTE
)
CLOCK = st.builds(time, st.integers(0, 23), st.sampled_from((0, 0, 0, 30)))
HOURS = st.builds(
    Hours, CLOCK, CLOCK, st.lists(st.integers(0, 6), max_size=6, unique=True).map(tuple)
)
PLACES = st.sampled_from([zone for zone in ZONES if zone])


def is_awake(hours: Hours, zone: str, at: datetime) -> bool:
    """The same as `bot.reminders.hours` says, by looking at the clock."""
    wall = at.astimezone(ZoneInfo(zone))
    minute, wakes, sleeps = (t.hour * 60 + t.minute for t in (wall, hours.wakes, hours.sleeps))
    awake = wakes == sleeps or (minute - wakes) % 1440 < (sleeps - wakes) % 1440
    return awake and wall.weekday() not in hours.off


def awake_minutes(hours: Hours, zone: str, since: datetime, until: datetime) -> int:
    """The waking minutes between two instants, counted one by one."""
    minutes = range(ceil((until - since) / MINUTE))
    return sum(is_awake(hours, zone, since + n * MINUTE) for n in minutes)


@given(HOURS, PLACES, INSTANTS, st.integers(1, 6))
def test_waking_hours_are_counted_as_a_clock_shows_them(
    hours: Hours, zone: str, since: datetime, wanted: int
) -> None:
    most = since + MOST
    at = awake_for(hours, zone, since, timedelta(hours=wanted), most)
    counted = awake_minutes(hours, zone, since, at)
    assert at == most or counted >= wanted * 60
    if at != most:  # no later than needed, but for an hour that the clock passes twice
        assert counted <= wanted * 60 + 60


@given(HISTORIES)
def test_a_window_closes_on_nobody_who_had_less_than_four_waking_hours(history: History) -> None:
    for turn in played(history):
        was, now = turn.was, turn.outcome.state
        if not (isinstance(turn.event, Tick) and isinstance(was, Group) and was.meeting):
            continue
        assert isinstance(now, Group)
        if is_relay(was.meeting) and _moved(was.meeting, now.meeting):
            for who in _cut_off(was, was.meeting):
                assert _had_time(was, was.meeting, who, turn)


@given(HISTORIES)
def test_a_window_is_open_no_longer_than_its_hours_or_two_weeks(history: History) -> None:
    for _, group, meeting in meetings(played(history)):
        at = meeting.at
        if is_relay(meeting) and at.due and meeting.back is None:
            planned = timedelta(seconds=at.spans[at.step])
            joined = max((member.joined for member in group.members), default=at.opened)
            assert at.due <= max(at.opened + max(planned, MOST), joined)


@given(HISTORIES)
def test_nobody_is_reminded_twice_in_a_window_nor_when_done(history: History) -> None:
    told = set()
    for turn in played(history):
        group = turn.outcome.state
        for nudge in (e for e in turn.outcome.effects if isinstance(e, Nudge)):
            if nudge.key.startswith("window:") and not nudge.settled:
                assert isinstance(group, Group)
                assert group.meeting
                assert nudge.to not in group.meeting.at.done
                assert (nudge.key, nudge.to) not in told or group.meeting.moved
                told.add((nudge.key, nudge.to))


def _moved(was: Meeting, now: Meeting | None) -> bool:
    return now is None or now.number != was.number or now.at.step != was.at.step


def _cut_off(group: Group, meeting: Meeting) -> list[str]:
    people = taking_part(group, meeting, meeting.at.step)
    return [who for who in people if who not in meeting.at.done]


def _had_time(group: Group, meeting: Meeting, who: str, turn: Turn) -> bool:
    member = group.member(who)
    assert member
    since = max(meeting.at.opened, member.joined)
    away = member.back is not None and member.back > meeting.at.opened
    most = turn.now >= meeting.at.opened + MOST
    minutes = awake_minutes(member.hours, group.zone_of(who), since, turn.now)
    return away or most or minutes >= AWAKE / MINUTE
