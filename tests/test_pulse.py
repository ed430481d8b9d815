"""The pulse: unsigned in what is stored, and told only where nobody can be guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.store.codec import encode
from bot.archive import Gauge
from bot.live import Ballot, Pulse, Seat
from bot.meetings.pulse import fields, gauge, trend
from bot.values import replace
from tests.room import Room, plain, staged, told

NAMES = ("ann", "ben", "cat", "dee", "eve")
TAPS = st.builds(Pulse, *[st.integers(1, 5)] * 3)


def asked(*names: str) -> Room:
    """A room whose meeting is at the step that asks for the pulse."""
    return staged(*names, steps=(plain("close", "pulse"), plain("after", "insight")))


def test_the_order_of_the_answers_tells_nothing() -> None:
    first, second = asked(*NAMES), asked(*NAMES)
    ways = [("1", "5"), ("3", "3"), ("5", "1")]
    for here, order in ((first, ways), (second, ways[::-1])):
        for who, (worth, heard) in zip(NAMES, order, strict=False):
            here.fills(who, "write", worth=worth, heard=heard, step="3", wish=f"more {worth}")
    assert first.meeting.ballot == second.meeting.ballot
    assert first.meeting.ballot.answered == ("ann", "ben", "cat")


def test_what_is_stored_of_a_closed_meeting_names_nobody_who_answered() -> None:
    here = asked(*NAMES)
    for who in NAMES:
        here.fills(who, "write", worth="4", heard="4", step="4", wish=f"wish of {len(who)}")
    here.does("ann", "end", "now")
    last = here.group.last
    assert last
    assert last.gauge == Gauge(5, 20, 20, 20, ("wish of 3",) * 5)
    assert "answered" not in encode(here.group.last)
    assert here.group.past[-1].gauge == Gauge(5, 20, 20, 20)


def test_a_second_answer_is_refused_and_changes_nothing() -> None:
    here = asked(*NAMES)
    here.fills("ann", "write", worth="4", heard="4", step="4")
    was = here.meeting.ballot
    said = told(here.fills("ann", "write", worth="1", heard="1", step="1"), "ann")
    assert "Your pulse is in" in said
    assert here.meeting.ballot == was


@pytest.mark.parametrize(
    "taps", [("4", "", "4"), ("0", "4", "4"), ("6", "4", "4"), ("²", "4", "4")]
)
def test_a_pulse_has_three_taps_from_one_to_five(taps: tuple[str, str, str]) -> None:
    here = asked(*NAMES)
    worth, heard, step = taps
    said = told(here.fills("ann", "write", worth=worth, heard=heard, step=step), "ann")
    assert "three taps" in said
    assert here.meeting.ballot == Ballot()


@given(st.lists(TAPS, max_size=12), st.lists(st.text(min_size=1), max_size=12))
def test_figures_need_four_answers_and_lines_five(pulses: list[Pulse], lines: list[str]) -> None:
    found = gauge(Ballot(tuple(pulses), tuple(lines)))
    if found is None:
        assert not pulses
        return
    assert found.count == len(pulses)
    assert (found.worth > 0) == (len(pulses) >= 4)
    assert found.worth in (0, sum(p.worth for p in pulses))
    assert found.lines == (tuple(lines) if len(pulses) >= 5 else ())


def test_a_trend_needs_three_meetings_with_figures() -> None:
    here = asked(*NAMES)
    now, few = Gauge(4, 16, 16, 16), Gauge(2, 0, 0, 0)
    here.does("ann", "end", "now")
    past = here.group.past[-1]

    def after(*gauges: Gauge | None) -> tuple[Gauge, ...]:
        earlier = tuple(replace(past, gauge=gauge) for gauge in gauges)
        return trend(replace(here.group, past=earlier), now)

    assert after(now) == after(now, few, None) == ()
    assert after(now, few, now) == (now, now)
    assert len(after(*[now] * 9)) == 4
    assert trend(replace(here.group, past=(past,) * 9), few) == ()


def test_who_has_a_hot_seat_is_asked_whether_it_moved_their_question() -> None:
    here = asked(*NAMES)
    seated = replace(here.meeting, charged=True, seats=(Seat("ann"),))
    labels = {who: [f.label for f in fields(seated, who)] for who in ("ann", "ben")}
    assert labels["ann"][2] == "What I got moves my question forward"
    assert labels["ben"][2] == "I leave with a step I will take"
