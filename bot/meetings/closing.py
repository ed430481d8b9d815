"""A meeting ends: the Board is closed, the recap posted and archived, the seats rotate."""

from datetime import datetime

from bot.commitments.commitments import adopt
from bot.effects import Outcome, Show
from bot.feedback import briefs
from bot.group import Group
from bot.live import Meeting
from bot.meetings import board, boxes, desk, topics
from bot.meetings.beside import reached
from bot.meetings.floor import running
from bot.meetings.handout import handed_out
from bot.members.guests import farewell
from bot.recaps.recap import notes_of, recap_of
from bot.recaps.remembering import remember
from bot.rhythm import absent, attendance
from bot.seats import absence, duties, rotation
from bot.values import replace


def close(group: Group, now: datetime, stopped: bool = False) -> Outcome[Group]:
    """The group after its running meeting; `stopped` marks one that ended before its last step."""
    group = briefs.revealed(group) if stopped else group  # else the step ended before
    meeting = running(group)
    board_card = board.closed(meeting, now, stopped)
    group, parked = topics.left_over(group, boxes.untouched(meeting))
    sat, away = _sat(meeting), group.away
    missed = absence.told(group, meeting, now)
    group = attendance.entered(adopt(group), meeting, away, now)
    group = absent.returned(_settled(group, meeting, sat), now)
    group = absent.paused(group, attendance.unheard(group), now)
    recap = recap_of(group, meeting, now, stopped, away)
    group = remember(group, recap, tuple([id for id in sat if id in meeting.came]))
    group = replace(group, meeting=None, held=meeting.number, last=recap, reviewed=())
    group, thanks = farewell(group)
    effects = (
        Show(board.key(meeting), board_card),
        *desk.closed(meeting),
        *parked,
        *handed_out(group, recap, notes_of(meeting)),
        *missed,
        *thanks,
    )
    return Outcome(group, effects)


def _sat(meeting: Meeting) -> tuple[str, ...]:
    """Who had a hot seat that opened."""
    begun = reached(meeting) if meeting.charged else ()
    return tuple(dict.fromkeys(meeting.seats[s.seat].holder for s in begun if s.seat >= 0))


def _settled(group: Group, meeting: Meeting, sat: tuple[str, ...]) -> Group:
    group = replace(group, held=meeting.number)
    gone = rotation.missing(group, meeting)
    group = rotation.settle(group, meeting.number, meeting.came, sat, gone, meeting.lost)
    group = topics.closed(group)
    return duties.settle(group, meeting.number, meeting.came, meeting.facilitator)
