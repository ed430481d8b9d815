"""Somebody comes late, somebody leaves, and so does the facilitator: in every format, in each step,
nothing hangs.
"""

from dataclasses import replace

import pytest

from bot.decide import wake_at
from bot.effects import Outcome, Show
from bot.events import Tick
from bot.formats.agenda import can_relay, only_relay
from bot.formats.catalogue import catalogue
from bot.formats.format import RELAY
from bot.group import Group
from bot.live import Meeting
from bot.meetings.beside import place
from bot.meetings.floor import holder_of, step_of, taking_part
from tests.room import Room, room, told
from tests.seen import cards
from tests.world import GROUP

PEOPLE = ("ann", "ben", "cat", "dee", "eli")
LATE = "fay"
FORMATS = catalogue().values()
LIVE = [format.id for format in FORMATS if not only_relay(format)]
STARTS = (*LIVE, *(f"{format.id} {RELAY}" for format in FORMATS if can_relay(format)))
MANY = 200  # alarms, after which a meeting that has not ended hangs


def opened(start: str) -> Room:
    """A meeting that has begun with all but one, who is expected."""
    here = room(*PEOPLE, LATE)
    here.group = replace(here.group, charter=1, articles=("What is said here stays here.",))
    here.does("ann", "start", start)
    for who in PEOPLE:
        here.does(who, "brief", f"What would {who} do by May?")
        here.does(who, "here")
    return here


def rings(here: Room) -> Outcome[Group]:
    """The next alarm, on time."""
    wake = wake_at(here.group)
    assert wake is not None
    assert wake >= here.now
    here.now = wake
    return here.act(Tick(f"tick{next(here.ids)}", GROUP))


def ends(here: Room) -> bool:
    """Whether the clock alone brings a meeting to its end."""
    for _ in range(MANY):
        if here.group.meeting is None:
            return True
        rings(here)
    return False


def moved_on(here: Room, was: Meeting) -> bool:
    """Whether a meeting stands at another step than before, or is over."""
    now = here.group.meeting
    return now is None or place(now) != place(was)


def in_each_step(start: str) -> list[Room]:
    """The same meeting, in each of its steps."""
    here, found = opened(start), []
    while here.group.meeting is not None:
        found.append(replace(here))
        was = here.meeting
        while not moved_on(here, was):
            here.does("ann", "next", "now")
    return found


@pytest.mark.parametrize("start", STARTS)
def test_who_comes_late_is_told_where_it_stands_and_the_others_are_not(start: str) -> None:
    here = opened(start)
    here.does("ann", "next", "now")
    assert LATE not in here.meeting.present
    outcome = here.does(LATE, "here")
    assert LATE in here.meeting.present
    assert "You are in" in told(outcome, LATE)
    assert {e.key.partition(":")[0] for e in outcome.effects if isinstance(e, Show)} <= {"board"}


@pytest.mark.parametrize("start", STARTS)
def test_a_meeting_goes_on_without_its_seat_holder_and_its_facilitator(start: str) -> None:
    here = opened(start)
    here.does("ann", "next", "now")
    here.does(LATE, "here")
    middle = place(here.meeting)[1] // 2
    while place(here.meeting)[0] < middle:
        here.does("ann", "next", "now")
    holder, gone = holder_of(here.meeting, step_of(here.meeting)), here.meeting.facilitator
    leaver = next(who for who in (holder, "cat", "dee") if who not in ("", gone))
    here.does(leaver, "leave", "yes")
    assert leaver not in taking_part(here.group, here.meeting, here.meeting.at.step)
    outcome = here.does(gone, "leave", "yes")
    assert here.meeting.facilitator == ""
    assert "facilitate" in {
        button.verb for card in cards(outcome.effects) for button in card.buttons
    }
    other = next(who for who in here.group.ids if who in here.meeting.present)
    here.does(other, "facilitate")
    assert here.meeting.facilitator == other
    assert ends(here)
    assert here.group.last
    assert {LATE, other} <= {*here.group.last.present}
    assert not {leaver, gone} & {*here.group.ids, *here.group.last.absent}


@pytest.mark.parametrize("start", STARTS)
def test_the_seat_holder_may_leave_the_group_in_any_step(start: str) -> None:
    for here in in_each_step(start):
        if holder := holder_of(here.meeting, step_of(here.meeting)):
            here.does(holder, "leave", "yes")
            assert ends(here)


@pytest.mark.parametrize("start", STARTS)
def test_the_facilitator_may_leave_the_group_in_any_step(start: str) -> None:
    for here in in_each_step(start):
        here.does(here.meeting.facilitator, "leave", "yes")
        assert ends(here)


@pytest.mark.parametrize("start", STARTS)
def test_the_last_who_is_not_done_may_leave_the_group_in_any_step(start: str) -> None:
    for here in in_each_step(start):
        was, step = here.meeting, step_of(here.meeting)
        *others, last = taking_part(here.group, was, was.at.step)
        for who in others:
            here.does(who, "done")
        if not moved_on(here, was):
            here.does(last, "leave", "yes")
            assert step.end != "all_done" or moved_on(here, was)
        assert ends(here)


@pytest.mark.parametrize("start", STARTS)
def test_nothing_hangs_where_all_leave_the_group_but_two(start: str) -> None:
    for here in in_each_step(start):
        for who in (LATE, *PEOPLE[2:]):
            here.does(who, "leave", "yes")
        assert ends(here)
