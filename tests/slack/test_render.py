"""Cards as messages: how they look, that hostile text stays text, and that nothing is cut."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.local.notation import card_line
from adapters.slack import limits, render
from adapters.slack.limits import faults, size
from bot.cards import Bold, Button, Card, Feed, Fields, Lines, Mention, Quote, Text, When, note
from bot.text import clean
from bot.words import PLAIN
from tests.slack.hostile import HOSTILE, markup
from tests.slack.reading import line
from tests.slack.shown import COMMAND, SCOPE, SEAL, names, pings, press, sent, spell

AT = datetime(2026, 3, 2, 17, 4, tzinfo=UTC)
BOARD = Card(
    "Brief (3/10)",
    (
        Text(("Hot seat: ", Mention("ann"), ": What would you charge?")),
        Fields(
            (("Until", (When(AT, "time"), " ", When(AT, "left"))), ("Floor", (Mention("ann"),)))
        ),
    ),
    (Button("Brief", "write", rev="1.2.0", form="write", main=True), Button("Pass", "pass")),
)


def check(card: Card) -> None:
    """Slack takes every message, and together they say what the local room says."""
    messages = sent(card)
    for message in messages:
        assert faults(message) == []
    assert spell(line(messages, names(card))) == spell(told(card))


def told(card: Card) -> str:
    """A card as the local room prints it, on one line also where our own words would take more."""
    return card_line(card).replace("\n", " / ")


# -- how a card looks ------------------------------------------------------------------------------


def test_a_card_is_a_header_rich_text_and_a_row_of_buttons() -> None:
    (message,) = sent(BOARD)
    assert [block["type"] for block in message["blocks"]] == [
        "header",
        "rich_text",
        "rich_text",
        "actions",
    ]
    assert message["text"].split("\n") == [
        "Brief (3/10)",
        "Hot seat: <@U616E6E>: What would you charge?",
        "Until: <!date^1772471040^{time}|17:04 UTC>",
        "Floor: <@U616E6E>",
    ]


def test_one_button_stands_out_and_each_says_what_it_does() -> None:
    (message,) = sent(BOARD)
    first, second = message["blocks"][-1]["elements"]
    assert (first["style"], "style" in second) == ("primary", False)
    assert [button["text"]["text"] for button in (first, second)] == ["Brief", "Pass"]
    said = press(first)
    assert said
    assert (said.verb, said.rev, said.form) == ("write", "1.2.0", "write")
    assert SEAL.open(first["value"], "slack:T2") is None


def test_an_instant_is_seen_in_each_readers_zone() -> None:
    (message,) = sent(note("", When(AT), " ", When(AT, "day"), " ", When(AT, "time")))
    leaves = message["blocks"][0]["elements"][0]["elements"]
    dates = [leaf for leaf in leaves if leaf["type"] == "date"]
    assert [date["format"] for date in dates] == [
        "{day_divider_pretty}, {time}",
        "{day_divider_pretty}",
        "{time}",
    ]
    assert {date["timestamp"] for date in dates} == {1772471040}
    assert [date["fallback"] for date in dates] == [
        "Mon 02 Mar 17:04 UTC",
        "Mon 02 Mar",
        "17:04 UTC",
    ]


def test_a_quote_stands_below_who_wrote_it() -> None:
    (message,) = sent(Card("", (Quote("ben", "Halve\nit", "idea", "#3"), Quote("ben", "Why?"))))
    kinds = [[e["type"] for e in block["elements"]] for block in message["blocks"]]
    assert kinds == [["rich_text_section", "rich_text_quote"]] * 2
    assert message["text"] == "<@U62656E> (idea, #3)\nHalve\nit\n<@U62656E>: \nWhy?"


def test_commands_are_called_as_they_are_typed_here_but_nobody_is_misquoted() -> None:
    card = Card("/help", (Text(("Try /join.",)), Quote("ann", "I typed /join")))
    (message,) = sent(card)
    assert message["text"] == (
        "/mastermind help\nTry /mastermind join.\n<@U616E6E>: \nI typed /join"
    )


def test_whoever_has_no_id_of_slack_is_named_in_plain_text() -> None:
    made = render.messages(note("", Mention("ann"), Mention("U7")), SEAL, SCOPE, COMMAND)
    assert made[0].text == "@ann<@U7>"
    assert pings({"text": made[0].text, "blocks": made[0].blocks}) == {"U7"}


def test_a_calendar_is_a_link_where_one_is_served() -> None:
    card = note("", "Calendar: ", Feed("slack:T1:C42", 1))
    url = "https://bot.example/ics/_x_?a=1&b=2"
    (served,) = render.messages(card, SEAL, SCOPE, COMMAND, lambda _: url)
    assert served.blocks[0]["elements"][0]["elements"][1] == {"type": "link", "url": url}
    assert served.text == "Calendar: <https://bot.example/ics/_x_?a=1&amp;b=2>"
    assert line(sent(card), {}) == card_line(card)


def test_a_card_without_words_has_a_text_for_those_who_hear_it() -> None:
    buttons = Card("", (Text(("",)),), (Button("Next", "next"), Button("*Pass*", "pass")))
    assert [message["text"] for message in sent(buttons)] == ["[Next] [∗Pass∗]"]


def test_what_slack_refused_is_said_as_text_alone() -> None:
    said = render.plain(BOARD)
    assert said.blocks == []
    assert said.text.startswith(
        "Brief (3/10)\nHot seat: @ann: What would you charge?\nUntil: <!date^"
    )
    long = render.plain(note("Brief", "word " * 1000))
    assert long.text == f"Brief\n{PLAIN}"


# -- nothing is cut --------------------------------------------------------------------------------

LONG = ("word " * 3000).strip()


@pytest.mark.parametrize(
    "card",
    [
        note("Brief", LONG),
        note("Brief", "ж" * 5000),
        note("Brief", "&" * 5000),
        note("Brief", "😀" * 4000, Mention("ann"), LONG),
        note("T" * 149 + "ж", *(span for n in range(300) for span in (Mention("ann"), f" {n} "))),
        note(LONG, "below a title that is too long for a header"),
        note("two\nlines"),
        Card(
            "Recap", (Quote("ann", LONG, "idea", "#3"), Quote("ben", "ж" * 3000), Quote("ann", ""))
        ),
        Card(
            "Recap", (Lines(((LONG,), ("two",), (LONG,), ("four", Mention("ben"))), numbered=True),)
        ),
        Card("Recap", (Lines(((LONG,), ("two",), (), ("four",))),)),
        Card("Recap", (Fields((("Long", (LONG,)), ("Short", ()), (LONG, (Mention("ann"),)))),)),
        Card("Recap", tuple(Text((f"paragraph {n}",)) for n in range(120))),
        Card("Group", (Lines(tuple((f"line {n}",) for n in range(900)), numbered=True),)),
        Card("Many", (Text((LONG,)),), tuple(Button(f"{n}", "done", f"{n}") for n in range(99))),
        Card("Full", (Text(("ж" * 1800,)),), tuple(Button(f"{n}", "done") for n in range(20))),
        Card("", (), tuple(Button("ж" * 70, "done", f"{n}" * 20) for n in range(40))),
    ],
    ids=lambda card: str(card)[:40],
)
def test_a_card_that_is_too_long_takes_several_messages(card: Card) -> None:
    check(card)


def test_a_card_that_is_continued_says_so_on_both_sides() -> None:
    first, *_, last = sent(note("Brief", LONG))
    assert first["text"].endswith("…")
    assert last["text"].startswith("…")


def test_the_message_that_is_edited_has_the_title_and_the_buttons() -> None:
    first, *rest = sent(Card("Brief", (Text((LONG,)),), BOARD.buttons))
    assert (first["blocks"][0]["type"], first["blocks"][-1]["type"]) == ("header", "actions")
    assert {block["type"] for message in rest for block in message["blocks"]} == {"rich_text"}


def test_as_much_as_fits_stands_in_one_message() -> None:
    messages = sent(note("Brief", LONG))
    assert len(messages) == -(-len(LONG) // limits.TEXT)
    quoted = sent(note("Brief", "я" * 4000))
    assert all(size(message["blocks"]) > 0.7 * limits.MESSAGE_BYTES for message in quoted[:-1])


def test_a_list_counts_on_in_the_next_message() -> None:
    _, second, *_ = sent(Card("", (Lines(((LONG[:3000],), (LONG[:3000],)), numbered=True),)))
    assert second["blocks"][0]["elements"][0]["elements"][0]["text"] == "2. "


# -- any card at all -------------------------------------------------------------------------------


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """What can stand on a card: cleaned text, now and then very long."""
    some = st.text(st.characters(exclude_characters="…"), max_size=most).map(clean)
    return st.one_of(some, some, some, st.builds(lambda text: (text * 700)[:9000].strip(), some))


WORDS = texts()
WHO = st.sampled_from(("ann", "ben", "cat"))
SECONDS = st.integers(0, 7_258_118_400)  # until the year 2200
INSTANTS = SECONDS.map(lambda second: datetime.fromtimestamp(second, UTC))
WHENS = st.builds(When, INSTANTS, st.sampled_from(("moment", "time", "day", "left")))
SPANS = st.lists(
    st.one_of(WORDS, st.builds(Bold, WORDS), st.builds(Mention, WHO), WHENS), max_size=5
)
LINE = SPANS.map(tuple)
BLOCKS = st.one_of(
    st.builds(Text, LINE),
    st.builds(Fields, st.lists(st.tuples(WORDS, LINE), max_size=4).map(tuple)),
    st.builds(Lines, st.lists(LINE, max_size=12).map(tuple), st.booleans()),
    st.builds(Quote, WHO, WORDS, texts(12), texts(12)),
)
LABELS = st.text(st.characters(categories=("L", "N", "S")), min_size=1, max_size=75)
BUTTONS = st.builds(Button, LABELS, st.just("write"), st.text(max_size=40), main=st.booleans())
CARDS: st.SearchStrategy[Card] = st.builds(
    Card,
    WORDS,
    st.lists(BLOCKS, max_size=9).map(tuple),
    st.lists(BUTTONS, max_size=14).map(tuple),
)


@given(CARDS.filter(card_line))
@example(Card("", (Text(("00" * 700, "000>" * 700)),)))
def test_whatever_a_card_says_slack_says_it_whole(card: Card) -> None:
    check(card)


@given(CARDS)
def test_a_card_pings_only_those_whom_it_names(card: Card) -> None:
    for message in sent(card):
        assert pings(message) <= names(card).keys()


# -- hostile text ----------------------------------------------------------------------------------


def everywhere(text: str) -> Card:
    """A card with a text in every place that takes one."""
    blocks: tuple[Any, ...] = (
        Text(("Lead ", text, Bold(text), " end")),
        Fields(((text, (text,)), ("On", (text,)))),
        Lines(((text,), ("two ", text)), numbered=True),
        Lines(((text,),)),
        Quote("ben", text, text, text),
    )
    return Card(text, blocks, (Button(text, "write", clean(text)[:40]),))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_pings_nobody_and_is_no_markup(text: str) -> None:
    for message in sent(everywhere(text)):
        assert faults(message) == []
        assert pings(message) <= {"U62656E"}
        assert markup(message["text"].replace("<@U62656E>", "")) == []
        assert "mrkdwn" not in str([block["type"] for block in message["blocks"]])


@pytest.mark.parametrize("kind", [k for k in HOSTILE if k not in ("controls", "lines", "nothing")])
def test_hostile_text_reads_as_it_was_written(kind: str) -> None:
    text = HOSTILE[kind].strip()
    card = everywhere(text)
    labelled = Card(card.title, card.blocks, (Button("Write", "write"),))
    check(labelled)
