"""The parking lot: what waits for a time of its own, and who may read it when."""

from dataclasses import replace

from bot.group import Topic
from bot.meetings.topics import MOST, named, visible
from tests.room import Room, plain, room, staged, told
from tests.seen import cards, words

LOT = plain("lot", "topics", "scores", turn="blind")
LAST = plain("last", "insight")


def listed(here: Room, who: str) -> str:
    return told(here.does(who, "parking"), who)


def test_topics_stand_by_matter_times_soon_then_in_the_order_of_parking() -> None:
    here = room("ann", "ben")
    for n, (matter, soon) in enumerate((("1", "2"), ("5", ""), ("2", "1"), ("4", "3"))):
        here.fills("ann", "park", topic=f"topic {n}", matter=matter, soon=soon)
    assert [topic.id for topic in visible(here.group)] == [4, 1, 3, 2]
    assert named(here.group)[0] == "topic 3 (matters 4; bites 3 of 5)"


def test_what_is_scored_in_a_blind_step_is_listed_after_the_reveal() -> None:
    here = staged("ann", "ben", steps=(LOT, LAST))
    here.fills("ann", "write", topic="wages", matter="4", soon="5")
    assert "wages" not in listed(here, "ben")
    here.does("ben", "next")
    assert "wages (matters 4; bites 5 of 5)" in listed(here, "ben")


def test_a_parked_topic_outlives_its_meeting_unless_its_item_was_deleted() -> None:
    here = staged("ann", "ben", steps=(LOT, LAST))
    for topic in ("prices", "rest"):
        here.fills("ann", "write", topic=topic)
    first = replace(here.meeting.items[0], deleted=True, text="")
    items = (first, *here.meeting.items[1:])
    here.group = replace(here.group, meeting=replace(here.meeting, items=items))
    here.does("ann", "end", "now")
    assert here.group.parking == (Topic(2, "ann", "rest"),)
    assert here.group.last
    assert here.group.last.topics == ("rest",)


def test_a_parking_lot_holds_so_many_and_says_so() -> None:
    here = room("ann", "ben")
    for n in range(MOST):
        here.does("ann", "park", f"topic {n}")
    assert "30 topics wait already" in told(here.does("ben", "park", "one more"), "ben")
    here.does("ann", "parking", "drop 30")
    here.does("ben", "park", "one more")
    assert len(here.group.parking) == MOST


def test_only_its_writer_or_an_organiser_takes_a_topic_away() -> None:
    here = room("ann", "ben", "cat")
    here.does("ben", "park", "prices")
    assert "Only its writer" in told(here.does("cat", "parking", "drop 1"), "cat")
    here.does("ann", "parking", "drop #1")
    assert here.group.parking == ()


def test_topics_without_time_are_parked_once() -> None:
    talk = plain("talk", "notes", timebox=(360,), floor=600)
    here = staged("ann", "ben", steps=(plain("pitch", "topics"), talk, LAST))
    for topic in ("one", "two"):
        here.fills("ann", "write", topic=topic)
    here.does("ann", "next")
    said = "\n".join(words(card) for card in cards(here.does("ann", "end", "now").effects))
    assert "they wait in the parking lot" in said
    assert [topic.text for topic in here.group.parking] == ["two"]
