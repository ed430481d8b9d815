"""Which members are away: at the next meeting, or for a while."""

from datetime import datetime

from bot.group import Group
from bot.values import replace


def on_leave(group: Group, who: str) -> bool:
    """Whether a member is away for a while, and the next meeting falls into it."""
    member = group.member(who)
    if member is None or member.back is None:
        return False
    return group.next_at is None or group.next_at < member.back


def is_away(group: Group, who: str) -> bool:
    """Whether a member is known not to come next time."""
    return who in group.away or on_leave(group, who)


def around(group: Group) -> tuple[str, ...]:
    """Who may come to the meeting that opens."""
    return tuple([id for id in group.ids if id not in group.away])


def opened(group: Group, now: datetime) -> Group:
    """The group as a meeting opens: whoever is away for a while can't come to it either."""
    long = tuple(m.id for m in group.members if m.back and m.back > now)
    gone = tuple(dict.fromkeys((*group.away, *long)))
    return group if gone == group.away else replace(group, away=gone)


def returned(group: Group, now: datetime) -> Group:
    """The group without the absences that are over."""
    if not any(m.back and m.back <= now for m in group.members):
        return group
    members = tuple(replace(m, back=None) if m.back and m.back <= now else m for m in group.members)
    return replace(group, members=members)
