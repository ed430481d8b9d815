"""The first screen of a recap: at most 250 words whatever a meeting was, and nothing cut unsaid."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.archive import Commitment, Correction, Gauge, Notes, Recap, RecapSeat
from bot.cards import Mention
from bot.live import Item
from bot.recaps.recap_card import WORDS, counted, recap_card
from bot.recaps.recap_own import absent_card, details_card, needs, notes_card
from bot.recaps.recap_text import absent_markdown, notes_markdown, recap_markdown
from tests.seen import spans, words

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
NAMES = ("ann", "ben", "cat", "dee", "eve", "fin", "gus", "hal")
LONG = "what people say at length when they have thought about something for weeks and more " * 2
KINDS = ("idea", "risk", "experience", "resource", "intro", "question", "encouragement")


HEAD = Recap(
    group="local:main:g",
    number=7,
    title="Classic hot seat",
    started=AT,
    ended=AT + timedelta(minutes=92),
    planned=90,
    present=NAMES[:6],
    absent=NAMES[6:],
    excused=("gus",),
    next_seats=("cat", "dee"),
    standby="eve",
    next_format="Classic hot seat",
    next_facilitator="fin",
)


def items(count: int, first: int, *kinds: str, text: str = LONG) -> tuple[Item, ...]:
    """So many items, each of a kind in turn, by one member after the other."""
    numbers = range(first, first + count)
    return tuple(Item(n, 3, NAMES[n % 8], kinds[n % len(kinds)], f"{text} {n}") for n in numbers)


def seat(holder: str, first: int, text: str = LONG) -> RecapSeat:
    """A seat with everything in it."""
    given = items(21, first, *KINDS, text=text)
    pairs = ((first + 1, first + 5), (first + 2, first + 8))
    return RecapSeat(holder, f"{text}?", "ideas", given[:3], given, pairs, date(2026, 3, 16))


def full(text: str = LONG, promises: int = 16) -> Recap:
    """A meeting of eight with two seats and everything that a recap can tell."""
    said = ("decision", "win", "offer", "ask", "keep", "change", "insight", "goal", "charter")
    made = tuple(
        Commitment(n, NAMES[n % 8], f"{text} {n}", date(2026, 3, 6), cue=text, witness="hal")
        for n in range(1, promises + 1)
    )
    return replace(
        HEAD,
        seats=(seat("ann", 100, text), seat("ben", 200, text)),
        items=items(40, 300, *said, text=text),
        commitments=made,
        reviewed=(("done", 5), ("not yet", 2), ("partly", 1)),
        next_at=AT + timedelta(days=7),
        hidden=("Reflections", "Clarify"),
        gauge=Gauge(6, 25, 26, 27, (text, text)),
        trend=(Gauge(5, 20, 20, 20), Gauge(6, 24, 24, 24)),
        votes=tuple((f"{text} {n}", n) for n in range(6)),
        topics=tuple(f"{text} {n}" for n in range(5)),
        corrections=(Correction("ann", AT, "item 3"),),
        balance=84,
    )


@pytest.mark.parametrize("text", ["call Ida", "a b c d e f g h i j k l m n o p q r s t u v", LONG])
def test_the_first_screen_of_eight_members_and_two_full_seats_has_250_words(text: str) -> None:
    card = recap_card(full(text))
    assert counted(card) <= WORDS
    told = words(card)
    assert "behind Details" in told
    for one, other in (pair for told_seat in full(text).seats for pair in told_seat.opposed[:1]):
        by = {item.id: item.by for told_seat in full(text).seats for item in told_seat.items}
        assert {by[one], by[other]} <= {s.who for s in spans(card) if isinstance(s, Mention)}
    assert [button.label for button in card.buttons] == ["Details", "Fix a line"]


def test_what_does_not_fit_is_counted() -> None:
    told = words(recap_card(full(promises=16)))
    besides = told.count(", by Fri 6 Mar") - 2  # two are the first steps of seats
    assert f"and {14 - besides} more behind Details" in told
    assert "Behind Details: Asks and offers (9), Wins (4)" in told


@pytest.mark.parametrize("seats", range(1, 9))
def test_every_number_of_seats_fits(seats: int) -> None:
    many = tuple(seat(NAMES[n], 100 * n) for n in range(seats))
    card = recap_card(replace(full(), seats=many))
    assert counted(card) <= WORDS
    turns = tuple(replace(told, question="", picks=()) for told in many)
    assert counted(recap_card(replace(full(), seats=turns))) <= WORDS


def test_a_meeting_as_they_are_keeps_the_moments_of_its_promises() -> None:
    given = items(6, 100, "idea", "risk", text="a dozen words or so, as people write")
    one = RecapSeat("ann", "What do I charge the ten who asked?", "ideas", given[:2], given)
    made = tuple(
        Commitment(n, NAMES[n], "call three of the ten", date(2026, 3, 6), cue="the phone is free")
        for n in range(6)
    )
    wins = items(6, 300, "win", text="two of them signed")
    told = words(recap_card(replace(HEAD, seats=(one,), items=wins, commitments=made)))
    assert told.count("when the phone is free") == 6


def test_a_short_recap_is_not_cut() -> None:
    told = words(
        recap_card(replace(full("sing", promises=2), seats=(), votes=(), topics=(), items=()))
    )
    assert "behind Details" not in told


def test_both_of_two_opposed_items_are_told_once_each() -> None:
    given = items(9, 100, "idea", text="view")
    picked = RecapSeat("ann", "Why?", "ideas", given[:1], given, ((100, 103), (104, 105)))
    told = words(recap_card(replace(full("x", 1), seats=(picked,), items=())))
    assert [told.count(f"view {n}") for n in (100, 103, 104, 105, 106)] == [1, 1, 1, 1, 0]
    assert told.count("The other view, ") == 2


def test_what_was_written_to_a_topic_stands_with_it_and_with_nothing_else() -> None:
    pitched = items(2, 100, "topic", text="about")
    noted = tuple(replace(i, topic=101) for i in items(3, 200, "note", text="note"))
    loose = replace(items(1, 300, "note", text="loose")[0], topic=999)  # its topic was taken back
    recap = replace(HEAD, items=(*pitched, *noted, loose))
    for told in (words(recap_card(recap)), words(details_card(recap)), recap_markdown(recap)):
        assert told.count("note 200") == 1 + told.count("## Topic: ")
        assert told.index("Topic: ") < told.index("note 200") < told.index("note 202")
        assert "loose" not in told.partition("about 101")[2].partition("note 202")[0]
    assert "loose 300" in recap_markdown(recap)


def test_many_topics_with_many_notes_fit() -> None:
    pitched = items(9, 100, "topic")
    noted = tuple(replace(i, topic=100 + i.id % 9) for i in items(90, 200, "note"))
    recap = replace(full("x"), items=(*pitched, *noted))
    assert counted(recap_card(recap)) <= WORDS
    assert counted(recap_card(replace(full(), items=(*full().items, *pitched, *noted)))) <= WORDS
    assert "Notes to topics (90)" in words(recap_card(recap))


def test_a_relay_of_days_is_told_in_days() -> None:
    relay = replace(full("x"), planned=6 * 1440, ended=AT + timedelta(days=4, hours=2))
    assert "ran for 4 days, planned 6 days." in words(recap_card(relay))
    hours = replace(relay, planned=360, ended=AT + timedelta(hours=9))
    assert "ran for 9 hours, planned 6 hours." in words(recap_card(hours))


def test_the_first_step_of_a_seat_is_not_told_again_among_the_commitments() -> None:
    recap = replace(full("x", 0), commitments=(Commitment(1, "ann", "call Ida"),))
    told = words(recap_card(recap))
    assert "First step: \ncall Ida" in told
    assert told.count("call Ida") == 1


def test_whoever_was_absent_reads_on_top_what_needs_them() -> None:
    waits = (
        Commitment(3, "gus", "read it"),
        Commitment(4, "gus", "book it", status="handed on"),
        Commitment(5, "hal", "sing"),
    )
    recap = replace(full("x", 1), waiting=waits, next_seats=("gus",), next_facilitator="gus")
    card = absent_card(recap, recap_card(recap), "gus")
    assert len(needs(recap, "gus")) == 4
    assert words(card).index("read it") < words(card).index("Present")
    assert "sing" not in words(card)
    assert card.blocks[2:] == recap_card(recap).blocks
    assert "Nothing before the next meeting." in words(absent_card(recap, recap_card(recap), "fin"))
    told = absent_markdown(recap, "gus")
    assert told.index("read it") < told.index("Present")


def test_the_seat_holder_reads_everything_and_what_they_picked_is_marked() -> None:
    recap = full("x", 1)
    only = Item(900, 3, "hal", "risk", "for you alone", level="seat_only")
    given = (*recap.seats[0].items, only)
    notes = Notes(7, "ann", "We sell", "A survey", "Why?", given, (900,))
    told = words(notes_card(notes, recap))
    assert all(item.text in told for item in given)
    assert "for you alone\n (to try)" in told
    assert "for you alone" in notes_markdown(notes, recap)
    for everybody in (
        recap_card(recap),
        details_card(recap),
        absent_card(recap, recap_card(recap), "gus"),
    ):
        assert "for you alone" not in words(everybody)
    assert "for you alone" not in recap_markdown(recap)


def test_a_seat_in_which_nobody_wrote_says_so() -> None:
    notes = Notes(7, "ann", "", "", "Why?", ())
    assert "Nobody wrote anything in your seat." in words(notes_card(notes, full("x")))
    assert "Nobody wrote anything in your seat." in notes_markdown(notes, full("x"))


def test_the_details_of_a_meeting_of_hundreds_of_lines_say_what_is_left_out() -> None:
    many = replace(full("x"), items=items(200, 300, "insight"))
    card = details_card(many)
    assert "and 140 more, in the record: mastermind recap --number 7" in words(card)
    assert len(list(spans(card))) < 2000
