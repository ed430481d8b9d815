"""Going back in a running meeting: the turn or the step before is opened once more."""

from datetime import datetime, timedelta

from bot.cards import Mention, note
from bot.effects import Outcome, Refused, Show
from bot.events import Command
from bot.group import Group
from bot.live import Meeting, Position
from bot.meetings import votes
from bot.meetings.beside import starts
from bot.meetings.facilitation import borrowed, moment, undo
from bot.meetings.floor import running, taking_part
from bot.meetings.meeting import advance, has_sense, moved
from bot.meetings.windows import closes
from bot.values import replace
from bot.words import REVEALED, facilitating

AGAIN = 120  # seconds of what is opened once more


def back(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/back`: take the last Next back; where the clock moved, open the turn or step before."""
    meeting = running(group)
    if meeting.at.aside:
        return advance(group, now)
    if meeting.back and meeting.moved == "next":
        return undo(group, event, now)
    at = _turn_before(meeting, now) or _step_before(group, meeting, now)
    outcome = moved(group, at, moment(meeting, now), "back")
    said = facilitating.WENT_BACK.format(title=meeting.agenda[at.step].title)
    told = Show(f"notice:{meeting.number}:{meeting.rev}", note("", Mention(event.by.id), said))
    return replace(outcome, effects=(*outcome.effects, told))


def _turn_before(meeting: Meeting, now: datetime) -> Position | None:
    at = meeting.at
    if not at.turn:
        return None
    done = tuple(id for id in at.done if id != at.speakers[at.turn - 1])
    spans = borrowed(meeting, at.step + 1, AGAIN)
    due = now + timedelta(seconds=AGAIN)
    return replace(at, turn=at.turn - 1, done=done, due=due, left=None, spans=spans, cued=0)


def _step_before(group: Group, meeting: Meeting, now: datetime) -> Position:
    for index in reversed(starts(meeting.agenda[: meeting.at.step])):
        if (people := taking_part(group, meeting, index)) and has_sense(group, meeting, index):
            break
    else:
        raise Refused(facilitating.NOTHING_BEFORE)
    step = meeting.agenda[index]
    if votes.final(meeting, index):
        raise Refused(REVEALED)
    spent = round((now - meeting.at.opened).total_seconds())
    spans = borrowed(meeting, meeting.at.step, AGAIN + max(0, spent))
    speakers = people if step.turn == "serial" else ()
    due = now + timedelta(seconds=AGAIN)
    if step.window:
        due = max(due, closes(group, people, now))
    turn = max(0, len(speakers) - 1)
    return Position(index, now, spans, speakers=speakers, turn=turn, due=due)
