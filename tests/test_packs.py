"""Prompt packs: fourteen, each complete; the help that somebody wants chooses one."""

import pytest

from bot import labels
from bot.feedback.feedback_form import item_fields
from bot.feedback.items import GIVEN
from bot.feedback.lints import LINTS
from bot.feedback.packs import ALL, BY_HELP, FREE, PACKS, Pack, pack_of, prompt_for
from bot.formats.keeps import KEEPS
from bot.meetings.floor import seat_of, step_of
from tests.room import Room, room, told


def named(pack: Pack) -> str:
    return pack.id


def writing(pack: str) -> Room:
    """A room in which ann has asked, and her peers write by a pack."""
    here = room("ann", "ben", "cat", start="hot_seat", step="write", end="timer")
    here.does("ann", "brief", "Whom do I ask by Friday?")
    here.does("ann", "pack", pack)
    return here


def test_there_are_fourteen_and_each_has_a_lint() -> None:
    assert len(ALL) == 14
    assert set(PACKS) == set(LINTS)
    assert FREE not in PACKS


def test_every_help_that_can_be_wanted_chooses_one() -> None:
    assert set(BY_HELP) == set(labels.HELP_LABELS)
    assert set(BY_HELP.values()) <= set(PACKS)


@pytest.mark.parametrize("pack", ALL, ids=named)
def test_a_pack_fits_into_a_form(pack: Pack) -> None:
    """A dialog of the narrowest platform has five questions of 45 characters."""
    names = [part.name for part in pack.parts]
    assert len(set(names)) == len(names) <= 4
    assert all(len(part.label) <= 45 for part in pack.parts)
    meeting = writing(pack.id).meeting
    assert len(item_fields(meeting, (step_of(meeting),))) <= 5
    others = {field.name for keep in ("items", "builds") for field in KEEPS[keep].fields}
    assert not others & {*names}
    kinds = {pack.kind, *(part.kind for part in pack.parts if part.kind)}
    assert kinds <= {*GIVEN, "contrast"}


@pytest.mark.parametrize("pack", ALL, ids=named)
def test_what_is_written_by_a_pack_becomes_items_of_one_kind_each(pack: Pack) -> None:
    here = writing(pack.id)
    assert pack_of(here.meeting, step_of(here.meeting)) is pack
    assert (
        prompt_for(step_of(here.meeting), seat_of(here.meeting, step_of(here.meeting)))
        == f"{pack.title}: {pack.prompt}"
    )
    values = {part.name: f"{part.name}!" for part in pack.parts} or {"text": "one"}
    here.fills("ben", "write", **values)
    items = here.meeting.items
    own = [part for part in pack.parts if part.kind]
    assert [item.kind for item in items] == [part.kind for part in own] or [pack.kind]
    assert [item.level for item in items] == [part.level for part in own] or ["group"]
    assert all(value in repr(items) for value in values.values())
    assert all(item.by == "ben" for item in items)


def test_the_criticism_of_plain_words_is_read_by_the_seat_holder_alone() -> None:
    here = writing("candour")
    here.fills("ben", "write", value="You are clear", wrong="the end is slow", trust="You can")
    assert [item.level for item in here.meeting.items] == ["group", "seat_only", "group"]
    outcome = here.does("cat", "next")
    assert "the end is slow" in told(outcome, "ann")
    assert "the end is slow" not in told(outcome, "cat")


def test_a_hint_comes_once_in_a_step_and_holds_nothing_back() -> None:
    here = writing("ideas")
    first = here.fills("ben", "write", cheap="Call them")
    assert "a verdict" in told(first, "ben")
    again = here.fills("ben", "write", odd="Sing to them")
    assert "a verdict" not in told(again, "ben")
    assert "a verdict" in told(here.fills("cat", "write", cheap="Write to them"), "cat")
    assert len(here.meeting.items) == 3


def test_who_is_neither_seat_holder_nor_facilitator_chooses_no_pack() -> None:
    here = writing("ideas")
    other = next(who for who in ("ben", "cat") if who != here.meeting.facilitator)
    was = here.group
    assert "to choose" in told(here.does(other, "pack", "risks"), other)
    assert here.group == was


def test_experience_only_stays_that_whatever_pack_is_chosen() -> None:
    here = room("ann", "ben", "cat", start="hot_seat", step="write", rule="experience_only")
    here.does("ann", "brief", "Whom do I ask by Friday?")
    here.does("ann", "pack", "ideas")
    assert pack_of(here.meeting, step_of(here.meeting)) is PACKS["experience"]
    assert (
        prompt_for(step_of(here.meeting), seat_of(here.meeting, step_of(here.meeting)))
        == step_of(here.meeting).prompt
    )
