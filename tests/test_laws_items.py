"""Laws of feedback: one kind each, few for each, on a question, picked from what may be read."""

from collections import Counter

from hypothesis import given

from bot.feedback.items import BUILDS, FEEDBACK, FEW, MANY, gives, opposed_pairs
from bot.feedback.seating import MOST, PICKED
from bot.group import Group
from bot.levels import LEVELS, level_of
from bot.live import Meeting
from tests.histories import Turn, meetings, played
from tests.moves import HISTORIES, History


@given(HISTORIES)
def test_nobody_gives_more_than_a_few_things_in_a_step(history: History) -> None:
    for _, _, meeting in meetings(played(history)):
        lines = Counter((item.step, item.by) for item in meeting.items)
        standing = [i for i in meeting.items if not i.on and not i.deleted and i.kind in FEEDBACK]
        given = [i for i in standing if gives(meeting.agenda[i.step])]
        few = Counter((item.step, item.by) for item in given if item.kind != "question")
        assert max(lines.values(), default=0) <= MANY + FEW  # those kept from an earlier step
        assert max(few.values(), default=0) <= FEW


@given(HISTORIES)
def test_items_are_numbered_in_the_order_of_writing_and_keep_their_number(history: History) -> None:
    for _, _, meeting in meetings(played(history)):
        assert [item.id for item in meeting.items] == list(range(1, len(meeting.items) + 1))
        assert all(
            item.deleted == (not item.text) or item.kind == "backing" for item in meeting.items
        )


@given(HISTORIES)
def test_what_builds_on_something_stands_on_an_item_that_is_there(history: History) -> None:
    for _, _, meeting in meetings(played(history)):
        for item in meeting.items:
            if not item.on:
                continue
            below = meeting.items[item.on - 1]
            assert item.kind in BUILDS.values()
            assert below.id < item.id
            assert meeting.agenda[below.step].seat == meeting.agenda[item.step].seat
        for one, other in opposed_pairs(meeting.items):
            against = meeting.items[other - 1]
            assert against.kind == "contrast"
            assert one == against.on or (not against.on and one != other)


@given(HISTORIES)
def test_a_seat_takes_few_things_from_others_and_is_backed_by_others(history: History) -> None:
    for turn, _, meeting in meetings(played(history)):
        was = before(turn)
        for index, seat in enumerate(meeting.seats):
            if was and was.number == meeting.number and was.seats[index : index + 1] == (seat,):
                continue
            assert len(seat.picks) <= MOST
            assert seat.holder not in seat.backed
            assert len(set(seat.backed)) == len(seat.backed)
            for item in (meeting.items[id - 1] for id in seat.picks):
                assert item.by != seat.holder
                assert item.kind in PICKED
                assert meeting.agenda[item.step].seat == index


@given(HISTORIES)
def test_an_item_is_never_more_open_than_its_step(history: History) -> None:
    for _, _, meeting in meetings(played(history)):
        for item in meeting.items:
            show = meeting.agenda[item.step].show
            assert level_of(item, meeting.agenda) == item.level
            assert LEVELS.index(item.level) >= LEVELS.index(show)


@given(HISTORIES)
def test_feedback_for_a_seat_stands_on_a_question(history: History) -> None:
    for turn, _, meeting in meetings(played(history)):
        was = before(turn)
        if was is None or was.number != meeting.number:
            continue
        for item in meeting.items[len(was.items) :]:
            step = meeting.agenda[item.step]
            if item.kind in FEEDBACK and gives(step) and step.seat >= 0:
                assert any(seat.question for seat in was.seats[step.seat : step.seat + 1])


def before(turn: Turn) -> Meeting | None:
    """The meeting that was running before a turn."""
    return turn.was.meeting if isinstance(turn.was, Group) else None
