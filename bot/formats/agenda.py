"""Turns a format into the steps of one meeting: expanded for its seats and people, fitted to its
minutes.

Where there is too little time, flexible steps shrink in proportion to their floors; then a seat is
left out, then the steps that may be dropped; never more. Time that is left goes to the spare steps.
"""

from collections.abc import Sequence
from itertools import groupby

from bot.formats.format import RELAY, Format, Plan, Repeat, Step
from bot.values import dataclass, once_of_many, replace

TRIO = 3  # people who meet by the `trio` minutes of a step
OF_SEAT = ("seat", "peers")
GRAIN = 30  # seconds: shrunken steps end on half minutes, which people can read


def agenda(format: Format, holders: int, people: int, minutes: int) -> tuple[Step, ...]:
    """The steps of a meeting with so many seats and people, fitted to `minutes` where they can be.

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


def agenda_for(
    format: Format,
    people: int,
    seats: int = 0,
    minutes: int = 0,
    *,
    relay: bool = False,
    skip: int = 0,
    spent: int = 0,
) -> Agenda:
    """The agenda of a meeting of so many people.

    `seats` 0 is as the format says, `minutes` 0 what the format plans for these seats and people.
    Where the minutes hold fewer seats than these, the last ones are left out. Of a meeting that
    runs already the first `skip` steps are left out, and `spent` seconds of its time are over.
    A `relay` lasts as long as its windows.
    """
    turns = turns_of(format, people, seats)
    if relay or only_relay(format):
        steps = _windows(format, turns, people)
        return Agenda(steps, turns, sum(step.seconds for step in steps) // 60)
    minutes = minutes or target(format, turns)
    left = minutes * 60 - spent
    if repeats(format) == "seat":
        while turns > 1 and shortest(expand(format, turns, people)[skip:]) > left:
            turns -= 1
    return Agenda(fit(expand(format, turns, people)[skip:], left), turns, minutes)


def repeats(format: Format) -> Repeat:
    """For each of what a format repeats some of its steps: seats, members, or "" = none."""
    return next((plan.repeat for plan in format.plans if plan.repeat), "")


def only_relay(format: Format) -> bool:
    """Whether a format has windows of hours and no minutes, so that nobody can meet in it live."""
    return not any(plan.minutes or plan.each for plan in format.plans)


def can_relay(format: Format) -> bool:
    """Whether a format can be a relay."""
    return only_relay(format) or RELAY in format.modes


def turns_of(format: Format, people: int, seats: int = 0) -> int:
    """How often the repeated steps run: for each member, or for each seat (0 = as it says)."""
    if repeats(format) == "member":
        return people
    return min(seats or format.seats[0], format.seats[1], people)


def target(format: Format, turns: int) -> int:
    """The minutes planned for so many seats (people, where `everyone` has a turn): the nearest
    that the format names, or all that its steps take.
    """
    if not format.targets:
        return int(sum(plan.minutes for plan in format.plans))
    counts = [count for count, _ in format.targets]
    return dict(format.targets)[min(counts, key=lambda count: (abs(count - turns), -count))]


@once_of_many
def expand(format: Format, holders: int, people: int) -> tuple[Step, ...]:
    """The steps of a format, its repeated groups unrolled, at their full length."""
    steps: list[Step] = []
    alone = zip(format.plans, _seats(format, holders), strict=True)
    for repeat, group in groupby(alone, key=lambda pair: pair[0].repeat):
        pairs = tuple(group)
        if repeat:
            steps += [_step(plan, n, people) for n in range(holders) for plan, _ in pairs]
        else:
            steps += [_step(plan, seat, people) for plan, seat in pairs]
    return tuple(steps)


def fit(steps: Sequence[Step], target: int, grain: int = GRAIN) -> tuple[Step, ...]:
    """The steps made to last `target` seconds together, as far as they can.

    Where not even their floors fit, steps that may be dropped are, the last one first. Lengths
    change by multiples of `grain` seconds, but for a rest that is smaller.
    """
    kept = list(steps)
    while shortest(kept) > target and (last := _droppable(kept)) is not None:
        del kept[last]
    return stretch(shrink(kept, target, grain), target, grain)


def shrink(steps: Sequence[Step], target: int, grain: int = GRAIN) -> tuple[Step, ...]:
    """Shorten flexible steps in proportion, down to their floors, until `target` seconds hold all
    steps.
    """
    room = [max(0, step.seconds - step.floor) if step.flex else 0 for step in steps]
    over = min(sum(step.seconds for step in steps) - target, sum(room))
    cuts = share(over, room, grain, room)
    return tuple(_longer(step, -cut) for step, cut in zip(steps, cuts, strict=True))


def stretch(steps: Sequence[Step], target: int, grain: int = GRAIN) -> tuple[Step, ...]:
    """Give the time that is left of `target` seconds to the spare steps, in proportion."""
    weights = [step.seconds if step.spare else 0 for step in steps]
    left = target - sum(step.seconds for step in steps) if any(weights) else 0
    gifts = share(left, weights, grain)
    return tuple(_longer(step, gift) for step, gift in zip(steps, gifts, strict=True))


def shortest(steps: Sequence[Step]) -> int:
    """The seconds that steps take when each flexible one is at its floor."""
    return sum(step.floor if step.flex else step.seconds for step in steps)


def share(
    amount: int, weights: Sequence[int], grain: int, most: Sequence[int] = ()
) -> tuple[int, ...]:
    """An amount shared out by weight, in multiples of `grain`: the parts add up to it, and none is
    more than its `most`, which together hold it. What rounding leaves goes to the heaviest first.
    """
    if amount <= 0:
        return (0,) * len(weights)
    parts = [amount * weight // sum(weights) // grain * grain for weight in weights]
    rest, heaviest = amount - sum(parts), sorted(range(len(parts)), key=lambda n: -weights[n])
    while rest > 0:
        for n in heaviest:
            free = most[n] - parts[n] if most else grain
            given = min(grain, rest, free) if weights[n] else 0
            parts[n] += given
            rest -= given
    return tuple(parts)


def _seats(format: Format, holders: int) -> list[int]:
    """The seat of each step outside repeated groups. Where one seat has no group of its own, it is
    every step's from the first to the last that is the seat-holder's or their peers'.
    """
    plans = format.plans
    about = [n for n, plan in enumerate(plans) if plan.who in OF_SEAT or "picks" in plan.keep]
    alone = holders == 1 and format.seats[1] and repeats(format) != "member"
    mine = range(about[0], about[-1] + 1) if alone and about else range(0)
    return [0 if n in mine else -1 for n in range(len(plans))]


def _step(plan: Plan, seat: int, people: int) -> Step:
    heads = _speakers(plan, seat, people) if plan.each else 0
    unit = 60 * (heads or 1)
    length = plan.trio if plan.trio is not None and people == TRIO else plan.each or plan.minutes
    seconds = round(length * unit) or round((plan.async_h or 0) * 3600)
    flex = plan.flex and plan.floor * unit < seconds
    return Step(
        id=plan.id,
        title=plan.title,
        prompt=plan.prompt,
        seconds=seconds,
        floor=round(plan.floor * unit) if flex else seconds,
        who=plan.who,
        turn=plan.turn,
        rule=plan.rule,
        end=plan.end,
        show=plan.show,
        keep=plan.keep,
        flex=flex,
        seat=seat,
        heads=heads,
        spare=plan.spare,
        drop=plan.drop,
        timebox=tuple(round(minutes * 60) for minutes in plan.timebox),
        window=not length,
    )


def _windows(format: Format, turns: int, people: int) -> tuple[Step, ...]:
    """The steps of a relay: those that have a window. Nothing is fitted: there are days."""
    plans = tuple(_window(plan) for plan in format.plans if plan.async_h)
    steps = expand(replace(format, plans=plans), turns, people)
    return _abreast(steps) if turns > 1 and repeats(format) else steps


def _abreast(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps with the turns of repeated ones side by side, in place of one after the other."""
    rows: list[Step] = []
    for of_seat, group in groupby(steps, key=lambda step: step.seat >= 0):
        turns = list(group)
        if of_seat:
            order = [step.id for step in turns if step.seat == turns[0].seat]
            turns.sort(key=lambda step: (order.index(step.id), step.seat))
        rows += [_beside(step) if of_seat else step for step in turns]
    return tuple(rows)


