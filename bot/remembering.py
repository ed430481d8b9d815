"""What a group remembers of its last meetings, so that trends can be told."""

from bot.archive import Past, Recap
from bot.group import Group
from bot.values import replace

KEPT = 12  # meetings


def remember(group: Group, recap: Recap, sat: tuple[str, ...]) -> Group:
    """The group that remembers one more meeting, and forgets one where there are too many.

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
    return replace(group, past=(*group.past, past)[-KEPT:])
