"""What the form of a step says about commitments: what came of earlier ones, and a new one."""

from datetime import datetime

from bot.cards import note
from bot.commitments.commitments import make
from bot.commitments.verdicts import resolve, statuses
from bot.effects import Effect, Refused, Whisper
from bot.events import Actor
from bot.formats.format import Step
from bot.group import Group
from bot.text import clean
from bot.words import commitments as say

OF_ONE = ("what", "by", "cue", "sure", "obstacle", "witness", "eyes")


def pledged(
    group: Group, step: Step, by: Actor, values: dict[str, str], now: datetime
) -> tuple[Group, tuple[Effect, ...]]:
    """The group with the verdicts first, as they make room for what is new; and what is said.

    A commitment that can't be made does not take with it what else was filled in.
    """
    group, effects = ruled(group, by, values, now)
    if "commitment" not in step.keep or not clean(values.get("what", "")):
        return group, effects
    try:
        group, told = make(group, by, values, now)
    except Refused as refusal:
        if not any(clean(value) for name, value in values.items() if name not in OF_ONE):
            raise
        told = (Whisper(by.id, note("", *refusal.why)),)
    return group, (*effects, *told)


def ruled(
    group: Group, by: Actor, values: dict[str, str], now: datetime
) -> tuple[Group, tuple[Effect, ...]]:
    """The group with the verdicts that a form holds; one line on why goes with a single one."""
    if not (found := statuses(values)):
        return group, ()
    effects: list[Effect] = []
    why = values.get("lesson", "") if len(found) == 1 else ""
    for id, status in found:
        if status == "handed on":
            raise Refused(say.HAND_TO_WHOM.format(id=id))
        reason = values.get(f"note{id}", "") or why[:300]
        group, verdict, more = resolve(group, by, id, status, reason, now)
        effects += more
        if status == "dropped" and not verdict.history[-1].note:
            effects.append(Whisper(by.id, note("", say.ADD_WHY.format(id=id))))
    return group, tuple(effects)
