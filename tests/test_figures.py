"""What a group is told of its last meetings: counts, percentages only of many cases, no names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.archive import Gauge, Past, Recap
from bot.cards import Mention
from bot.decide import decide
from bot.effects import Count
from bot.events import Counted
from bot.group import Group
from bot.recaps.figures import card, share
from bot.recaps.remembering import remember
from bot.reminders.reminders import reminders
from tests.room import plain, room, staged
from tests.seen import cards, spans, words
from tests.world import GROUP

FIRST = datetime(2026, 1, 5, 17, tzinfo=UTC)


def remembered(*gauges: Gauge | None) -> Group:
    """A group of three that remembers a meeting for each gauge; one member came later."""
    group = room("ann", "ben", "cat").group
    late = (*group.members[:2], replace(group.members[2], since=2))
    past = tuple(
        Past(n, FIRST + n * timedelta(weeks=1), ("ann", "ben", "cat")[: 1 + n % 3], ("ann",), 1, 2)
        for n, _ in enumerate(gauges, 1)
    )
    kept = (replace(p, gauge=gauge) for p, gauge in zip(past, gauges, strict=True))
    return replace(group, members=late, past=tuple(kept))


def test_a_percentage_stands_beside_ten_cases_or_more() -> None:
    assert share(7, 9) == "7 of 9"
    assert share(9, 12) == "9 of 12 (75 %)"
    assert share(0, 0) == "0 of 0"


def test_only_meetings_count_that_a_member_could_have_come_to() -> None:
    said = words(card(remembered(None, None, None)))
    assert "Times that somebody came\n5 of 7" in said  # two, three and one came of 2, 2 and 3
    assert "3 seats taken; 1 of 3 have sat" in said
    assert "Commitments kept\n3 of 6" in said


def test_the_pulse_has_a_trend_from_three_meetings_on() -> None:
    few, told = Gauge(3, 9, 9, 9), Gauge(4, 16, 18, 20)
    assert "from three meetings on" in words(card(remembered(few, told, told)))
    said = words(card(remembered(few, told, told, told)))
    assert "4.0, 4.0, 4.0" in said
    assert "4.5, 4.5, 4.5" in said


def test_nobody_is_named() -> None:
    shown = list(spans(card(remembered(None))))
    assert not [span for span in shown if isinstance(span, Mention)]


def test_figures_are_shown_as_their_step_opens_and_say_so_where_there_are_none() -> None:
    here = staged("ann", "ben", steps=(plain("stage", "mood"), plain("data", "figures")))
    said = [words(card) for card in cards(here.does("ann", "next").effects)]
    assert any("no figures yet" in text for text in said)


# -- what came of seats ----------------------------------------------------------------------------


def counted(group: Group, about: str, now: str, was: str = "") -> Group:
    """The group after somebody answered what came of their seat."""
    event = Counted("e", group.id, Count(group.id, f"helped:{about}", now, was))
    return decide(group, event, FIRST).state


def tried(group: Group) -> str:
    """What the figures say of picks that were tried."""
    return words(card(group)).partition("Items picked to try")[2].partition("Pulse")[0]


def test_what_was_tried_is_told_from_four_answers_on_and_by_nobodys_name() -> None:
    group = remembered(None, None)
    group = replace(group, past=tuple(replace(past, picked=2) for past in group.past))
    for answer in ("helped", "tried", "no"):
        group = counted(group, "1.14", answer)
    assert "shown from 4 answers on" in tried(group)
    group = counted(group, "2.14", "helped")
    assert "14 days after the seat\n3 of 4; it helped in 2" in tried(group)
    assert "60 days" not in tried(group)
    assert "ann" not in repr(group.outlooks)
    group = counted(group, "2.14", "no", was="helped")  # somebody has thought anew
    assert "2 of 4; it helped in 1" in tried(group)


def test_a_seat_in_which_nothing_was_picked_or_that_never_was_counts_for_nothing() -> None:
    group = remembered(None)
    assert counted(group, "1.14", "helped") == group
    assert counted(group, "9.14", "helped") == group


def test_a_seat_is_followed_up_however_many_meetings_came_after_it() -> None:
    group = Group(GROUP, members=room("ann", "ben").group.members)
    first = Recap(GROUP, 1, "x", FIRST, FIRST, 60, ("ann", "ben"), ())
    group = remember(group, first, ("ann",))
    for n in range(2, 40):
        at = FIRST + n * timedelta(days=1)
        sat = ("ben",) if n % 2 else ()
        group = remember(group, replace(first, number=n, started=at, ended=at), sat)
    due = {(r.key, r.at) for r in reminders(group) if r.to == "ann"}
    assert ("helped:1.60", FIRST + timedelta(days=60)) in due
    assert "Meetings\n12, \nsince" in words(card(group))
    late = FIRST + timedelta(days=120)
    group = remember(group, replace(first, number=40, started=late, ended=late), ())
    assert len(group.past) == 12
