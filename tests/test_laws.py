"""Laws of the pure core over arbitrary histories: whatever happens, these hold."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.store.codec import SENDABLE, decode, encode
from bot.cards import Mention
from bot.commands import COMMANDS
from bot.decide import decide, form, wake_at
from bot.effects import Outcome, Record
from bot.events import ARGS, Actor, Command, Pressed, Submitted, Tick, person_id
from bot.group import Group
from bot.person import Person
from bot.seats.rotation import NO_SHOW
from tests.histories import played
from tests.moves import HISTORIES, History
from tests.seen import cards, decided, press, spans
from tests.world import GROUP


@given(HISTORIES)
def test_the_same_question_has_the_same_answer(history: History) -> None:
    for turn in played(history)[::3]:
        loaded = decode(type(turn.was), encode(turn.was))
        assert decided(turn.was, turn.event, turn) == turn.outcome
        assert decided(loaded, turn.event, turn) == turn.outcome


@given(HISTORIES)
def test_every_document_comes_back_from_the_store_as_it_went(history: History) -> None:
    for turn in played(history):
        state = turn.outcome.state
        assert decode(type(state), encode(state)) == state


@given(HISTORIES)
def test_every_effect_comes_back_from_the_store_as_it_went(history: History) -> None:
    for turn in played(history):
        for effect in turn.outcome.effects:
            kind: Any = Record if isinstance(effect, Record) else SENDABLE
            assert decode(kind, encode(effect, kind)) == effect


@given(HISTORIES)
def test_an_alarm_that_has_rung_moves(history: History) -> None:
    for turn in played(history):
        if isinstance(turn.event, Tick):
            wake = wake_at(turn.outcome.state)
            assert wake is None or wake > turn.now


@given(HISTORIES)
def test_an_alarm_that_rings_too_early_changes_nothing(history: History) -> None:
    for turn in played(history):
        group = turn.outcome.state
        if isinstance(group, Group) and ((wake := wake_at(group)) is None or wake > turn.now):
            assert decide(group, Tick("early", GROUP), turn.now) == Outcome(group)


@given(HISTORIES)
def test_credits_always_sum_to_what_no_shows_were_charged(history: History) -> None:
    for turn in played(history):
        if isinstance(group := turn.outcome.state, Group):
            charged = sum(entry.amount for entry in group.ledger) / NO_SHOW
            assert charged >= 0
            assert charged.denominator == 1
            assert {entry.member for entry in group.ledger} <= set(group.ids)


@given(HISTORIES)
def test_whoever_asks_for_something_gets_an_answer(history: History) -> None:
    for turn in played(history):
        if isinstance(turn.event, Command | Pressed | Submitted):
            assert turn.outcome.effects


@given(HISTORIES)
def test_strangers_change_nothing_but_by_joining(history: History) -> None:
    for turn in played(history):
        event, was, group = turn.event, turn.was, turn.outcome.state
        if isinstance(event, Tick) or not isinstance(was, Group) or not hasattr(event, "by"):
            continue
        if was.member(event.by.id) is None and not event.by.admin and not was.gone:
            assert group == was or group.member(event.by.id)


@given(HISTORIES)
def test_every_card_can_be_drawn(history: History) -> None:
    for turn in played(history):
        for card in cards(turn.outcome.effects):
            assert card.title or card.blocks
            assert all(span.who for span in spans(card) if isinstance(span, Mention))
            assert all(button.label and button.verb in COMMANDS for button in card.buttons)


@given(HISTORIES)
def test_no_button_carries_more_than_every_room_can(history: History) -> None:
    for turn in played(history):
        for button in (b for card in cards(turn.outcome.effects) for b in card.buttons):
            assert len(button.args) <= ARGS


@given(HISTORIES, st.integers(0, 9))
def test_every_button_leads_to_a_form_or_to_an_answer(history: History, who: int) -> None:
    by = Actor(f"u{who}")
    for turn in played(history)[::5]:
        for button in (b for card in cards(turn.outcome.effects) for b in card.buttons):
            own = button.verb == "me"
            state = Person(person_id(GROUP, by.id)) if own else turn.outcome.state
            asked = form(state, button.form, by) if button.form else None
            assert asked is None or asked.fields
            pressed = Pressed("press", GROUP, by, press(button))
            assert asked or not isinstance(state, Group) or decided(state, pressed, turn).effects
