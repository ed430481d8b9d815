"""The notation of transcripts: what people type is read, and what the bot says is written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local.notation import (
    Comment,
    Push,
    Restart,
    Typed,
    Unknown,
    Wait,
    answers,
    ask,
    card_line,
    find_button,
    read,
    shown,
)
from bot.cards import (
    Bold,
    Button,
    Card,
    Fields,
    Lines,
    Mention,
    Quote,
    Text,
    When,
    note,
)
from bot.forms import Field, Form
from bot.parcels import Posting

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
FORM = Form("write", "Brief", (Field("context", "Context"), Field("help", "Help", value="ideas")))
NAMES = st.from_regex(r"[a-z][a-z0-9._-]{0,31}", fullmatch=True)


def posting(seq: int, card: Card | None, to: str = "", **more: object) -> Posting:
    return Posting(f"p{seq}", "main", "local:main:g", AT, seq, to=to, card=card, **more)  # type: ignore[arg-type]


# -- reading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("ann> hello there", Typed("ann", "hello there")),
        ("  ANN>/join  ", Typed("ann", "/join")),
        ("ann> a > b", Typed("ann", "a > b")),
        ("ann> [Next]", Push("ann", "Next", "")),
        (
            "ann> [ Take away ] picks=1 cue=at eight",
            Push("ann", "Take away", "picks=1 cue=at eight"),
        ),
        ("ann> [] nothing", Typed("ann", "[] nothing")),
        ("... 90s", Wait(timedelta(seconds=90))),
        ("...2h 30m", Wait(timedelta(hours=2, minutes=30))),
        ("... 1w1d", Wait(timedelta(days=8))),
        ("!restart", Restart()),
        *((line, Comment()) for line in ("", "  ", "# a note", "bot> said", "bot* said")),
        *((line, Comment()) for line in ("bot>ann> whispered", "? a sentence")),
    ],
)
def test_a_line_is_understood(line: str, meant: object) -> None:
    assert read(line) == meant


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("hello", "I read lines like"),
        ("two words> hello", "I read lines like"),
        ("ann>", "ann said nothing"),
        ("... soon", "Time passes like"),
        ("...", "Time passes like"),
        ("... 5m later", "Time passes like"),
        ("... 60w", "at most a year"),
        ("... 99999999999999999999w", "at most a year"),
    ],
)
def test_a_line_that_is_not_understood_says_what_could_be_meant(line: str, why: str) -> None:
    found = read(line)
    assert isinstance(found, Unknown)
    assert why in found.why


@given(st.text())
def test_no_line_makes_it_stumble(line: str) -> None:
    assert read(line) is not None


@given(NAMES, st.text().map(str.strip).filter(bool))
def test_what_somebody_types_is_read_as_it_was_typed(who: str, said: str) -> None:
    found = read(f"{who}> {said}")
    if said[0] == "[" and isinstance(found, Push):
        assert found.label in said
        assert found.rest in said
    elif who != "bot":
        assert found == Typed(who, said)


# -- forms -----------------------------------------------------------------------------------------


def test_a_form_is_answered_by_name() -> None:
    assert answers(FORM, "context=two words, a=b help=listen") == {
        "context": "two words, a=b",
        "help": "listen",
    }


def test_plain_text_answers_the_first_question() -> None:
    assert answers(FORM, "two words") == {"context": "two words"}
    assert answers(FORM, "  ") == {}


def test_what_stands_in_a_form_stays_where_it_is_not_named() -> None:
    assert answers(FORM, "context=x") == {"context": "x", "help": "ideas"}
    assert answers(FORM, "context= help=") == {"context": "", "help": ""}


def test_a_name_that_the_form_lacks_is_refused_with_those_it_has() -> None:
    with pytest.raises(ValueError, match="no colour; it asks for context, help"):
        answers(FORM, "colour=red")


def test_a_form_is_asked_in_one_line() -> None:
    assert ask(FORM) == "[Brief] context=… help=ideas | context: Context; help: Help"


VALUES = st.text(st.characters(exclude_characters="=", exclude_categories=["C", "Z"]), min_size=1)


@given(st.dictionaries(st.sampled_from(["context", "help"]), VALUES, min_size=1))
def test_answers_that_are_written_by_name_come_back(values: dict[str, str]) -> None:
    rest = " ".join(f"{name}={value}" for name, value in values.items())
    assert answers(FORM, rest) == {"help": "ideas"} | values


# -- writing ---------------------------------------------------------------------------------------


def test_every_block_and_span_has_its_line() -> None:
    card = Card(
        "Title",
        (
            Text(("Hello ", Mention("ann"), ", ", Bold("two\nlines"), When(AT, "left"))),
            Fields((("At", (When(AT, "time"),)), ("On", (When(AT, "day"), " ", When(AT))))),
            Lines((("one",), ("two",)), numbered=True),
            Lines((("three",),)),
            Quote("ben", "my\nidea", "idea", "#3"),
            Quote("ben", "more"),
            Text(("",)),
        ),
        (Button("Next", "next"), Button("+2", "extend", "2")),
    )
    assert card_line(card) == (
        "Title | Hello @ann, two / lines | At: 17:00Z | On: Mon 02 Mar Mon 02 Mar 17:00Z"
        " | 1. one | 2. two | - three | @ben (idea, #3): my / idea | @ben: more | [Next] [+2]"
    )


def test_a_posting_says_who_sees_it_and_whether_it_changed() -> None:
    card = note("", "hi")
    assert shown(posting(1, card)) == "bot> hi"
    assert shown(posting(1, card, edited=True)) == "bot* hi"
    assert shown(posting(1, card, to="ann")) == "bot>ann> hi"
    assert shown(posting(1, None, by="ann", text="hi")) == "ann> hi"


@given(st.text(max_size=30), st.booleans(), st.sampled_from(["", "ann"]))
def test_whatever_the_bot_says_is_a_note_when_it_is_read_again(
    said: str, edited: bool, to: str
) -> None:
    line = shown(posting(1, note(said, said), to=to, edited=edited))
    assert read(line.split("\n")[0]) == Comment()


def test_a_button_is_found_on_the_newest_card_that_one_can_see() -> None:
    first, last = Button("Next", "next", rev="1"), Button("NEXT", "next", rev="2")
    wall = [
        posting(2, note("", "new", buttons=(last,))),
        posting(1, note("", "old", buttons=(first,))),
        posting(3, note("", "for ben", buttons=(Button("Next", "next", rev="3"),)), to="ben"),
        posting(4, None, by="ann", text="[Next]"),
    ]
    found = find_button(wall, "ann", "next")
    assert found
    assert found.rev == "2"
    assert find_button(wall, "ann", "Dance") is None
