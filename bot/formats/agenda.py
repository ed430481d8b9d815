"""Turns a format into the steps of one meeting: expanded for its seats and people, fitted to its
minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from bot.formats.format import Format, Plan, Step

GRAIN = 30  # seconds: shrunken steps end on half minutes, which people can read


def agenda(format: Format, holders: int, people: int, minutes: int) -> tuple[Step, ...]:
    """The steps of a meeting with so many seats and people, shrunk to `minutes` where they can be.

    `holders` is the number of turns of a repeated group: the seats, or the members for
    `repeat = "member"`. Fixed steps and floors are kept, so the result may still be longer.
    """
    return fit(expand(format, holders, people), minutes * 60)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The steps of one meeting, how many turns its repeated steps have, and the minutes planned."""

    steps: tuple[Step, ...]
    turns: int
    minutes: int


def agenda_for(format: Format, people: int, seats: int = 0, minutes: int = 0) -> Agenda:
    """The agenda of a meeting of so many people.

    `seats` 0 is as the format says, `minutes` 0 what the format plans for these seats and people.
    """
    each = any(plan.repeat == "member" for plan in format.plans)
    turns = people if each else min(seats or format.seats[0], format.seats[1], people)
    minutes = minutes or target(format, seats)
    return Agenda(agenda(format, turns, people, minutes), turns, minutes)


def target(format: Format, seats: int) -> int:
    """The minutes planned for so many seats: the format's, or all that its steps take."""
    total = sum(plan.minutes for plan in format.plans)
    return dict(format.targets).get(seats) or max(
        (m for _, m in format.targets), default=int(total)
    )


def expand(format: Format, holders: int, people: int) -> tuple[Step, ...]:
    """The steps of a format, its repeated groups unrolled, at their full length."""
    steps: list[Step] = []
    for repeat, plans in groupby(format.plans, key=lambda plan: plan.repeat):
        group = tuple(plans)
        turns = range(holders) if repeat else (_only_seat(format, holders),)
        steps += [_step(plan, seat, people) for seat in turns for plan in group]
    return tuple(steps)


def fit(steps: Sequence[Step], target: int, grain: int = GRAIN) -> tuple[Step, ...]:
    """Shrink flexible steps in proportion, down to their floors, until `target` seconds hold them.

    Shrunken steps last a multiple of `grain` seconds.
    """
    slack = [step.seconds - step.floor if step.flex else 0 for step in steps]
    over = min(sum(step.seconds for step in steps) - target, sum(slack))
    if over <= 0:
        return tuple(steps)
    # The shares are rounded as a running sum, so that together they are exactly what has to go.
    sums = [over * so_far // sum(slack) for so_far in accumulate(slack, initial=0)]
    cuts = (after - before for before, after in pairwise(sums))
    return tuple(
        _shrink(s, cut, grain) if s.flex else s for s, cut in zip(steps, cuts, strict=True)
    )


def _only_seat(format: Format, holders: int) -> int:
    return 0 if holders == 1 and format.seats[1] and not _repeats(format) else -1


def _repeats(format: Format) -> bool:
    return any(plan.repeat for plan in format.plans)


def _step(plan: Plan, seat: int, people: int) -> Step:
    heads = people if plan.each else 0
    unit = 60 * (heads or 1)
    seconds = round((plan.each or plan.minutes) * unit)
    return Step(
        id=plan.id,
        title=plan.title,
        prompt=plan.prompt,
        seconds=seconds,
        floor=round(plan.floor * unit) if plan.flex else seconds,
        who=plan.who,
        turn=plan.turn,
        rule=plan.rule,
        end=plan.end,
        show=plan.show,
        keep=plan.keep,
        flex=plan.flex,
        seat=seat,
        heads=heads,
    )


def _shrink(step: Step, cut: int, grain: int) -> Step:
    return replace(step, seconds=max(step.floor, (step.seconds - cut) // grain * grain))
