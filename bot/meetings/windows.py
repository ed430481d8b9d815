"""Windows: a step of a relay is open for hours, until all are done; it closes on nobody who has not
had time for it when awake.
"""

from datetime import datetime, timedelta

from bot.group import Group
from bot.live import Meeting
from bot.meetings.floor import running, taking_part
from bot.reminders.hours import awake_for

AWAKE = timedelta(hours=4)  # waking hours that everybody has in a window
MOST = timedelta(days=14)  # so long a window is kept open for waking hours, and no longer
# A meeting without a timer is closed after so long without a sign of anybody, or two such steps.
IDLE = timedelta(hours=12)


def is_relay(meeting: Meeting) -> bool:
    """Whether a meeting goes on for days, window by window."""
    return meeting.agenda[meeting.at.step].window


def missing(group: Group) -> tuple[str, ...]:
    """Who has something to do in the running step, and is not done with it."""
    meeting = running(group)
    people = taking_part(group, meeting, meeting.at.step)
    return tuple([who for who in people if who not in meeting.at.done])


def closes(group: Group, people: tuple[str, ...], opened: datetime) -> datetime:
    """When a window may close on these, who are not done in it."""
    return max((_enough(group, who, opened) for who in people), default=opened)


def late_for(group: Group, now: datetime) -> tuple[str, ...]:
    """Whom the running window must not close on yet."""
    opened = running(group).at.opened
    return tuple([who for who in missing(group) if _enough(group, who, opened) > now])


def _enough(group: Group, who: str, opened: datetime) -> datetime:
    """When a member has been awake for long enough since a window opened, or since they came."""
    member = group.member(who)
    if member is None or (member.back and member.back > opened):
        return opened
    since = max(opened, member.joined)
    return awake_for(member.hours, group.zone_of(who), since, AWAKE, max(since, opened + MOST))


def deserted(meeting: Meeting) -> datetime:
    """When a meeting without a timer is taken for over: long after the last sign of anybody."""
    signs = [meeting.at.opened, *(presence.seen for presence in meeting.here)]
    span = timedelta(seconds=meeting.at.spans[meeting.at.step])
    idle = MOST if is_relay(meeting) else IDLE
    return max(signs) + max(idle, 2 * span)
