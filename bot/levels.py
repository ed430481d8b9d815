"""Levels: who may read what was written. Boards, reveals, recaps, records and exports all ask here.

A step has a level (`Step.show`), and so has each item (`Item.level`): the stricter one holds.

    group       everybody in the room
    seat_only   its writer, and the holder of the seat that it was written for
    private     the writer's own screen; nothing is kept
    off_record  whoever was there; nothing is kept but that

What was written in a blind step is its writer's alone until the reveal, whatever its level.
"""

from typing import get_args

from bot.archive import Commitment
from bot.formats.format import Show, Step
from bot.live import Item, Meeting
from bot.meetings.floor import holder_of

LEVELS: tuple[Show, ...] = get_args(Show)  # the most open one first


def stricter(one: Show, other: Show) -> Show:
    """The level of the two that fewer may read."""
    return one if one == other else max(one, other, key=LEVELS.index)


def unkept(step: Step) -> bool:
    """Whether nothing that is written in a step is kept anywhere."""
    return step.show in ("private", "off_record")


def untold(step: Step) -> bool:
    """Whether the group is told nothing of what was written in a step."""
    return step.show != "group"


def held_back(meeting: Meeting, index: int) -> bool:
    """Whether what is written in a step now waits for a reveal: as it is blind, or silent."""
    aside = meeting.at.aside if index == meeting.at.step else None
    return meeting.agenda[index].turn == "blind" or (aside is not None and aside.kind == "silence")


def hidden(step: Step) -> bool:
    """Whether what is said in a step is not, or not yet, for everybody's eyes."""
    return step.turn == "blind" or step.show in ("seat_only", "private")


def level_of(item: Item, steps: tuple[Step, ...]) -> Show:
    """The level that holds for an item of a meeting with these steps."""
    return stricter(item.level, steps[item.step].show)


def revealed(item: Item, meeting: Meeting) -> bool:
    """Whether an item's step lets others see it by now."""
    if item.late or item.step < meeting.at.step:
        return True
    return meeting.agenda[item.step].turn != "blind" and not silent(item, meeting)


def silent(item: Item, meeting: Meeting) -> bool:
    """Whether an item was written in a silence that is not over."""
    aside = meeting.at.aside
    since = aside is not None and aside.kind == "silence" and item.id > aside.known
    return since and item.step == meeting.at.step


def spoken(meeting: Meeting, index: int) -> list[Item]:
    """What was written in a step, but for what a silence that is not over keeps back."""
    items = [i for i in meeting.items if i.step == index]
    return [i for i in items if not silent(i, meeting)] if meeting.at.aside else items


def may_read(item: Item, meeting: Meeting, who: str) -> bool:
    """Whether a member may read an item of the running meeting now."""
    if item.by == who:
        return True
    if not revealed(item, meeting):
        return False
    level, step = level_of(item, meeting.agenda), meeting.agenda[item.step]
    return level == "group" or (level == "seat_only" and who == holder_of(meeting, step) != "")


def is_told(made: Commitment, running: Meeting | None) -> bool:
    """Whether the group may read a commitment by now: what is made in a meeting it is told as that
    ends, and of what is private only the number."""
    return not made.private and (running is None or made.number != running.number)


def for_group(
    items: tuple[Item, ...], steps: tuple[Step, ...], seat: int | None = None
) -> tuple[Item, ...]:
    """The items that the whole group may read once their steps are over: of all steps, of those of
    one seat, or (-1) of those outside any."""
    kept = _kept(items, steps, seat)
    return tuple([i for i in kept if i.level == steps[i.step].show == "group"])


def for_holder(items: tuple[Item, ...], steps: tuple[Step, ...], seat: int) -> tuple[Item, ...]:
    """The items that the holder of a seat may read once its steps are over."""
    open_to = ("group", "seat_only")
    return tuple([i for i in _kept(items, steps, seat) if level_of(i, steps) in open_to])


def _kept(items: tuple[Item, ...], steps: tuple[Step, ...], seat: int | None) -> list[Item]:
    """Those of these steps that were not deleted."""
    return [i for i in items if not i.deleted and (seat is None or seat == steps[i.step].seat)]
