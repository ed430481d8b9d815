"""Cards as messages: how they look, that hostile text stays text, and that nothing is cut."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import limits, render
from adapters.discord.limits import faults
from adapters.local.notation import card_line
from bot.cards import Bold, Button, Card, Feed, Fields, Lines, Mention, Quote, Text, When, note
from bot.text import clean
from bot.words import PLAIN
from tests.discord.hostile import HOSTILE
from tests.discord.reading import Json, buttons, line
from tests.discord.shown import SCOPE, SEAL, in_discord, names, number, pings, press, sent, spell

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


def texts(message: Json) -> list[str]:
    return [one["content"] for one in limits.components(message) if one["type"] == limits.DISPLAY]


def check(card: Card) -> None:
    """Discord takes every message, and together they say what the local room says."""
    messages = sent(card)
    for message in messages:
        assert faults(message) == []
        assert pings(message) <= names(card).keys()
    assert line(messages, names(card)) == spell(card_line(card)).replace("\n", " / ")


def test_a_card_is_a_heading_texts_and_a_row_of_buttons_in_one_frame() -> None:
    (message,) = sent(BOARD)
    who = number("ann")
    assert texts(message) == [
        "## Brief (3/10)",
        f"Hot seat: <@{who}>: What would you charge?",
        f"**Until:** <t:1772471040:t>\n**Floor:** <@{who}>",
    ]
    assert [(b["label"], b["style"]) for b in buttons(message)] == [("Brief", 1), ("Pass", 2)]
    assert press(buttons(message)[0]) == press({"custom_id": buttons(message)[0]["custom_id"]})
    assert message["allowed_mentions"] == {"parse": [], "users": [who]}


def test_a_gap_stands_around_a_list_with_what_leads_to_it() -> None:
    said, listed = Text(("To try:",)), Lines((("one",), ("two",)))
    (message,) = sent(Card("Recap", (said, said, listed, said, said)))
    kinds = [one.get("content", "") for one in message["components"][0]["components"]]
    assert kinds == ["## Recap", "To try:", "", "To try:\n- one\n- two", "", "To try:", "To try:"]


def test_lists_and_quotes_look_like_it() -> None:
    card = Card(
        "", (Lines((("one",), ("two",)), numbered=True), Quote("ann", "so\nsaid", "idea", "late"))
    )
    (message,) = sent(card)
    quote = f"<@{number('ann')}> *(idea, late)*\n> so\n> said"
    assert texts(message) == ["1. one\n2. two", quote]


def test_a_calendar_is_an_address_where_the_bot_has_one() -> None:
    card = note("Calendar", "Here: ", Feed("discord:1:@2", 1))
    (message,) = render.messages(card, SEAL, SCOPE, spell, lambda _: "https://bot.example/x_y.ics")
    assert "<https://bot.example/x_y.ics>" in texts(message)[1]


def test_two_buttons_that_do_the_same_are_two_buttons() -> None:
    (message,) = sent(note("", "x", buttons=(Button("Pass", "pass"), Button("No", "pass"))))
    assert faults(message) == []
    first, second = buttons(message)
    assert press(first) == press(second)


def test_nobody_is_called_whom_only_a_text_names() -> None:
    (message,) = sent(note("", "<@1100000000000000001> @everyone ", Mention("ann")))
    assert message["allowed_mentions"] == {"parse": [], "users": [number("ann")]}
    assert pings(message) == {number("ann")}


def test_commands_are_spelled_as_they_are_typed_here() -> None:
    (message,) = sent(note("", "Type /join to come in."))
    assert texts(message) == ["Type /mastermind join to come in."]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_as_it_was_written_and_does_nothing(text: str) -> None:
    said = clean(text)[:3000]
    check(note("Brief", said))
    check(Card("", (Fields((("Said", (Bold("by "), said)),)), Lines(((said,),)))))
    check(Card("", (Quote("ann", said, "idea"),)))


# What looks like one of our commands stays as a member wrote it, which the local room's line can't
# tell from ours.
WROTE = st.text(max_size=1200).map(clean).filter(lambda said: spell(said * 2) == said * 2)


@given(st.lists(WROTE, min_size=1, max_size=6))
def test_long_cards_take_several_messages_and_nothing_is_lost(said: list[str]) -> None:
    quotes = [Quote("ann", each * 9) for each in said if each]
    if quotes:
        check(Card("Recap", tuple(quotes), (Button("Fix", "fix"),)))


def test_the_first_of_several_messages_has_the_title_and_the_buttons() -> None:
    card = Card("Recap", (Text(("word " * 2000,)), Text(("the end",))), (Button("Fix", "fix"),))
    first, *rest = sent(card)
    assert texts(first)[0] == "## Recap"
    assert [b["label"] for b in buttons(first)] == ["Fix"]
    assert rest
    assert not any(buttons(message) for message in rest)


def test_a_card_without_anything_is_still_a_message() -> None:
    (message,) = sent(Card(""))
    assert faults(message) == []


def test_what_was_refused_is_sent_in_its_plainest_form() -> None:
    told = render.plain(in_discord(BOARD), spell)
    assert faults(told) == []
    assert not buttons(told)
    assert "What would you charge?" in texts(told)[0]
    long = render.plain(note("Recap", "x" * 5000), spell)
    assert faults(long) == []
    assert PLAIN in "".join(texts(long)).replace("\\", "")
