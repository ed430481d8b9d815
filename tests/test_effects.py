"""What the bot asks of the world: a card that is drawn late is the same card."""

import copy
import dataclasses

import pytest

from bot.cards import Card, note
from bot.effects import Show, Whisper, sketch
from bot.values import replace


def test_a_sketch_is_drawn_once_and_only_for_whoever_looks() -> None:
    drawn: list[tuple[str, str]] = []

    def draw(title: str, text: str) -> Card:
        drawn.append((title, text))
        return note(title, text)

    seen = Show("board:1", sketch(draw, "Wins", "One each."), thread="x")
    unseen = Whisper("ann", sketch(draw, "Desk", "Next."), "desk:1")
    assert (seen.key, seen.thread, unseen.to, unseen.key) == ("board:1", "x", "ann", "desk:1")
    assert drawn == []
    assert [seen.card, seen.card] == [note("Wins", "One each.")] * 2
    assert drawn == [("Wins", "One each.")]


def test_an_effect_with_a_sketch_is_the_one_with_the_card() -> None:
    plain = Whisper("ann", note("Desk", "Next."), "desk:1")

    def sketched() -> Whisper:
        return Whisper("ann", sketch(note, "Desk", "Next."), "desk:1")

    assert sketched() == plain
    assert sketched() != replace(plain, card=note("Desk"))
    assert hash(sketched()) == hash(plain)
    assert repr(sketched()) == repr(plain)
    assert copy.copy(sketched()) == plain
    assert replace(sketched(), key="") == replace(plain, key="")
    match sketched():
        case Whisper("ann", Card(title="Desk"), key="desk:1"):
            pass
        case other:
            pytest.fail(f"it looks like {other}")
    for effect in (plain, sketched()):
        with pytest.raises(dataclasses.FrozenInstanceError):
            effect.card = note("")  # type: ignore[misc]
