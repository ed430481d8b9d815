"""Asking for a seat: what is refused, what is void, and what needs no asking."""

from dataclasses import replace
from fractions import Fraction

from bot.cards import Mention
from bot.effects import Effect, Show, Whisper
from bot.group import Entry
from bot.seats.rotation import upcoming
from bot.words import guests, seats
from tests.room import Room, room


def said(room: Room, who: str, verb: str, args: str = "") -> str:
    """What somebody is told in private about a command, as plain text."""
    return words(room.does(who, verb, args).effects, Whisper)


def shown(room: Room, who: str, verb: str, args: str = "") -> str:
    """What is said in the room about it."""
    return words(room.does(who, verb, args).effects, Show)


def words(effects: tuple[Effect, ...], kind: type[Show | Whisper]) -> str:
    """The text of all effects of a kind."""
    cards = [effect.card for effect in effects if isinstance(effect, kind)]
    spans = [
        span for card in cards for block in card.blocks for span in getattr(block, "spans", ())
    ]
    return "".join(f"@{s.who}" if isinstance(s, Mention) else str(s) for s in spans)


def test_a_seat_that_nobody_wants_needs_no_asking() -> None:
    here = room("ann", "ben", "cat")
    here.does("ann", "queue", "policy volunteer")
    assert shown(here, "cat", "urgent") == f"@cat{seats.URGENT_FREE}"
    assert upcoming(here.group) == ("cat",)
    assert here.group.members[2].urgent == 0


def test_where_there_is_no_hot_seat_none_is_asked_for() -> None:
    here = room("ann", "ben", "cat")
    here.does("ann", "agenda", "use round_robin")
    assert said(here, "cat", "urgent") == seats.NO_SEAT
    assert said(here, "cat", "swap", "@ann") == seats.NO_SEAT


def test_with_two_seats_the_second_is_asked_for_unless_the_first_is_named() -> None:
    here = room("ann", "ben", "cat", "dee")
    here.does("ann", "agenda", "use hot_seat 2")
    assert "@ben" in shown(here, "cat", "urgent")
    assert "@ann" in shown(here, "dee", "urgent", "@ann")
    assert said(here, "ann", "swap", "@ben") == seats.SWAP_BOTH
    here.does("ben", "urgent", "yes @cat")
    here.does("ann", "urgent", "yes @dee")
    assert set(upcoming(here.group)) == {"cat", "dee"}


def test_with_much_less_credit_than_the_others_the_lane_is_closed() -> None:
    here = room("ann", "ben", "cat")
    poor = (Entry("cat", Fraction(-5, 4), 0, "carried"),)
    here.group = replace(here.group, ledger=poor)
    assert said(here, "cat", "urgent") == seats.URGENT_POOR
    here.group = replace(here.group, ledger=(replace(poor[0], amount=Fraction(-1)),))
    assert seats.URGENT_ASKS in shown(here, "cat", "urgent")


def test_what_was_asked_is_void_once_the_seat_is_somebody_elses() -> None:
    here = room("ann", "ben", "cat")
    here.does("cat", "urgent")
    here.does("cat", "swap", "@ann")
    here.does("ann", "pass")
    assert said(here, "ann", "urgent", "yes @cat") == seats.STALE
    assert said(here, "ann", "swap", "yes @cat") == seats.STALE


def test_in_a_meeting_a_seat_changes_hands_and_the_clock_with_it() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    for who in ("ann", "ben", "cat"):
        here.does(who, "write", "here")
    assert here.meeting.facilitator == "ben"
    here.does("ann", "swap", "@ben")
    here.does("ben", "swap", "yes @ann")
    assert [seat.holder for seat in here.meeting.seats] == ["ben"]
    assert here.meeting.facilitator != "ben"
    assert not here.group.rota.claims


def test_nobody_decides_about_their_own_request() -> None:
    here = room("ann", "ben", "cat")
    here.does("ann", "group", "organiser @cat")
    here.does("cat", "urgent")
    assert said(here, "cat", "urgent", "yes @cat") == seats.NOT_YOURS_TO_SAY


def test_a_later_request_takes_the_place_of_an_earlier_one() -> None:
    here = room("ann", "ben", "cat")
    here.does("ann", "swap", "@ben")
    here.does("ann", "swap", "@cat")
    assert said(here, "ben", "swap", "yes @ann") == seats.NO_REQUEST
    assert len(here.group.rota.requests) == 1


def test_whoever_joined_before_saying_yes_as_a_guest_is_a_member() -> None:
    here = room("ann", "ben")
    here.does("ann", "guest", "@eva")
    here.does("eva", "join")
    assert said(here, "eva", "guest", "yes") == f"@eva{guests.IN_ALREADY}"
    assert here.group.members[2].role == "member"


def test_an_odd_word_behind_queue_is_explained() -> None:
    assert "/queue why" in said(room("ann", "ben"), "ann", "queue", "dance")
