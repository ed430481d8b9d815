"""What a group is told of its last meetings: counts, percentages only of many cases, no names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.archive import Gauge, Past
from bot.cards import Mention
from bot.figures import card, share
from bot.group import Group
from tests.room import plain, room, staged
from tests.seen import cards, spans, words

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
