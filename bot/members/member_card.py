"""A member as the rest of the group knows them: of what is theirs alone there is nothing here."""

from collections.abc import Iterator

from bot import levels
from bot.cards import Block, Card, Fields, Lines, Mention, Spans, Text, When, text
from bot.commitments.commitment_card import commitment_line, of
from bot.group import Group, Member
from bot.rhythm.rsvp import reply_of
from bot.seats.queue_card import ordered
from bot.seats.rotation import line_of
from bot.text import short
from bot.words import IS_ORGANISER, NEXT
from bot.words import member as words
from bot.words import seats as told
from bot.words.guests import IS_GUEST

ROLES = {"organiser": IS_ORGANISER, "guest": IS_GUEST}
QUESTION = 200  # characters of a question
Row = tuple[str, Spans]


def called(member: Member) -> Spans:
    """A member with their part in the group."""
    return (Mention(member.id), ROLES.get(member.role, ""))


def member_card(group: Group, member: Member) -> Card:
    """When they sat and sit, whether they come, and what they are on."""
    since: Row = (words.SINCE, (When(member.joined, "day"),))
    rows = (since, *_sat(group, member), *_sits(group, member.id), *_comes(group, member))
    promised = _promised(group, member.id)
    return Card(words.TITLE, (Text(called(member)), Fields(rows), *promised))


def _sat(group: Group, member: Member) -> Iterator[Row]:
    """Their last hot seat, and what they ask now or asked last, as it stood for all to read."""
    if member.role != "guest":
        day = next((past.at for past in group.past if past.number == member.sat), None)
        spans: Spans = (words.MEETING.format(number=member.sat) if member.sat else told.NEVER_SAT,)
        yield words.SAT, (*spans, ", ", When(day, "day")) if day else spans
    now = group.meeting.seats if group.meeting else ()
    before = group.last.seats if group.last else ()
    for label, seats in ((words.ASKS, now), (words.ASKED, before)):
        if asked := next((s.question for s in seats if s.holder == member.id and s.question), ""):
            yield label, (short(asked, QUESTION),)
            return


def _sits(group: Group, who: str) -> Iterator[Row]:
    """When they sit next, or their place in the queue."""
    line = line_of(group)
    order = [place.member.id for place in ordered(line)]
    if who in line.upcoming:
        yield words.SITS, (When(group.next_at) if group.next_at else words.NEXT_TIME,)
    elif who in order:
        yield told.QUEUE, (told.PLACE.format(place=order.index(who) + 1, of=len(order)),)


def _comes(group: Group, member: Member) -> Iterator[Row]:
    """What they said of the next meeting, or that they are away for a while."""
    if member.back:
        until: Spans = (words.UNTIL, When(member.back, "day"))
        yield words.AWAY, (words.FOR_NOW,) if member.paused else until
    elif reply := reply_of(group, member.id):
        yield NEXT, (words.COMES[reply],)


def _promised(group: Group, who: str) -> tuple[Block, ...]:
    """Their open commitments, as far as they are for the group."""
    open_to_all = (c for c in of(group, who) if levels.is_told(c, group.meeting))
    lines = tuple(commitment_line(c, owner=False, cue=False) for c in open_to_all)
    return (text(words.PROMISED), Lines(lines)) if lines else (text(words.NOTHING_PROMISED),)
