"""Private commitments: their owners are reminded of them, and nobody else reads what they are."""

from datetime import timedelta
from typing import Any

import pytest

from bot.archive import Commitment, Recap
from bot.effects import Nudge, Outcome, Record, Whisper
from bot.recaps.recap_text import absent_markdown, recap_markdown
from tests.room import Room, plain, staged, told

SECRET = "see a doctor"


def meeting() -> Room:
    """A meeting of three."""
    return staged("ann", "ben", "cat", steps=(plain("say", "win"), plain("z", "insight")))


def read_by_others(outcome: Outcome[Any], owner: str) -> list[object]:
    """The effects that tell somebody else, or the record of a meeting, what it is."""
    told = [e for e in outcome.effects if SECRET in repr(e)]
    own: list[object] = [e for e in told if isinstance(e, Whisper | Nudge) and e.to == owner]
    own += [e for e in told if isinstance(e, Record) and isinstance(e.value, Commitment)]
    return [e for e in told if e not in own]


def recap_of(here: Room) -> Recap:
    """The recap of the last meeting."""
    assert here.group.last
    return here.group.last


@pytest.mark.parametrize("day", ["friday", "someday", ""])
def test_the_recap_of_its_meeting_counts_it_and_says_no_more(day: str) -> None:
    here = meeting()
    made = here.fills("ben", "commit", what=SECRET, by=day, witness="ann", eyes="private")
    assert not read_by_others(made, "ben")
    ended = here.does("ann", "end", "now")
    assert not read_by_others(ended, "ben")
    assert (recap_of(here).private, recap_of(here).commitments) == (1, ())
    assert "Private commitments: 1." in recap_markdown(recap_of(here))


@pytest.mark.parametrize("verdict", ["done", "partly", "dropped no time"])
def test_what_came_of_it_is_a_number(verdict: str) -> None:
    here = meeting()
    here.does("ben", "commit", f"private: {SECRET} by friday")
    assert not read_by_others(here.does("ben", "report", f"1 {verdict}"), "ben")
    assert not read_by_others(here.does("ann", "end", "now"), "ben")
    assert recap_of(here).private == 1


def test_it_waits_for_whoever_was_absent_and_stands_in_no_recap() -> None:
    here = meeting()
    here.does("ben", "commit", f"private: {SECRET} by friday")
    here.does("ben", "commit", "sing by friday")
    here.does("ann", "end", "now")
    here.does("ann", "start", "round_robin")
    here.does("cat", "mine")
    assert not read_by_others(here.does("ann", "end", "now"), "")
    assert "sing" in absent_markdown(recap_of(here), "ben")


def test_its_owner_is_reminded_and_whoever_takes_it_over_keeps_it_private() -> None:
    here = meeting()
    here.does("ben", "commit", f"private: {SECRET} by friday")
    here.does("ann", "end", "now")
    reminded = here.ticks(timedelta(days=3)).effects
    assert {e.to for e in reminded if isinstance(e, Nudge) and "#1" in repr(e)} == {"ben"}
    here.does("ben", "report", "1 handed on @cat")
    here.does("cat", "take", "1")
    assert [(c.by, c.what, c.private) for c in here.group.commitments] == [("cat", SECRET, True)]


def test_whoever_brings_it_to_a_seat_is_told_that_the_group_reads_it_there() -> None:
    here = meeting()
    here.does("ben", "commit", f"private: {SECRET} by friday")
    assert "The group reads it" in told(here.does("ben", "stuck", "1 seat"), "ben")
