"""A meeting is fitted to those who came, as its open door closes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.decide import decide
from bot.events import Actor, Command
from bot.formats.agenda import only_relay, shortest
from bot.formats.catalogue import catalogue
from bot.group import Group
from bot.live import Meeting
from bot.meetings.floor import running
from bot.values import replace

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
NAMES = ("ann", "ben", "cat", "dee", "eli", "fay", "gus", "hal")
IDS = st.sampled_from([id for id, format in catalogue().items() if not only_relay(format)])


def after(group: Group, lines: list[str], now: datetime = START) -> Group:
    """The group after some have typed something."""
    for number, line in enumerate(lines):
        who, _, said = line.partition(" /")
        verb, _, args = said.partition(" ")
        event = Command(f"{now}:{number}", group.id, Actor(who), verb, args)
        group = decide(group, event, now).state
    return group


def opened(format: str, members: int, came: int, wait: int = 60) -> Meeting:
    """A meeting whose door has just closed, `wait` seconds after it opened."""
    group = after(Group("g"), [f"{name} /join" for name in NAMES[:members]])
    group = replace(group, charter=1)
    group = after(group, [f"ann /start {format}"])
    group = after(group, [f"{name} /write here" for name in NAMES[:came]])
    meeting = running(group)
    if not meeting.at.step:
        group = after(group, ["ann /next"], START + timedelta(seconds=wait))
    return running(group)


@given(IDS, st.integers(2, 8), st.integers(2, 8))
def test_a_fitted_meeting_has_a_span_for_each_step_and_a_seat_for_each_turn(
    format: str, members: int, came: int
) -> None:
    meeting = opened(format, members, min(members, came))
    assert meeting.fitted
    assert len(meeting.at.spans) == len(meeting.agenda)
    assert max(step.seat for step in meeting.agenda) == len(meeting.seats) - 1


@given(IDS, st.integers(2, 8), st.integers(2, 8), st.integers(0, 110))
def test_a_fitted_meeting_ends_when_it_was_planned_to(
    format: str, members: int, came: int, wait: int
) -> None:
    meeting = opened(format, members, min(members, came), wait)
    rest = sum(meeting.at.spans[1:])
    spent = (meeting.at.opened - meeting.started).total_seconds()
    planned = (meeting.ends - meeting.started).total_seconds()
    if any(step.spare for step in meeting.agenda):
        assert spent + rest == max(planned, spent + shortest(meeting.agenda[1:]))
    assert meeting.ends - meeting.started <= timedelta(minutes=meeting.minutes)


@given(st.integers(4, 8), st.integers(4, 8))
def test_four_and_more_meet_as_planned(members: int, came: int) -> None:
    for format in ("hot_seat", "experience_forum", "questions_only"):
        assert opened(format, members, min(members, came)).format == format


def test_two_or_three_of_more_meet_in_another_format() -> None:
    for members in (4, 5, 8):
        assert opened("hot_seat", members, 2).format == "round_robin"
        assert opened("hot_seat", members, 3).format == "clinic"
        assert opened("experience_forum", members, 3).format == "clinic"


def test_a_group_of_three_by_choice_sits_as_three() -> None:
    assert opened("hot_seat", 3, 3).format == "hot_seat"
    assert opened("hot_seat", 3, 2).format == "round_robin"


def test_where_nobody_shows_up_the_meeting_runs_as_planned() -> None:
    assert opened("hot_seat", 5, 0).format == "hot_seat"


def test_three_in_a_clinic_for_five_have_short_turns_and_are_done_sooner() -> None:
    five, three = opened("clinic", 5, 5), opened("clinic", 5, 3)
    assert (len(five.seats), len(three.seats)) == (5, 3)
    assert three.ends - three.started == timedelta(minutes=40)
    assert five.ends - five.started == timedelta(minutes=85)


def test_every_format_falls_back_with_the_open_door_and_without_asking_twice() -> None:
    meeting = opened("hot_seat", 5, 2)
    assert [step.id for step in meeting.agenda[:2]] == ["arrive", "report"]
    assert [item.text for item in meeting.items] == ["here", "here"]
