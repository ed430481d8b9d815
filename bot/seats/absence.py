"""A seat-holder who stays away from a planned meeting without a word: noted, and told kindly."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cards import Mention, Spans, note
from bot.effects import Effect, Nudge
from bot.group import Group
from bot.live import Meeting
from bot.seats.rotation import missing, policy
from bot.values import replace
from bot.words import seats as words

WORTH = timedelta(days=3)  # a word about a seat that was missed is told within this time


def expected(group: Group) -> Group:
    """The group with its meeting, just opened at the planned time, knowing whose seats it has: they
    have been told of it, and a meeting that somebody starts by hand nobody can know of.
    """
    meeting = group.meeting
    if meeting is None or not meeting.charged:
        return group
    announced = tuple([seat.holder for seat in meeting.seats])
    return replace(group, meeting=replace(meeting, announced=announced))


def lost(group: Group, holders: Sequence[str], here: Sequence[str]) -> tuple[str, ...]:
    """Whose turn is lost, as they are not there when the door closes and nobody sits in another's
    place.
    """
    if policy(group).substitutes:
        return ()
    return tuple([who for who in holders if who not in here])


def bereft(who: Sequence[str]) -> tuple[Spans, ...]:
    """What is said of turns that are lost."""
    return tuple([(Mention(id), words.SEAT_LOST) for id in who])


def told(group: Group, meeting: Meeting, now: datetime) -> tuple[Effect, ...]:
    """A kind private word to whoever left their seat without one."""
    card = note(words.MISSED_TITLE, words.MISSED.format(number=meeting.number))
    return tuple(
        Nudge(who, f"away:{meeting.number}", card, now + WORTH, group.zone_of(who), held=group.held)
        for who in missing(group, meeting)
    )
