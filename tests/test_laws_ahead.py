"""Laws of what is written ahead: it is shown once, not before its step, and nobody waits for it."""

from datetime import timedelta

from hypothesis import given

from bot.effects import Show
from bot.group import Group
from bot.meetings.floor import wrote_for
from tests.histories import Play, Turn, meetings
from tests.moves import HISTORIES, Dice, History
from tests.seen import words


def told_ahead(history: History) -> tuple[list[Turn], Group]:
    """A history in which half of the members take part in writing: the turns from the moment at
    which the planned meeting begins, and the group before it."""
    play = Play(history)
    for who in range(max(3, history.members)):
        play.type(who, "join", "")
    play.agree()
    play.type(0, "agenda", f"use {history.start}")
    play.type(0, "schedule", "yes monday 18:00 Europe/London")
    for who in range(0, max(3, history.members), 2):
        play.type(who, "brief", "...?")
        play.type(who, "rsvp", "relay")
        play.fill(who, "ahead", Dice(history.behind + who))
    before, begun = play.group, len(play.turns)
    assert before.next_at
    if before.meeting is None:
        play.wait(before.next_at - play.world.clock.now(), timedelta())
    for move in history.moves:
        play.make(move)
    return play.turns[begun:], before


@given(HISTORIES)
def test_nobody_waits_for_whoever_wrote_ahead_for_a_step(history: History) -> None:
    turns, _ = told_ahead(history)
    for turn, group, meeting in meetings(turns):
        if turn.outcome.refused:
            continue
        for one in wrote_for(group, meeting, meeting.at.step):
            assert one.by in meeting.at.done or meeting.at.aside


@given(HISTORIES)
def test_what_is_written_ahead_becomes_an_item_once(history: History) -> None:
    turns, before = told_ahead(history)
    said = {value for one in before.ahead for _, value in one.values if "w" in value}
    for _, _, meeting in meetings(turns):
        for value in said:
            same = [item for item in meeting.items if item.text == value]
            assert len({(item.by, item.step) for item in same}) == len(same)


@given(HISTORIES)
def test_nothing_that_is_written_ahead_is_shown_before_its_meeting(history: History) -> None:
    turns, before = told_ahead(history)
    said = [value for one in before.ahead for _, value in one.values if len(value) > 4]
    for turn in turns:
        group = turn.outcome.state
        if isinstance(group, Group) and group.meeting is None and group.held == before.held:
            for show in (e for e in turn.outcome.effects if isinstance(e, Show)):
                assert not any(value in words(show.card) for value in said)
