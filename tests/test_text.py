"""What members write is made harmless, never cut in silence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import Refused
from bot.text import LINES, clean, elided, required, short, whole, written

ANY = st.text(st.characters(), max_size=60)  # lone halves of characters included


@given(ANY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_what_is_clean_can_be_stored_and_sent(text: str) -> None:
    assert clean(text).encode() is not None
    assert unicodedata.is_normalized("NFC", clean(text))
    assert "\0" not in clean(text)


@given(st.text("ab \n", max_size=200))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert clean(text).split() == text.split()


def test_marks_that_hide_or_reorder_vanish() -> None:
    assert clean("\u202eabc\u202c \u200bd\ufeffe \U000e0041f\x1b[31m") == "abc de f[31m"


def test_emoji_and_other_scripts_stay() -> None:
    assert clean("👩‍👩‍👧 ❤️ नमस्ते مرحبا 你好") == "👩‍👩‍👧 ❤️ नमस्ते مرحبا 你好"


def test_windows_line_ends_are_line_ends() -> None:
    assert clean("a\r\nb\rc") == "a\nbc"


def test_more_lines_than_fit_are_joined_but_kept() -> None:
    lines = [str(n) for n in range(LINES + 5)]
    cleaned = clean("\n".join(lines)).split("\n")
    assert len(cleaned) == LINES
    assert " ".join(cleaned).split() == lines


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    assert written("x" * 300, 300) == "x" * 300
    with pytest.raises(Refused, match="1,234 characters; 300 is the most"):
        written("x" * 1234, 300)


def test_a_text_of_nothing_is_refused_with_an_example() -> None:
    assert written(" \u200b ", 10) == ""
    with pytest.raises(Refused, match="Try: /write hello"):
        required(" \u200b ", 10, "/write hello")


@given(st.text(max_size=60), st.integers(2, 30))
def test_a_short_line_is_one_line_of_at_most_so_much(text: str, limit: int) -> None:
    line = short(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert line == " ".join(text.split()) or line.endswith("…")


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), (" 12 ", 12), ("007", 7), ("٣", 3), ("999999999", 999999999)]
    + [(text, None) for text in ("", "²", "-1", "1.5", "1e3", "1_0", "9" * 10, "9" * 5000, "Ⅷ")],
)
def test_a_whole_number_is_one_that_python_and_people_agree_on(
    text: str, number: int | None
) -> None:
    assert whole(text) == number


def test_the_middle_of_a_long_line_is_left_out() -> None:
    assert elided(f"No {'x' * 900} here.\nTry /help.", 100).endswith("x here.\nTry /help.")
    assert len(elided("x" * 900, 100)) == 100
    assert elided("short", 100) == "short"
