"""A value with some of its fields changed is the one that `dataclasses.replace` makes."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards import Mention
from bot.group import Group, Member
from bot.values import replace

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
