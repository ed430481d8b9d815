"""A meeting ends: the Board is closed, the recap posted and archived, the seats rotate."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from bot import board, rotation
from bot.archive import Recap, RecapSeat
from bot.effects import Outcome, Record, Show
from bot.floor import running
from bot.group import Group
from bot.live import Item, Meeting, Seat
from bot.recap import recap_card


def close(group: Group, now: datetime, stopped: bool = False) -> Outcome[Group]:
    """The group after its running meeting; `stopped` marks one that ended before its last step."""
    meeting = running(group)
    board_card = board.closed(meeting, now, stopped)
    group = _settled(group, meeting)
    recap = _recap(group, meeting, now, stopped)
    group = replace(group, meeting=None, held=meeting.number, last=recap, reviewed=())
    effects = (
        Show(board.key(meeting), board_card),
        Show(f"recap:{meeting.number}", recap_card(recap)),
        Record("meeting", str(meeting.number), recap),
    )
    return Outcome(group, effects)


def _settled(group: Group, meeting: Meeting) -> Group:
    begun = meeting.agenda[: meeting.at.step + 1] if meeting.charged else ()
    sat = dict.fromkeys(meeting.seats[step.seat].holder for step in begun if step.seat >= 0)
    group = replace(group, held=meeting.number)
    return rotation.settle(group, meeting.number, meeting.present, tuple(sat))


def _recap(group: Group, meeting: Meeting, now: datetime, stopped: bool) -> Recap:
    present = tuple(id for id in group.ids if id in meeting.present)
    open_now = [c for c in group.commitments if c.number == meeting.number]
    ended = [c for c in group.reviewed if c.number == meeting.number and c not in open_now]
    counts = Counter(c.status for c in group.reviewed if c.number != meeting.number)
    next_seats = rotation.upcoming(group)
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
        items=_items(meeting, -1),
        commitments=(*open_now, *ended),
        reviewed=tuple(sorted(counts.items())),
        unfinished=_unfinished(meeting) if stopped else (),
        stopped=stopped,
        next_at=group.next_at,
        next_seats=next_seats,
        standby=rotation.standby(group, next_seats),
    )


def _seats(meeting: Meeting) -> tuple[RecapSeat, ...]:
    return tuple(_seat(meeting, index, seat) for index, seat in enumerate(meeting.seats))


def _seat(meeting: Meeting, index: int, seat: Seat) -> RecapSeat:
    items = _items(meeting, index)
    picks = tuple(item for item in items if item.id in seat.picks)
    return RecapSeat(seat.holder, seat.question, seat.help, picks, items)


def _items(meeting: Meeting, seat: int) -> tuple[Item, ...]:
    """The items that a group may read, of a seat or (-1) outside any."""
    steps = meeting.agenda
    kept = (
        i for i in meeting.items if steps[i.step].seat == seat and steps[i.step].show == "group"
    )
    return tuple(kept)


def _unfinished(meeting: Meeting) -> tuple[str, ...]:
    titles = [step.title for step in meeting.agenda[meeting.at.step + 1 :]]
    return tuple(dict.fromkeys(titles))
