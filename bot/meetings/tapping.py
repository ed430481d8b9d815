"""What members tap about the topic that a step is at: more of it, or enough."""

from datetime import datetime

from bot.effects import Outcome, Refused
from bot.events import Command
from bot.group import Group
from bot.meetings import board, boxes
from bot.meetings.floor import running, step_of, taking_part
from bot.meetings.meeting import box_over
from bot.values import replace
from bot.words import topics as words


def more(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/more`: longer on this topic, if most of those present want it."""
    meeting = running(group)
    if meeting.at.box and not boxes.extension(step_of(meeting), meeting.at.box):
        raise Refused(words.NO_MORE)
    return _tap(group, event.by.id, True, now)


def enough(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/enough`: on to the next topic, if most of those present want it."""
    return _tap(group, event.by.id, False, now)


def _tap(group: Group, who: str, more: bool, now: datetime) -> Outcome[Group]:
    meeting = running(group)
    if meeting.at.box is None:
        raise Refused(words.NO_TOPIC)
    meeting = replace(meeting, at=boxes.tapped(meeting.at, who, more))
    group = replace(group, meeting=meeting)
    people = taking_part(group, meeting, meeting.at.step)
    if meeting.at.left is None and boxes.settled(meeting, people):
        return box_over(group, now)
    return Outcome(group, (board.shown(group),))
