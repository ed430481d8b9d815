"""Attendance: what counts, how much, and who is told."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from bot.group import Attended, Coming, Group, Mark, Member, Reply
from bot.live import Meeting, Position, Presence
from bot.rhythm.attendance import entered, is_below, is_silent, marks_of, ratio
from tests.world import GROUP, START

SHORT: dict[str, Attended] = {
    "p": "present",
    "l": "late",
    "e": "left early",
    "w": "in writing",
    "x": "excused",
    "s": "silent",
}


def group(marks: str = "", who: str = "ann") -> Group:
    """A group of three in which `ann` attended like that, oldest first."""
    members = tuple(Member(id, START) for id in ("ann", "ben", "cat"))
    found = tuple(Mark(who, n, SHORT[mark]) for n, mark in enumerate(marks, 1))
    return Group(GROUP, members=members, marks=found)


def meeting(*here: Presence) -> Meeting:
    at = Position(0, START, ())
    return Meeting(9, "hot_seat", "Hot seat", (), START, START, at, here=here)


def there(who: str, minutes: int = 0, left: bool = False) -> Presence:
    at = START + timedelta(minutes=minutes)
    return Presence(who, at, at, left)


@pytest.mark.parametrize(
    ("marks", "points", "of"),
    [
        ("", "0", 0),
        ("pp", "2", 2),
        ("plew", "5/2", 4),
        ("ps", "1", 2),
        ("pxxp", "2", 2),
        ("pxxxp", "2", 3),
        ("xspxx", "1", 2),
        ("sssppppppppp", "8", 8),
    ],
)
def test_points_are_whole_and_half_and_told_absences_are_not_counted(
    marks: str, points: str, of: int
) -> None:
    found = ratio(group(marks), "ann")
    assert (found.points, found.of) == (Fraction(points), of)


@pytest.mark.parametrize(
    ("marks", "below"), [("ss", False), ("pps", True), ("pppl", False), ("plss", True)]
)
def test_the_facilitator_is_told_below_the_line_and_after_three_meetings(
    marks: str, below: bool
) -> None:
    assert is_below(group(marks), "ann") == below


@pytest.mark.parametrize(
    ("marks", "silent"),
    [("ss", False), ("psss", True), ("sssp", False), ("ssss", False), ("s" * 6, True)],
)
def test_three_in_a_row_without_a_word_are_silence(marks: str, silent: bool) -> None:
    assert is_silent(group(marks), "ann") == silent


@pytest.mark.parametrize(
    ("here", "coming", "away", "how"),
    [
        (there("ann"), None, False, "present"),
        (there("ann", 6), None, False, "late"),
        (there("ann", 2, left=True), None, False, "left early"),
        (there("ann", left=True), "relay", False, "in writing"),
        (there("ann"), "relay", False, "present"),
        (None, "yes", False, "silent"),
        (None, None, True, "excused"),
    ],
)
def test_a_meeting_leaves_one_mark_for_everybody(
    here: Presence | None, coming: Coming | None, away: bool, how: Attended
) -> None:
    before = group()
    if coming:
        before = replace(before, replies=(Reply("ann", coming, START),))
    came = (*((here,) if here else ()), there("ben"), there("cat"))
    after = entered(before, meeting(*came), ("ann",) if away else (), START)
    assert [mark.how for mark in marks_of(after, "ann")] == [how]
    assert [mark.how for mark in marks_of(after, "ben")] == ["present"]


def test_a_meeting_that_nobody_came_to_is_held_against_nobody() -> None:
    assert entered(group(), meeting(there("ben")), (), START).marks == ()


def test_a_guest_and_whoever_joined_later_get_no_mark() -> None:
    before = group()
    guest = Member("gus", START, role="guest")
    late = Member("dee", START + timedelta(hours=1))
    before = replace(before, members=(*before.members, guest, late))
    after = entered(before, meeting(there("ann"), there("ben"), there("gus")), (), START)
    assert {mark.who for mark in after.marks} == {"ann", "ben", "cat"}


def test_no_more_than_eight_marks_are_kept_for_each() -> None:
    after = entered(group("p" * 8), meeting(there("ann"), there("ben")), (), START)
    assert [mark.number for mark in marks_of(after, "ann")] == [2, 3, 4, 5, 6, 7, 8, 9]
