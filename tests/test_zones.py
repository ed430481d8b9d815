"""Newer rules of time zones: plans are worked out anew at the start, and groups are told."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from adapters.clock import HandClock
from adapters.store import SqlStore
from bot.decide import decide
from bot.effects import Show
from bot.engine import Engine
from bot.events import Actor, Command, Rezoned
from bot.group import Group, Member
from bot.house.zones import look_again
from bot.ports import Saved
from bot.rhythm.cadence import Cadence
from bot.rhythm.planning import plan
from scheduler.hand import NoJobs
from tests.seen import words
from tests.world import GROUP, World

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
PLANNED = plan(
    Group(
        "local:main:den",
        members=(Member("ann", NOW), Member("ben", NOW)),
        cadence=Cadence(1, time(18), "Europe/London"),
    ),
    NOW,
)
RIGHT = datetime(2026, 3, 3, 18, tzinfo=UTC)
# As it would stand there if London had been an hour ahead by the rules of that time.
OLD = replace(PLANNED, next_at=RIGHT - timedelta(hours=1))
LOOK = Rezoned("zones:2030z:den", PLANNED.id)


def test_a_plan_by_older_rules_is_put_right_and_the_group_is_told() -> None:
    outcome = decide(OLD, LOOK, NOW)
    (effect,) = (effect for effect in outcome.effects if isinstance(effect, Show))
    assert "The rules of time zones have changed" in words(effect.card)
    assert outcome.state.next_at == RIGHT


def test_a_plan_that_is_right_stays_without_a_word() -> None:
    assert decide(PLANNED, LOOK, NOW).effects == ()
    assert decide(PLANNED, LOOK, NOW).state == PLANNED
    assert decide(Group("local:main:den"), LOOK, NOW).effects == ()


def test_what_is_due_already_is_not_planned_away() -> None:
    late = replace(OLD, next_at=NOW - timedelta(minutes=3))
    assert decide(late, LOOK, NOW).state == late


async def test_at_a_start_with_newer_rules_every_plan_is_looked_at_once(
    sqlite_store: SqlStore,
) -> None:
    other = replace(PLANNED, id="local:main:loft")
    with sqlite_store.transaction() as tx:
        tx.save([Saved(g.id, g, g.next_at, g.ids) for g in (OLD, other)])
    engine = Engine(sqlite_store, HandClock(NOW), NoJobs())
    engine.start()
    try:
        assert await look_again(engine, "2026a") == ""
        said = await look_again(engine, "2026b")
        assert said == "2 plans looked at, 1 moved"
        assert await look_again(engine, "2026b") == ""
    finally:
        engine.stop()
    group = sqlite_store.reader.state(OLD.id)
    assert isinstance(group, Group)
    assert group.next_at == RIGHT


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Factory", "\x00"])
def test_a_zone_that_is_not_known_here_is_as_good_as_none(zone: str) -> None:
    world, ann = World(), Actor("ann", zone)
    for number, line in enumerate(("join", "schedule yes tuesday 18:00", "commit call by friday")):
        verb, _, args = line.partition(" ")
        assert world.act(Command(f"e{number}", GROUP, ann, verb, args))
    assert [member.zone for member in world.group.members] == [""]
    assert len(world.group.commitments) == 1
