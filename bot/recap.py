"""What is left of a meeting as it ends: its recap, as the group may read it."""

from collections import Counter
from datetime import datetime

from bot import pulse, rotation, topics, votes
from bot.archive import Commitment, Recap, RecapSeat, Status
from bot.group import Group
from bot.levels import for_group
from bot.live import Meeting, Seat


def recap_of(group: Group, meeting: Meeting, now: datetime, stopped: bool) -> Recap:
    """The recap of a meeting whose seats are settled; `stopped` marks one that ended early."""
    present = tuple(id for id in group.ids if id in meeting.present)
    gauge = pulse.gauge(meeting.ballot)
    line = rotation.line_of(group)
    next_seats = line.upcoming
    return Recap(
        group=group.id,
        number=meeting.number,
        title=meeting.title,
        started=meeting.started,
        ended=now,
        planned=round((meeting.ends - meeting.started).total_seconds() / 60),
        present=present,
        absent=tuple(id for id in group.ids if id not in present),
        seats=_seats(meeting),
        items=for_group(meeting.items, meeting.agenda, -1),
        commitments=_promised(group, meeting),
        reviewed=_reviewed(group, meeting),
        unfinished=_unfinished(meeting) if stopped else (),
        stopped=stopped,
        next_at=group.next_at,
        next_seats=next_seats,
        standby=line.standby(next_seats),
        votes=votes.summary(meeting),
        gauge=gauge,
        trend=pulse.trend(group, gauge),
        topics=topics.named(group),
    )


def _promised(group: Group, meeting: Meeting) -> tuple[Commitment, ...]:
    """The commitments that were made in a meeting, those that ended in it as well."""
    open_now = [c for c in group.commitments if c.number == meeting.number]
    known = {c.id for c in open_now}
    ended = (c for c in group.reviewed if c.number == meeting.number and c.id not in known)
    return (*open_now, *ended)


def _reviewed(group: Group, meeting: Meeting) -> tuple[tuple[Status, int], ...]:
    """How many verdicts of each kind earlier commitments got."""
    counts = Counter(c.status for c in group.reviewed if c.number != meeting.number)
    return tuple(sorted(counts.items()))


def _seats(meeting: Meeting) -> tuple[RecapSeat, ...]:
    return tuple(_seat(meeting, index, seat) for index, seat in enumerate(meeting.seats))


def _seat(meeting: Meeting, index: int, seat: Seat) -> RecapSeat:
    items = for_group(meeting.items, meeting.agenda, index)
    picks = tuple(item for item in items if item.id in seat.picks)
    return RecapSeat(seat.holder, seat.question, seat.help, picks, items)


def _unfinished(meeting: Meeting) -> tuple[str, ...]:
    titles = [step.title for step in meeting.agenda[meeting.at.step + 1 :]]
    return tuple(dict.fromkeys(titles))
