"""Who is there in a running meeting, by the minute."""

from datetime import datetime, timedelta

from bot import asides, fitting, vacancy
from bot.floor import taking_part
from bot.group import Group
from bot.live import Presence
from bot.values import replace

MINUTE = timedelta(minutes=1)


def attend(group: Group, who: str, now: datetime) -> Group:
    """The group with a member noted as present; a latecomer gets a turn at the end of a serial
    step.
    """
    meeting = group.meeting
    if meeting is None or group.member(who) is None:
        return group
    known = next((p for p in meeting.here if p.who == who), None)
    fresh = known and meeting.at.opened < known.seen and now - known.seen < MINUTE
    if known and fresh and not known.left and not meeting.at.aside:
        return group
    meeting = replace(meeting, here=_come(meeting.here, who, now))
    if vacancy.is_for(meeting, who):
        meeting = replace(meeting, at=asides.resumed(meeting.at, now) or meeting.at)
    if known and not known.left:
        return replace(group, meeting=meeting)
    at = meeting.at
    late = (
        at.speakers
        and who not in at.speakers
        and who in taking_part(replace(group, meeting=meeting), meeting, at.step)
    )
    if late:
        meeting = replace(meeting, at=replace(at, speakers=(*at.speakers, who)))
    return fitting.admitted(replace(group, meeting=meeting), who)


def _come(here: tuple[Presence, ...], who: str, now: datetime) -> tuple[Presence, ...]:
    """The presences with one who has come, or come back."""
    if any(p.who == who for p in here):
        return tuple(replace(p, seen=now, left=False) if p.who == who else p for p in here)
    return (*here, Presence(who, now, now))
