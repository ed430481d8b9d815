"""Whatever somebody wrote is text to Slack and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.escape import LOOKALIKES, escape, plain_text, unescape
from tests.slack.hostile import HOSTILE, markup

LOOKS = str.maketrans({**LOOKALIKES, ">": "›"})


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<!channel> <@U1> <#C1> @here", "&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt; @here"),
        ("<https://x.org|click>", "&lt;https://x.org|click&gt;"),
        ("&lt;!here&gt; & so on", "&amp;lt;!here&amp;gt; &amp; so on"),
        ("*bold* _it_ ~gone~ `code`", "∗bold∗ ＿it＿ ∼gone∼ ˋcodeˋ"),
        ("```\nblock\n```", "ˋˋˋ\nblock\nˋˋˋ"),
        ("> quoted\n  > too, a > b", "› quoted\n  › too, a &gt; b"),
        ("snake_case_name, 2*3*4, and 5~6", "snake_case_name, 2*3*4, and 5~6"),
        ("مرحبا 你好 😀", "مرحبا 你好 😀"),
    ],
)
def test_what_is_markup_to_slack_is_none_when_a_member_writes_it(written: str, sent: str) -> None:
    assert escape(written) == sent


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_hostile_text_is_markup(text: str) -> None:
    assert markup(escape(text)) == []


@given(st.text())
def test_no_text_is_markup_and_each_reads_as_it_was_written(text: str) -> None:
    assert markup(escape(text)) == []
    assert unescape(escape(text)).translate(LOOKS) == text.translate(LOOKS)


@given(st.text("*_~`>ab \n"), st.text("*_~`>ab \n"))
def test_no_two_texts_make_markup_between_them(first: str, second: str) -> None:
    assert markup(escape(first) + " " + escape(second)) == []


@given(st.text(), st.integers(1, 30))
def test_a_plain_text_is_never_longer_than_its_place(text: str, most: int) -> None:
    said = plain_text(text, most)
    assert said["type"] == "plain_text"
    assert 1 <= len(said["text"]) <= most
    assert said["text"].strip()
    if len(text) <= most and text.strip():
        assert said["text"] == text
    elif text.strip():
        assert said["text"].endswith("…")


def test_what_is_markup_is_known_from_what_is_not() -> None:
    for text in ("*b*", "(_i_)", "~s~", "`c`", "x\n> q", "x\n&gt; q", "<@U1>", "<!here>", "<#C1>"):
        assert markup(text)
    assert markup("a &lt;b&gt; 2*3*4 x_y_z <!date^1772471040^{time}|17:04 UTC>") == []
    assert not re.search("[<>]", escape("<>"))
