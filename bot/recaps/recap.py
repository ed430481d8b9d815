"""What is left of a meeting as it ends: its recap, as the group may read it, and seats' notes."""

from collections import Counter
from datetime import date, datetime, timedelta

from bot import levels
from bot.archive import Commitment, Notes, Recap, RecapSeat, Status
from bot.feedback.items import opposed_pairs
from bot.formats.catalogue import catalogue
from bot.group import Group
from bot.live import Item, Meeting, Seat
from bot.meetings import pulse, topics, votes
from bot.meetings.beside import after, reached
from bot.rhythm.absent import not_coming
from bot.rhythm.cadence import today
from bot.seats import duties, rotation
from bot.values import replace

LATER = timedelta(days=14)  # until a seat is followed up where no meeting is planned before


def recap_of(
    group: Group, meeting: Meeting, now: datetime, stopped: bool, away: tuple[str, ...] = ()
) -> Recap:
    """The recap of a meeting whose seats are settled; `stopped` marks one that ended early, `away`
    are those who had said that they would not come."""
    came = {presence.who for presence in meeting.here}
    absent = tuple(id for id in group.ids if id not in came)
    recap = Recap(
        group=group.id,
        number=meeting.number,
        title=meeting.title,
        started=meeting.started,
        ended=now,
        planned=round((meeting.ends - meeting.started).total_seconds() / 60),
        present=tuple(id for id in group.ids if id in came),
        absent=absent,
        excused=tuple(id for id in absent if id in away),
        written=tuple(id for id in meeting.writing if id in came and id not in meeting.present),
        attendance=meeting.here,
        seats=_seats(group, meeting, now),
        items=levels.for_group(meeting.items, meeting.agenda, -1),
        reviewed=_reviewed(group, meeting),
        unfinished=_unfinished(meeting) if stopped else (),
        stopped=stopped,
        hidden=_hidden(meeting),
        votes=votes.summary(meeting),
        topics=topics.named(group),
        waiting=_waiting(group, absent),
        facilitator=meeting.facilitator,
    )
    recap = _with_promises(recap, _promised(group, meeting))
    return _measured(_ahead(recap, group), group, meeting)


def notes_of(meeting: Meeting) -> tuple[Notes, ...]:
    """The notes of each seat in which a question was asked or something was written."""
    found = []
    for index, seat in enumerate(meeting.seats):
        items = levels.for_holder(meeting.items, meeting.agenda, index)
        for_all = levels.for_group(meeting.items, meeting.agenda, index)
        if seat.question or len(items) > len(for_all):
            found.append(_notes(meeting, seat, items))
    return tuple(found)


def _notes(meeting: Meeting, seat: Seat, items: tuple[Item, ...]) -> Notes:
    head = (meeting.number, seat.holder, seat.context, seat.tried, seat.question)
    return Notes(*head, items=items, picks=seat.picks)


def _ahead(recap: Recap, group: Group) -> Recap:
    """The recap with what comes next."""
    line, away = rotation.line_of(group), not_coming(group)
    coming = [id for id in group.ids if id not in away]
    format = catalogue().get(group.format)
    return replace(
        recap,
        next_at=group.next_at,
        next_format=format.title if format else "",
        next_seats=line.upcoming,
        standby=line.standby(line.upcoming),
        next_facilitator=duties.next_facilitator(group, coming, line.upcoming),
    )


def _measured(recap: Recap, group: Group, meeting: Meeting) -> Recap:
    """The recap with the pulse and the airtime balance."""
    gauge, balances = pulse.gauge(meeting.ballot), meeting.balances
    balance = round(sum(balances) / len(balances)) if balances else None
    return replace(recap, gauge=gauge, trend=pulse.trend(group, gauge), balance=balance)


def _with_promises(recap: Recap, made: tuple[Commitment, ...]) -> Recap:
    """The recap with what was promised; of what is private it tells the number."""
    open_to_all = tuple(_told(c) for c in made if not c.private)
    return replace(recap, commitments=open_to_all, private=len(made) - len(open_to_all))


def _promised(group: Group, meeting: Meeting) -> tuple[Commitment, ...]:
    """The commitments that were made in a meeting, those that ended in it as well."""
    open_now = [c for c in group.commitments if c.number == meeting.number]
    known = {c.id for c in open_now}
    ended = (c for c in group.reviewed if c.number == meeting.number and c.id not in known)
    return (*open_now, *ended)


def _waiting(group: Group, absent: tuple[str, ...]) -> tuple[Commitment, ...]:
    """What waits for those who were absent: their commitments, and what they may take over; but
    for what is private, as a recap is read by all."""
    waiting = (c for c in (*group.commitments, *group.drafts) if c.by in absent)
    return tuple(_told(c) for c in waiting if not c.private)


def _told(commitment: Commitment) -> Commitment:
    """A commitment without what is its owner's alone: how sure, what is in the way, why not."""
    return replace(commitment, confidence=None, obstacle="", history=())


def _reviewed(group: Group, meeting: Meeting) -> tuple[tuple[Status, int], ...]:
    """How many verdicts of each kind earlier commitments got."""
    counts = Counter(c.status for c in group.reviewed if c.number != meeting.number)
    return tuple(sorted(counts.items()))


def _seats(group: Group, meeting: Meeting, now: datetime) -> tuple[RecapSeat, ...]:
    day = _follow_up(group, now)
    return tuple(_seat(meeting, index, seat, day) for index, seat in enumerate(meeting.seats))


def _seat(meeting: Meeting, index: int, seat: Seat, day: date) -> RecapSeat:
    items = levels.for_group(meeting.items, meeting.agenda, index)
    picks = tuple(item for item in items if item.id in seat.picks)
    follow_up = day if seat.question and meeting.charged else None
    pairs = opposed_pairs(items, seat.picks)
    return RecapSeat(seat.holder, seat.question, seat.help, picks, items, pairs, follow_up)


def _follow_up(group: Group, now: datetime) -> date:
    """When seat-holders are asked what came of it: at the next meeting, or in two weeks."""
    at = group.next_at if group.next_at and group.next_at > now else now + LATER
    return today(at, group.cadence.zone if group.cadence else "")


def _hidden(meeting: Meeting) -> tuple[str, ...]:
    """The titles of the steps that had begun and of which the group is told nothing."""
    begun = reached(meeting)
    return tuple(dict.fromkeys(step.title for step in begun if levels.untold(step)))


def _unfinished(meeting: Meeting) -> tuple[str, ...]:
    titles = [step.title for step in meeting.agenda[after(meeting) :]]
    return tuple(dict.fromkeys(titles))
