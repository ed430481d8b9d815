"""Which members are away: at the next meeting, or for a while."""

from datetime import datetime, timedelta

from bot.group import Group, Member
from bot.values import replace

LONGEST = timedelta(days=366)  # that somebody is away for


def not_coming(group: Group) -> tuple[str, ...]:
    """Who is known not to come next time: those who said so, and members who are away for a while
    into which the next meeting falls.
    """
    next_at = group.next_at
    long = [m.id for m in group.members if m.back and (next_at is None or next_at < m.back)]
    return (*group.away, *long) if long else group.away


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


def paused(group: Group, quiet: tuple[str, ...], now: datetime) -> Group:
    """The group with those of whom nothing was heard away until they say something, for a year at
    the most: they are asked nothing, and keep their place.
    """

    def rests(member: Member) -> Member:
        return replace(member, back=now + LONGEST, paused=True) if member.id in quiet else member

    return replace(group, members=tuple(map(rests, group.members))) if quiet else group


def heard_of(group: Group, who: str) -> Group:
    """The group as somebody does something in it, who is no longer paused then."""
    member = group.member(who)
    if member is None or not member.paused:
        return group
    new = replace(member, back=None, paused=False, kept=group.held)
    return replace(group, members=tuple([new if m is member else m for m in group.members]))
