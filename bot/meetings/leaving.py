"""Somebody goes away in the middle of a meeting; what they had in it goes on."""

from datetime import datetime

from bot.effects import Outcome
from bot.group import Group
from bot.live import Position
from bot.meetings import facilitator, vacancy
from bot.meetings.closing import close
from bot.meetings.floor import running, step_of, taking_part
from bot.meetings.meeting import LEAST, advance, moved, vacated
from bot.values import replace


def abandon(group: Group, who: str, now: datetime) -> Outcome[Group]:
    """The meeting after a member has gone, from it or from the group; the floor they had goes on.

    For a seat-holder who may come back to their own step the clock waits a little.
    """
    meeting = running(group)
    at = replace(meeting.at, done=(*meeting.at.done, who))
    group = replace(group, meeting=replace(vacancy.gone(meeting, who), at=at))
    if len(group.members) < LEAST:
        return close(group, now, stopped=True)
    group, notice = facilitator.gone(group, who)
    outcome = _goes_on(group, who, at, now)
    return replace(outcome, effects=(*notice, *outcome.effects))


def _goes_on(group: Group, who: str, at: Position, now: datetime) -> Outcome[Group]:
    meeting = running(group)
    step = step_of(meeting)
    if at.speakers[at.turn : at.turn + 1] == (who,):
        if step.who != "seat" or at.aside:
            return advance(group, now)
        if group.member(who) is None:
            return vacated(group, now)
        at, told = vacancy.waiting(group, now)
        outcome = moved(group, at)
        return replace(outcome, effects=(*told, *outcome.effects))
    rest = taking_part(group, meeting, at.step)
    all_done = step.end == "all_done" and not at.speakers and set(rest) <= set(at.done)
    return advance(group, now) if all_done and at.left is None else moved(group, at)
