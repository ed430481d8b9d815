"""Levels: whoever may not read something never meets it, in whatever becomes of a meeting."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given

from bot.archive import Notes
from bot.decide import form
from bot.effects import Effect, Record
from bot.events import Actor, Command, Said
from bot.formats.format import Show
from bot.group import Group
from bot.levels import (
    LEVELS,
    for_group,
    for_holder,
    level_of,
    may_read,
    stricter,
    unkept,
    untold,
)
from bot.live import Item, Meeting
from bot.meetings.board import card
from bot.meetings.floor import holder_of, may_write, step_of
from bot.meetings.presence import attend
from bot.words import RELEASED
from tests.histories import Turn, meetings, played
from tests.moves import HISTORIES, History
from tests.room import Room, room
from tests.seen import marks, readers

# -- over any history ------------------------------------------------------------------------------


@given(HISTORIES)
def test_what_was_never_for_the_group_is_told_to_nobody_else_ever(history: History) -> None:
    turns = played(history)
    allowed = _readers(turns)
    for turn in turns:
        for effect in turn.outcome.effects:
            told = marks(repr(effect))
            leaked = [m for m in told if m in allowed and not _may(effect, allowed[m])]
            assert not leaked


@given(HISTORIES)
def test_no_form_tells_what_somebody_may_not_read(history: History) -> None:
    turns = played(history)
    allowed = _readers(turns)
    for _, group, _ in meetings(turns)[::4]:
        for id in group.ids[:4]:
            told = marks(repr([form(group, name, Actor(id)) for name in ("write", "brief")]))
            assert not [m for m in told if m in allowed and id not in allowed[m]]


@given(HISTORIES)
def test_nothing_that_is_said_off_the_record_or_for_oneself_is_kept(history: History) -> None:
    for turn, group, meeting in meetings(played(history)):
        event = turn.event
        text = event.text if isinstance(event, Said) else ""
        if isinstance(event, Command) and event.name == "write":
            text = event.args
        before = turn.was.meeting if isinstance(turn.was, Group) else None
        if not text or before is None or before.at.step != meeting.at.step:
            continue
        if unkept(step_of(before)):
            assert not [m for m in marks(text) if m in repr(group)]
            assert not [m for m in marks(text) if m in repr(turn.outcome.effects)]


@given(HISTORIES)
def test_what_is_said_for_oneself_stays_on_ones_own_screen(history: History) -> None:
    for turn in played(history):
        event, was = turn.event, turn.was
        if not (isinstance(event, Said) and isinstance(was, Group) and was.member(event.by.id)):
            continue
        group = attend(was, event.by.id, turn.now)
        meeting = group.meeting
        if meeting is None or step_of(meeting).show != "private":
            continue
        alone = step_of(meeting).turn != "serial"
        if alone and may_write(group, meeting, meeting.at.step, event.by.id):
            assert turn.outcome.hush


def _readers(turns: list[Turn]) -> dict[str, set[str]]:
    """Each word that was only ever written for few -> those who may read it."""
    few: dict[str, set[str]] = {}
    group: set[str] = set()
    for _, _, meeting in meetings(turns):
        for item in meeting.items:
            words = marks(item.text)
            if level_of(item, meeting.agenda) == "group":
                group.update(words)
            holder = holder_of(meeting, meeting.agenda[item.step])
            for word in words:
                few.setdefault(word, set()).update((item.by, holder))
    return {word: who for word, who in few.items() if word not in group}


def _may(effect: Effect, who: set[str]) -> bool:
    if isinstance(effect, Record):
        return isinstance(effect.value, Notes) and effect.value.holder in who
    return readers(effect) in who


# -- one by one ------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", LEVELS)
@pytest.mark.parametrize("other", LEVELS)
def test_of_two_levels_the_stricter_one_holds(one: Show, other: Show) -> None:
    found = stricter(one, other)
    assert found in (one, other)
    assert LEVELS.index(found) == max(LEVELS.index(one), LEVELS.index(other))


def test_the_levels_are_those_that_a_step_can_have() -> None:
    assert get_args(Show) == LEVELS


def giving() -> Room:
    """A room in which ann has asked, and her peers write on their own."""
    here = room("ann", "ben", "cat", start="hot_seat", step="write", end="timer")
    here.does("ann", "brief", "Whom do I ask?")
    here.fills("ben", "write", text="the dean", kind="idea")
    here.fills("ben", "write", text="they talk about you", kind="risk", level="seat_only")
    return here


def readable(meeting: Meeting, who: str) -> list[str]:
    return [item.text for item in meeting.items if may_read(item, meeting, who)]


def test_until_the_reveal_only_the_writer_reads_and_then_by_level() -> None:
    here = giving()
    mine = ["the dean", "they talk about you"]
    assert readable(here.meeting, "ben") == mine
    assert readable(here.meeting, "ann") == []
    here.does("cat", "next")
    assert readable(here.meeting, "ann") == mine
    assert readable(here.meeting, "ben") == mine
    assert readable(here.meeting, "cat") == ["the dean"]


def test_the_group_the_holder_and_the_deleted() -> None:
    here = giving()
    here.does("cat", "next")
    seat, agenda = 0, here.meeting.agenda

    def texts(items: tuple[Item, ...]) -> list[str]:
        return [item.text for item in items]

    assert texts(for_group(here.meeting.items, agenda)) == ["the dean"]
    assert texts(for_group(here.meeting.items, agenda, -1)) == []
    both = ["the dean", "they talk about you"]
    assert texts(for_holder(here.meeting.items, agenda, seat)) == both
    here.does("ben", "delete", "1")
    assert texts(for_group(here.meeting.items, agenda)) == []
    assert "the dean" not in repr(here.group)


@pytest.mark.parametrize(
    ("show", "kept", "told"),
    [
        ("group", True, True),
        ("seat_only", True, False),
        ("private", False, False),
        ("off_record", False, False),
    ],
)
def test_what_is_kept_and_told_of_a_step(show: Show, kept: bool, told: bool) -> None:
    step = replace(step_of(giving().meeting), show=show)
    assert (not unkept(step), not untold(step)) == (kept, told)


def test_what_builds_on_something_is_read_by_no_more_people_than_that() -> None:
    here = giving()
    here.does("cat", "next")
    here.does("ben", "build", "2 and they did before")
    assert "before" in repr(here.meeting.items)
    assert [item.level for item in here.meeting.items] == ["group", "seat_only", "seat_only"]
    assert "differently" not in repr(here.does("cat", "against", "2 they do not"))


@pytest.mark.parametrize("keep", ["question", "commitment"])
def test_a_step_for_the_seat_holder_alone_says_what_the_group_reads_of_it(keep: str) -> None:
    here = giving()
    steps = list(here.meeting.agenda)
    shows: tuple[Show, ...] = ("seat_only", "group")
    for show in shows:
        steps[here.meeting.at.step] = replace(step_of(here.meeting), show=show, keep=(keep,))
        meeting = replace(here.meeting, agenda=tuple(steps))
        board = repr(card(replace(here.group, meeting=meeting), meeting))
        assert (RELEASED[keep] in board) == (show == "seat_only")
