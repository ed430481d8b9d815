"""Whatever somebody wrote is text to Discord and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.escape import escape, short, unescape
from adapters.discord.limits import length
from tests.discord.hostile import HOSTILE, markup


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("@everyone <@1> <@&2> <#3>", r"\@everyone \<\@1\> \<\@&2\> \<#3\>"),
        ("**b** _i_ ~~s~~ ||x|| `c`", r"\*\*b\*\* \_i\_ \~\~s\~\~ \|\|x\|\| \`c\`"),
        ("[good](https://evil.example)", r"\[good\](https\://evil.example)"),
        ("# one\n- two\n3. three", "\\# one\n\u200b\\- two\n\u200b3\\. three"),
        ("<t:1:R> :smile: 10:30 # - a", r"\<t\:1\:R\> \:smile: 10\:30 # - a"),
        ("a: b\\", r"a: b\\"),
        ("مرحبا 你好 😀", "مرحبا 你好 😀"),
    ],
)
def test_what_is_markup_to_discord_is_none_when_a_member_writes_it(written: str, sent: str) -> None:
    assert escape(written) == sent


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_hostile_text_is_markup(text: str) -> None:
    assert markup(escape(text)) == []


@given(st.text())
def test_no_text_is_markup_and_each_reads_as_it_was_written(text: str) -> None:
    assert markup(escape(text)) == []
    assert unescape(escape(text)) == text.replace("\u200b", "")


@given(st.text("*_~`>ab \n\\1.-#"), st.text("*_~`>ab \n\\1.-#"))
def test_no_two_texts_make_markup_between_them(first: str, second: str) -> None:
    assert markup(escape(first) + " " + escape(second)) == []


@given(st.text(), st.integers(1, 30))
def test_a_short_text_is_never_longer_than_its_place(text: str, most: int) -> None:
    said = short(text, most)
    assert 1 <= length(said) <= most
    assert said.strip()
    if length(text) <= most and text.strip():
        assert said == text


def test_what_is_markup_is_known_from_what_is_not() -> None:
    for text in ("*b*", "a\n- b", "<@1>", "@here", "# x", "||x||", r"\\*b*", "1. x", ":smile:"):
        assert markup(text)
    assert markup(r"a \<b\> 2\*3 x: y") == []
