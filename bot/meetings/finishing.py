"""Done and pass: who is done with a step, a turn or a commitment, or gives up the next seat."""

from datetime import datetime

from bot import words
from bot.cards import note
from bot.commitments.verdicts import finish
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Group
from bot.live import Meeting
from bot.meetings import board
from bot.meetings.floor import not_yours, running, speaker_of, step_of, takes_part, taking_part
from bot.meetings.meeting import advance
from bot.seats.claims import give_up
from bot.values import replace


def done(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Done with one's part of the step; outside a step, or with a number, with a commitment."""
    meeting, who = group.meeting, event.by.id
    if event.args.strip() or not meeting:
        return finish(group, event, now)
    _check(group, meeting, who)
    if (speaker := speaker_of(meeting)) and speaker != who:  # an early Done would cost them it
        raise Refused(words.TURN_COMES)
    return mark(group, who, now)


def skip(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Pass: in a meeting the turn or the step, between meetings the next seat. Never explained."""
    if not group.meeting:
        return give_up(group, event)
    _check(group, group.meeting, event.by.id)
    outcome = mark(group, event.by.id, now)
    passed = Whisper(event.by.id, note("", words.PASSED))
    return replace(outcome, effects=(passed, *outcome.effects))


def _check(group: Group, meeting: Meeting, who: str) -> None:
    """Refused for whoever has no part in the step, or has done it."""
    if not takes_part(group, meeting, meeting.at.step, who):
        raise Refused(not_yours(meeting, who))
    if who in meeting.at.done:
        raise Refused(words.ALREADY_DONE)


def mark(group: Group, who: str, now: datetime) -> Outcome[Group]:
    """The group after a member who was not yet is done with the running step; where all are, it
    goes on."""
    meeting = running(group)
    at, step = meeting.at, step_of(meeting)
    at = replace(at, done=(*at.done, who))
    group = replace(group, meeting=replace(meeting, at=at))
    if at.left is not None:
        return Outcome(group, (board.shown(group),))
    if at.speakers:
        over = speaker_of(meeting) == who
    else:
        ends = step.end == "all_done" or at.aside is not None
        over = ends and set(taking_part(group, meeting, at.step)) <= set(at.done)
    return advance(group, now) if over else Outcome(group, (board.shown(group),))
