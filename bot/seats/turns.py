"""How often everybody has a turn: the weeks between two seats, and what helps where it is long."""

from fractions import Fraction

from bot.cards import Text, text
from bot.formats.catalogue import find
from bot.group import Group
from bot.rhythm.cadence import Cadence
from bot.seats import rotation
from bot.words import seats as words

LONGEST = 6  # weeks between two turns that a group bears well
MONTH = 30  # days


def weeks(members: int, seats: int, days: Fraction | int) -> Fraction:
    """The weeks between two turns of a member, where a meeting comes every so many days."""
    return Fraction(members, seats) * days / 7


def days(cadence: Cadence) -> Fraction:
    """The days between two meetings, on average; a month has thirty."""
    if cadence.monthly:
        return Fraction(MONTH * cadence.every, max(1, len(cadence.nth)))
    return Fraction(7 * cadence.every, len(cadence.days))


def between(group: Group) -> Fraction:
    """The weeks between two turns in this group; 0 where it has no schedule or no seats."""
    seats = rotation.seats(group)
    if not seats or group.cadence is None:
        return Fraction(0)
    return weeks(_members(group), seats, days(group.cadence))


def seldom(group: Group) -> bool:
    """Whether turns come less often than a group bears well."""
    return between(group) > LONGEST


def told(group: Group) -> tuple[Text, ...]:
    """How often everybody has a seat; and where that is too seldom, the usual remedies."""
    if not (found := between(group)):
        return ()
    said = words.EVERY_WEEKS.format(count=_members(group), weeks=_rounded(found))
    return (text(said), *([text(_remedies(group))] if seldom(group) else []))


def _remedies(group: Group) -> str:
    said, seats = words.SELDOM.format(most=LONGEST), rotation.seats(group)
    if find(group.format).seats[1] > seats:
        said += words.MORE_SEATS.format(format=group.format, seats=seats + 1)
    return said + words.IN_BETWEEN


def _members(group: Group) -> int:
    return sum(member.role != "guest" for member in group.members)


def _rounded(found: Fraction) -> str:
    whole = int(found + Fraction(1, 2))
    return words.WEEK if whole <= 1 else words.WEEKS.format(count=whole)
