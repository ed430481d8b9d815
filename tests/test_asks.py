"""Asks have a day, resources a title and a link, as their writers put it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.archive import Recap, RecapSeat
from bot.cards import Lines, Mention
from bot.feedback.asks import dated, linked
from bot.live import Item
from bot.recaps.recap_card import recap_card
from bot.recaps.recap_text import recap_markdown
from tests.room import plain, staged
from tests.seen import words
from tests.test_recap_card import HEAD

MONDAY = date(2026, 3, 2)
LONG = "https://example.org/" + "a" * 170


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Who knows a lawyer by friday?", date(2026, 3, 6)),
        ("A seat on the train until 12 March", date(2026, 3, 12)),
        ("Read my draft tomorrow.", date(2026, 3, 3)),
        ("Who knows a lawyer?", None),
        ("Who knows one by next tue", None),  # which of the two?
        ("Who knew one by 1 March 2026", None),  # over
    ],
)
def test_an_ask_that_ends_with_a_clear_day_has_it(text: str, due: date | None) -> None:
    for kind in ("ask", "offer", "referral"):
        assert dated(Item(1, 0, "ann", kind, text), MONDAY).due == due
    assert dated(Item(1, 0, "ann", "idea", text), MONDAY).due is None


@pytest.mark.parametrize(
    ("text", "title", "link"),
    [
        (
            "The Mom Test: https://example.org/a_b?c=d.",
            "The Mom Test",
            "https://example.org/a_b?c=d",
        ),
        ("https://example.org", "", "https://example.org"),
        ("See (http://example.org/x), a book", "See a book", "http://example.org/x"),
        ("A book", "A book", ""),
        ("javascript://example.org", "javascript://example.org", ""),
    ],
)
def test_what_is_pointed_to_has_a_title_and_a_link(text: str, title: str, link: str) -> None:
    assert linked(text) == (title, link)


def test_the_recap_tells_by_when_in_the_zone_of_whoever_asked() -> None:
    here = staged("ann", "ben", steps=(plain("say", "ask", "offers"), plain("z", "insight")))
    here.fills("ann", "write", ask="Who knows a lawyer by friday?")
    here.fills("ben", "write", offer="Ten minutes tomorrow")
    here.does("ann", "edit", "1 Who knows a lawyer by 12 march?")
    here.does("ann", "end", "now")
    assert here.group.last
    told = words(recap_card(here.group.last))
    assert "Who knows a lawyer by 12 march? (Thu 12 Mar)" in told
    assert "Ten minutes tomorrow (Tue 3 Mar)" in told
    assert "(Thu 12 Mar)" in recap_markdown(here.group.last)
    here.fills("ann", "fix", item1="Who knows a lawyer?")
    assert here.group.last
    assert "12 Mar" not in words(recap_card(here.group.last))


def pointed(text: str) -> Recap:
    """A recap with a seat in which one thing was pointed to."""
    given = (Item(5, 3, "ben", "resource", text),)
    return replace(HEAD, seats=(RecapSeat("ann", "Whom do I ask?", "ideas", items=given),))


def test_a_resource_is_told_by_title_link_giver_and_question() -> None:
    card = recap_card(pointed("The Mom Test: https://example.org/mom"))
    lines = next(b.lines for b in card.blocks if isinstance(b, Lines))
    told = ("The Mom Test – https://example.org/mom", " (from ", Mention("ben"), ", for ")
    assert lines == ((*told, Mention("ann"), ")"),)


def test_a_link_is_not_cut_where_there_is_little_room() -> None:
    text = f"{'word ' * 300} {LONG}"
    assert LONG in words(recap_card(pointed(text)))
    picked = pointed(text)
    seat = replace(picked.seats[0], picks=picked.seats[0].items)
    assert LONG in words(recap_card(replace(picked, seats=(seat,))))
