"""Instants of the time picker, as words."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.times import picked


def test_an_instant_is_a_day_or_a_time_as_the_verb_takes_it() -> None:
    assert picked("schedule", "move <t:1772737200>", "Asia/Tokyo") == "move 2026-03-05 19:00 UTC"
    assert picked("remind", "1 <t:1772737200:F>", "UTC") == "1 2026-03-05 19:00 UTC"
    assert picked("commit", "x by <t:1772737200:t>", "Asia/Tokyo") == "x by 2026-03-06"


def test_what_is_no_instant_stays_as_it_is() -> None:
    for text in ("<t:x>", "<t:1772737200:q>", "<t:999999999999>", "t:1772737200", ""):
        assert picked("schedule", text, "UTC") == text


@given(st.integers(-(10**13), 10**13), st.sampled_from(["schedule", "commit"]))
def test_no_instant_is_too_far(at: int, verb: str) -> None:
    assert picked(verb, f"<t:{at}>", "Pacific/Kiritimati")
