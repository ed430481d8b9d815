"""The recap of a closed meeting: a card for the room, and Markdown that members can't break."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local.notation import card_line
from bot.archive import Commitment, Recap, RecapSeat
from bot.live import Item
from bot.recaps.recap_card import recap_card
from bot.recaps.recap_text import escape, recap_markdown

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
EMPTY = Recap(
    group="local:main:g",
    number=7,
    title="Classic hot seat",
    started=AT,
    ended=AT.replace(minute=48),
    planned=60,
    present=("ann", "ben"),
    absent=("cat",),
)
IDEA = Item(1, 5, "ben", "idea", "Ask them first")
LATE = Item(2, 5, "cat", "risk", "They may say no", late=True)
NOTE = Item(3, 5, "cat", "note", "A note")
SEAT = RecapSeat("ann", "Whom do I call?", "ideas", picks=(IDEA,), items=(IDEA, LATE, NOTE))
CALL = Commitment(4, "ann", "call three customers", date(2026, 3, 6))


def line(recap: Recap) -> str:
    return card_line(recap_card(recap))


# -- the card --------------------------------------------------------------------------------------


def test_an_empty_meeting_has_an_honest_recap() -> None:
    assert line(EMPTY) == (
        "Recap of meeting 7: Classic hot seat | Mon 02 Mar 17:00Z, 48 of 60 min."
        " | Present: @ann, @ben | Absent: @cat | No commitments."
        " | Nothing was written in this meeting. | No next meeting is planned."
    )


def test_a_seat_is_told_by_its_question_and_what_was_picked() -> None:
    told = line(replace(EMPTY, seats=(SEAT,)))
    assert "@ann: Whom do I call? (wanted: ideas) To try: | - idea, @ben: Ask them first |" in told
    assert "They may say no" not in told
    assert "Nothing was written" not in told


def test_a_turn_to_report_is_told_by_what_was_reported_and_offered() -> None:
    told = line(replace(EMPTY, seats=(RecapSeat("ann", "", "", items=(IDEA, LATE, NOTE)),)))
    assert "@ann: | - idea, @ben: Ask them first | - risk, @cat: They may say no (late) |" in told
    assert "A note" not in told


def test_a_seat_of_which_nothing_came_is_not_mentioned() -> None:
    told = line(replace(EMPTY, seats=(RecapSeat("ann", "", ""),)))
    assert told == line(EMPTY)


def test_a_commitment_is_told_with_its_day_its_cue_and_its_status() -> None:
    made = replace(CALL, proposed=True, cue="the phone is free", status="partly")
    told = line(replace(EMPTY, commitments=(made, Commitment(5, "ben", "rest"))))
    assert (
        "- @ann: call three customers, by Fri 6 Mar (proposed), when the phone is free (partly)"
        " | - @ben: rest |"
    ) in told


def test_what_came_of_earlier_commitments_is_counted_only() -> None:
    assert "Last time's: 2 done, 1 dropped." in line(
        replace(EMPTY, reviewed=(("done", 2), ("dropped", 1)))
    )


def test_a_meeting_that_was_stopped_says_what_it_did_not_reach() -> None:
    told = line(replace(EMPTY, stopped=True, unfinished=("Commit", "Close")))
    assert "48 of 60 min. Stopped early." in told
    assert "Not reached: Commit, Close." in told


def test_the_next_meeting_is_told_with_its_seats_and_who_stands_by() -> None:
    when = replace(EMPTY, next_at=AT.replace(day=9))
    seated = replace(when, next_seats=("ben", "cat"), standby="ann")
    assert line(when).endswith("| Next meeting: Mon 09 Mar 17:00Z.")
    due = ", brief due Sat 07 Mar 17:00Z."
    assert line(seated).endswith(f"17:00Z. Hot seat: @ben, @cat, standby @ann{due}")


def test_a_long_text_is_shortened_on_the_card_and_whole_in_the_markdown() -> None:
    long = "so " * 200
    told = replace(EMPTY, seats=(replace(SEAT, picks=(replace(IDEA, text=long),)),))
    assert "so so… |" in line(told)
    whole = replace(EMPTY, items=(replace(IDEA, text=long.strip()),))
    assert long.strip() in recap_markdown(whole)


# -- Markdown --------------------------------------------------------------------------------------


def test_the_markdown_holds_everything_that_was_written() -> None:
    recap = replace(EMPTY, seats=(SEAT,), items=(replace(LATE, id=9, text="one\ntwo"),))
    assert recap_markdown(replace(recap, commitments=(CALL,))) == (
        "# Recap of meeting 7: Classic hot seat\n\n"
        "2026-03-02 17:00 UTC, 48 of 60 min.\n\n"
        "- **Present**: @ann, @ben\n- **Absent**: @cat\n\n"
        "@ann: **Whom do I call?** (wanted: ideas) To try:\n\n"
        "- idea, @ben: Ask them first\n"
        "- First step: call three customers, by Fri 6 Mar\n\n"
        "No next meeting is planned.\n\n"
        "Whoever is in this room reads this. A line of yours is wrong? /fix, within a day.\n\n"
        "## Everything that was written\n\n"
        "- idea, @ben: Ask them first\n"
        "- risk, @cat: They may say no (late)\n"
        "- note, @cat: A note\n"
        "- risk, @cat: one\n  two (late)\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain, (text). It's 100% fine!", "plain, (text). It's 100% fine!"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("[x](y) <b> {z} | # \\", r"\[x\](y) \<b\> \{z\} \| \# \\"),
        ("&lt;script&gt;", r"\&lt;script\&gt;"),
        ("a\n- b\n + c\n=== d", "a\n\\- b\n \\+ c\n\\=== d"),
        ("a\n1. b\n22) c\n3 d", "a\n1\\. b\n22\\) c\n3 d"),
        ("1. a - b + c = d", "1. a - b + c = d"),
        ("\n> a\n# b\n~~~", "\n\\> a\n\\# b\n\\~\\~\\~"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text())
def test_without_its_backslashes_an_escaped_text_is_the_text(text: str) -> None:
    assert re.sub(r"\\([\\`*_{}\[\]<>#|~&=+.)-])", r"\1", escape(text)) == text


@pytest.mark.parametrize("text", ["a\n\n# b", "a\n~~~\nb", "a\n- b", "a\n===", "a\n\n    b"])
def test_a_commitment_stays_one_line_whatever_it_says(text: str) -> None:
    plain = recap_markdown(replace(EMPTY, commitments=(CALL,))).count("\n")
    made = replace(CALL, what=text, cue=text)
    assert recap_markdown(replace(EMPTY, commitments=(made,))).count("\n") == plain
