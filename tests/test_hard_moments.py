"""Moments that no transcript can show: the host away, two groups at once, hours and days."""

from datetime import UTC, datetime, timedelta

from bot.cards import Card
from bot.decide import decide, wake_at
from bot.effects import Nudge, Outcome, Whisper
from bot.events import Actor, Command, Event, Said, Tick
from bot.group import Group
from bot.meetings.floor import running
from bot.values import replace
from tests.seen import cards, words

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
DEN, LAB = "local:main:den", "local:main:lab"


def told(outcome: Outcome[Group]) -> str:
    """All words of an outcome."""
    return "\n".join(map(words, cards(outcome.effects)))


def done(group: Group, *lines: str, now: datetime = AT) -> Group:
    """The group after "ann /join", "ben hello" and so on."""
    for number, line in enumerate(lines):
        who, _, said = line.partition(" ")
        verb, _, args = said.partition(" ")
        id, by = f"{now}{number}{line}", Actor(who)
        event: Event = Said(id, group.id, by, said)
        if verb.startswith("/"):
            event = Command(id, group.id, by, verb[1:], args)
        group = decide(group, event, now).state
    return group


def left_alone(group: Group) -> Group:
    """The group after its next alarm has rung on time."""
    wake = wake_at(group)
    assert wake
    return decide(group, Tick(f"{wake}", group.id), wake).state


def test_a_meeting_that_starts_late_says_so_with_its_new_end() -> None:
    group = done(Group(DEN), "ann /join", "ben /join", "cat /join")
    group = replace(group, next_at=AT + timedelta(hours=1), rung=AT + timedelta(hours=1))
    late = AT + timedelta(hours=1, minutes=9)
    outcome = decide(group, Tick("late", DEN), late)
    meeting = running(outcome.state)
    assert "Started 9 minutes late" in told(outcome)
    assert "It ends" in told(outcome)
    assert meeting.started == late
    assert meeting.ends == late + timedelta(seconds=sum(meeting.at.spans))


def test_a_member_of_two_groups_that_meet_at_once_is_there_in_both_on_their_own() -> None:
    names = ("ann /join", "ben /join", "cat /join", "ann /start", "ann here", "ben here")
    den, lab = done(Group(DEN), *names), done(Group(LAB), *names)
    den = done(den, "cat here", now=AT + timedelta(minutes=1))
    assert running(den).present == ("ann", "ben", "cat")
    assert running(lab).present == ("ann", "ben")
    lab = done(lab, "ben /end now")
    assert den.meeting is not None
    assert lab.meeting is None


def test_a_paused_meeting_is_closed_long_after_the_last_sign_and_not_before() -> None:
    group = done(Group(DEN), "ann /join", "ben /join", "cat /join", "ann /start")
    later = AT + timedelta(minutes=1, seconds=30)
    group = done(group, "ben /pause", now=later)
    hours = later + timedelta(hours=11)
    assert done(group, "cat still here", now=hours).meeting
    group = done(group, "cat still here", now=hours)
    assert wake_at(group) == hours + timedelta(hours=12)
    closed = left_alone(group)
    assert closed.meeting is None
    assert closed.last
    assert closed.last.stopped


def test_a_step_of_days_is_not_closed_because_its_timer_was_found_hours_late() -> None:
    group = done(Group(DEN), "ann /join", "ben /join", "cat /join", "ann /start async_circle")
    meeting = running(group)
    assert meeting.at.due
    assert meeting.at.spans[0] >= 12 * 3600
    late = decide(group, Tick("late", DEN), meeting.at.due + timedelta(hours=7))
    assert running(late.state).at.step == 1
    assert "7 h" in told(late)


def test_a_paused_meeting_of_days_is_not_closed_overnight() -> None:
    group = done(Group(DEN), "ann /join", "ben /join", "cat /join", "ann /start async_circle")
    pause = AT + timedelta(hours=13)
    group = done(group, "ann /pause", now=pause)
    wake = wake_at(group)
    assert wake
    assert wake > pause + timedelta(hours=24)


def test_in_a_step_of_days_the_quiet_are_asked_in_their_own_hours_and_nobody_waits() -> None:
    group = done(Group(DEN), "ann /join", "ben /join", "cat /join", "ann /start async_circle")
    whispers: list[Card] = []
    nudged: set[str] = set()
    for _ in range(40):
        wake = wake_at(group)
        if group.meeting is None or wake is None:
            break
        outcome = decide(group, Tick(f"{wake}", DEN), wake)
        group = outcome.state
        assert not (group.meeting and group.meeting.at.aside)
        whispers += [e.card for e in outcome.effects if isinstance(e, Whisper)]
        nudged |= {e.to for e in outcome.effects if isinstance(e, Nudge)}
    assert group.meeting is None
    assert nudged >= {"ben", "cat"}
    assert not [card for card in whispers if "room for your voice" in words(card)]


def test_once_the_planned_time_is_over_end_does_not_ask_again() -> None:
    group = done(Group(DEN), "ann /join", "ben /join", "cat /join", "ann /start", "ben /extend 30")
    group = done(group, "ben /extend 30", "ben /extend 30")
    assert done(group, "cat /end").meeting
    over = running(group).ends
    waited = group
    while waited.meeting and (wake := wake_at(waited)) and wake < over:
        waited = decide(waited, Tick(f"{wake}", DEN), wake).state
    assert waited.meeting
    ended = done(waited, "cat /end", now=over)
    assert ended.meeting is None
    assert ended.last
    assert ended.last.unfinished
