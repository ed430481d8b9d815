"""Topics one after the other, by votes: their time, more or enough, and the end of the step."""

from dataclasses import replace
from datetime import timedelta

from bot.live import Box
from bot.meetings import board
from tests.room import Room, plain, staged, told

PITCH = plain("pitch", "topics", turn="blind")
VOTE = plain("vote", "votes", turn="blind")
TALK = plain("talk", "notes", timebox=(360, 180, 60), seconds=1000, floor=1000)
LAST = plain("last", "insight")
PEOPLE = ("ann", "ben", "cat")
MINUTE = timedelta(minutes=1)


def talking(*topics: str) -> Room:
    """A group at the first of its topics, all of them Ann's."""
    here = staged(*PEOPLE, steps=(PITCH, VOTE, TALK, LAST))
    for topic in topics or ("one", "two", "three"):
        here.fills("ann", "write", topic=topic)
    here.does("ann", "next")
    here.fills("ben", "write", votes="2")
    here.does("ann", "next")
    return here


def open_topic(here: Room) -> Box:
    assert here.meeting.at.box
    return here.meeting.at.box


def test_the_topic_with_the_most_votes_comes_first() -> None:
    here = talking()
    order = [open_topic(here).item]
    for _ in range(2):
        here.does("ann", "next")
        order.append(open_topic(here).item)
    assert order == [2, 1, 3]
    here.does("ann", "next")
    assert here.meeting.at.step == 3


def test_no_vote_leaves_the_order_of_writing() -> None:
    here = staged(*PEOPLE, steps=(PITCH, TALK, LAST))
    for topic in ("one", "two"):
        here.fills("ann", "write", topic=topic)
    here.does("ann", "next")
    assert open_topic(here).item == 1


def test_a_step_without_topics_just_has_its_time() -> None:
    here = staged(*PEOPLE, steps=(PITCH, VOTE, TALK, LAST))
    here.does("ann", "next")
    assert here.meeting.at.step == 2
    assert here.meeting.at.box is None
    assert "No topic is open" in told(here.does("ann", "more"), "ann")


def test_a_majority_for_more_gets_it_without_being_asked() -> None:
    here = talking()
    for who in ("ann", "ben"):
        here.does(who, "more")
    here.ticks(6 * MINUTE)
    assert open_topic(here) == Box(2, extended=1, rest=1000 - 360 - 180)


def test_whoever_says_nothing_does_not_count_as_more() -> None:
    here = talking()
    here.does("ann", "more")
    here.ticks(6 * MINUTE)
    assert open_topic(here).asked
    here.ticks(MINUTE / 2)
    assert open_topic(here).item == 1


def test_time_that_a_topic_did_not_need_is_left_for_the_others() -> None:
    here = talking()
    was = board.ends(here.meeting)
    here.now += MINUTE
    for who in ("ann", "ben"):
        here.does(who, "enough")
    assert open_topic(here).item == 1
    assert board.ends(here.meeting) == was


def test_the_step_is_over_with_its_minutes_whatever_topics_are_left() -> None:
    here = talking()
    rings = 0
    while here.meeting.at.step == 2:
        assert here.meeting.at.due
        here.ticks(here.meeting.at.due - here.now)
        rings += 1
    assert rings == 5  # a topic, the question, a topic, the question, what was left
    assert here.now - here.meeting.at.opened == timedelta()
    assert here.meeting.at.boxed == ()


def test_extensions_get_shorter_and_come_to_an_end() -> None:
    here, lengths = talking(), []
    while open_topic(here).item == 2:
        assert here.meeting.at.due
        lengths.append((here.meeting.at.due - here.now).total_seconds())
        for who in PEOPLE:
            said = here.does(who, "more")
        here.ticks(here.meeting.at.due - here.now)
    assert lengths == [360, 180, 60]
    assert "all its time" in told(said, "cat")


def test_a_topic_that_its_writer_has_left_behind_does_not_hold_the_meeting_up() -> None:
    here = talking()
    items = tuple(replace(item, deleted=True, text="") for item in here.meeting.items)
    here.group = replace(here.group, meeting=replace(here.meeting, items=items))
    here.does("ann", "next")
    assert here.meeting.at.step == 3


def test_nothing_moves_by_taps_while_the_clock_is_stopped() -> None:
    here = talking()
    here.does("ann", "pause")
    for who in PEOPLE:
        here.does(who, "enough")
    assert open_topic(here).item == 2
    here.does("ann", "resume")
    here.does("ann", "enough")
    assert open_topic(here).item == 1