def _beside(step: Step) -> Step:
    """A step of one of several seats: all are open in the time of the first, without a floor to
    hand on.
    """
    turn = "parallel" if step.turn == "serial" else step.turn
    if not step.seat:
        return replace(step, turn=turn)
    return replace(step, turn=turn, seconds=0, floor=0, beside=True)


def _window(plan: Plan) -> Plan:
    """A step as it is in a relay: open for its hours, or until all are done."""
    together = plan.turn == "serial" and plan.who in ("all", "peers")
    return Plan(
        id=plan.id,
        title=plan.title,
        prompt=plan.prompt,
        who=plan.who,
        turn="parallel" if together else plan.turn,
        rule=plan.rule,
        end="all_done",
        show=plan.show,
        keep=plan.keep,
        repeat=plan.repeat,
        async_h=plan.async_h,
    )


def _speakers(plan: Plan, seat: int, people: int) -> int:
    """How many speak in a step, one after the other."""
    match plan.who:
        case "all":
            return people
        case "peers":
            return max(1, people - 1) if seat >= 0 else people
        case _:
            return 1


def _droppable(steps: Sequence[Step]) -> int | None:
    return next((n for n in reversed(range(len(steps))) if steps[n].drop), None)


def _longer(step: Step, seconds: int) -> Step:
    return replace(step, seconds=step.seconds + seconds) if seconds else step
