"""What a group remembers of its last meetings, so that trends can be told, and what came of its
seats.
"""

from datetime import timedelta

from bot.archive import Past, Recap
from bot.effects import Outcome
from bot.events import Counted
from bot.group import Group
from bot.values import replace

KEPT = 12  # meetings, of which figures are told
FOLLOWED = timedelta(days=74)  # so long a seat is followed up, however many meetings there are


def lately(group: Group) -> tuple[Past, ...]:
    """The last meetings, of which figures are told; any before are kept for their seats."""
    return group.past[-KEPT:]


def remember(group: Group, recap: Recap, sat: tuple[str, ...]) -> Group:
    """The group that remembers one more meeting, and forgets those too many of which nothing is to
    be followed up any more.

    The lines of its pulse are told once, in the recap, and not kept.
    """
    counts = dict(recap.reviewed)
    past = Past(
        number=recap.number,
        at=recap.started,
        present=recap.present,
        sat=sat,
        kept=counts.get("done", 0),
        reviewed=sum(counts.values()),
        picked=sum(len(seat.picks) for seat in recap.seats),
        gauge=replace(recap.gauge, lines=()) if recap.gauge else None,
    )
    known, since = (*group.past, past), recap.started - FOLLOWED
    followed = tuple(old for old in known[:-KEPT] if old.sat and old.at > since)
    return replace(group, past=(*followed, *known[-KEPT:]))


def counted(group: Group, event: Counted) -> Outcome[Group]:
    """The group that counts what somebody said came of their seat, if something was picked then;
    whose answer it was is not told, and of which seat not kept."""
    number, _, days = event.count.about.removeprefix("helped:").partition(".")
    picked = {str(past.number) for past in group.past if past.picked}
    if number not in picked:
        return Outcome(group)
    counts = dict(group.outlooks)
    for answer, change in ((event.count.was, -1), (event.count.now, 1)):
        if answer:
            key = f"{days}.{answer}"
            counts[key] = max(0, counts.get(key, 0) + change)
    return Outcome(replace(group, outlooks=tuple(sorted(counts.items()))))
