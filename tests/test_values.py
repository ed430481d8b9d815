"""A value is the one that `dataclasses` makes, new or with some of its fields changed."""

import copy
import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards import Mention
from bot.group import Group, Member
from bot.values import once, once_of_many, replace

ANN = Member("ann", datetime(2026, 3, 2, tzinfo=UTC), role="organiser", zone="Europe/Berlin")


def test_a_changed_value_is_the_same_but_for_what_was_changed() -> None:
    assert replace(ANN, sat=3, zone="") == dataclasses.replace(ANN, sat=3, zone="")
    group = Group("slack:T1:C1", members=(ANN,), seats=2)
    assert replace(group, members=(), next_at=None) == Group("slack:T1:C1", seats=2)
    assert replace(Mention("ann"), who="ben") == Mention("ben")
    assert replace(ANN) == ANN


def test_a_value_has_only_the_fields_that_it_has() -> None:
    changes: dict[str, Any] = {"sits": 3}
    with pytest.raises(TypeError, match="Member has no field sits"):
        replace(ANN, **changes)


def test_a_new_value_has_its_defaults_is_frozen_and_can_be_copied() -> None:
    assert ANN.role == "organiser"
    assert ANN.sat == 0
    assert repr(Mention("ben")) == "Mention(who='ben')"
    assert copy.copy(ANN) == ANN
    assert hash(copy.copy(ANN)) == hash(ANN)
    assert type(ANN) is Member
    for made in (ANN, replace(ANN, sat=1)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            made.sat = 3  # type: ignore[misc]
        with pytest.raises(dataclasses.FrozenInstanceError):
            del made.sat
    with pytest.raises(TypeError, match="required positional argument: 'joined'"):
        Member("ann")  # type: ignore[call-arg]


def test_a_fact_is_worked_out_once_for_a_value_and_anew_for_one_that_is_equal() -> None:
    asked: list[tuple[str, ...]] = []

    @once
    def length(names: tuple[str, ...]) -> int:
        asked.append(names)
        return len(names)

    many = [tuple(["ann"] * (n % 5)) for n in range(2000)]
    assert [length(names) for names in many] == [n % 5 for n in range(2000)]
    asked.clear()
    again = (*many[-1], "ben")
    assert [length(again), length(again), length((*many[-1], "ben"))] == [5, 5, 5]
    assert asked == [again, again]


def test_a_fact_about_several_values_is_anew_where_one_of_them_is_another() -> None:
    asked: list[tuple[tuple[str, ...], int]] = []

    @once_of_many
    def first(names: tuple[str, ...], count: int) -> tuple[str, ...]:
        asked.append((names, count))
        return names[:count]

    many = [("ann", "ben", f"n{n}") for n in range(1000)]
    told = [(first(names, count), names[:count]) for names in many for count in (1, 2)]
    assert all(found == expected for found, expected in told)
    asked.clear()
    last = many[-1]
    assert [first(last, 2), first(last, 2), first((*last[:2], "eve"), 2)] == [("ann", "ben")] * 3
    assert asked == [(("ann", "ben", "eve"), 2)]
    assert first(last, 3) == last
