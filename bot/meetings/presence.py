"""Who is there in a running meeting, by the minute."""

from datetime import datetime, timedelta

from bot.events import Actor
from bot.group import Group, Member
from bot.live import Meeting, Presence
from bot.meetings import asides, fitting, vacancy
from bot.meetings.floor import taking_part
from bot.values import replace

MINUTE = timedelta(minutes=1)


def known_as(member: Member, by: Actor) -> Member:
    """The member with the zone and the waking hours that they have now."""
    zone, hours = by.zone or member.zone, by.hours or member.hours
    same = (zone, hours) == (member.zone, member.hours)
    return member if same else replace(member, zone=zone, hours=hours)


def attend(group: Group, who: str, now: datetime) -> Group:
    """The group with one of its members noted as present; a latecomer gets a turn at the end of a
    serial step.
    """
    meeting = group.meeting
    if meeting is None:
        return group
    known = _of(meeting, who)
    fresh = known and meeting.at.opened < known.seen and now - known.seen < MINUTE
    if known and fresh and not known.left and not meeting.at.aside:
        return group
    came = replace(known, seen=now, left=False) if known else Presence(who, now, now)
    here = tuple([came if p is known else p for p in meeting.here])
    meeting = replace(meeting, here=here if known else (*here, came))
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


def _of(meeting: Meeting, who: str) -> Presence | None:
    for presence in meeting.here:
        if presence.who == who:
            return presence
    return None
