"""The entries of a group's meetings in its room's own calendar: the next one's, and the running
one's.
"""

from datetime import UTC, datetime, timedelta

from bot.cards import Button, Card, note, text
from bot.effects import Book, Outcome, Refused, Show, Whisper
from bot.events import Actor, Command
from bot.formats.catalogue import catalogue
from bot.group import Group
from bot.live import Meeting
from bot.members.members import is_organiser, organise
from bot.rhythm.diary import Planned
from bot.rhythm.diary import following as next_of
from bot.rhythm.planning import lasts
from bot.values import replace
from bot.words import calendars as words

COARSE = timedelta(minutes=15)  # to which the end of a running meeting is told: it moves all along
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def followed(was: Group, outcome: Outcome[Group]) -> Outcome[Group]:
    """The outcome, and what of it the calendar shall have."""
    if _same(was, outcome.state):
        return outcome
    group, before = _begun(was, outcome.state), bookings(was)
    after = bookings(group)
    over = [replace(book, stands="over") for key, book in before.items() if key not in after]
    told = [book for key, book in after.items() if before.get(key) != book]
    return replace(outcome, state=group, effects=(*outcome.effects, *over, *told))


def choose(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule entries`; `/schedule entries off`, `... on`: whether there are such entries."""
    said = event.args.strip().lower()
    if not said:
        return Outcome(group, (Whisper(event.by.id, _choice(group, event.by)),))
    organise(group, event.by)
    if said not in ("on", "off"):
        raise Refused(words.HOW_TO_ENTRIES)
    group = replace(group, unentered=said == "off")
    return Outcome(group, (Show(f"schedule:{event.id}", note("", _told(group))),))


def _choice(group: Group, by: Actor) -> Card:
    off = group.unentered
    label, said = (words.ENTRIES_AGAIN, "on") if off else (words.NO_ENTRIES, "off")
    change = (Button(label, "schedule", f"entries {said}"),) if is_organiser(group, by) else ()
    return Card(words.ENTRIES, (text(_told(group)),), change)


def _told(group: Group) -> str:
    return words.UNENTERED if group.unentered else words.ENTERED


def bookings(group: Group) -> dict[str, Book]:
    """What the calendar has of a group, by key: there is one entry for each date."""
    if group.gone or group.unentered or not group.members:
        return {}
    title, running = (group.exposed and group.name) or words.MEETING, group.meeting
    found = list[Book]()
    if planned := _planned(group):
        until, format = planned.at + lasts(group), catalogue().get(group.format)
        about = _about(group, format.title if format else title)
        found.append(Book(_key(planned.on.isoformat()), title, about, planned.at, until))
    if running and running.on:
        about, until = _about(group, running.title), _coarse(running.ends)
        key = _key(running.on.isoformat())
        found.append(Book(key, title, about, running.started, until, "running"))
    return {book.key: book for book in found}


def _about(group: Group, title: str) -> str:
    """A calendar may have more readers than the room: of a room that is the group's own they learn
    when it meets, and no more."""
    return words.ABOUT.format(title=title) if group.exposed else words.ABOUT_PRIVATE


def _begun(was: Group, group: Group) -> Group:
    """The group, whose meeting says which planned one it is, as it has just begun."""
    planned, next, meeting = _planned(was), _planned(group), group.meeting
    if planned is None or meeting is None or _number(was.meeting) == meeting.number:
        return group
    if next and next.on == planned.on:
        return group
    return replace(group, meeting=replace(meeting, on=planned.on))


def _planned(group: Group) -> Planned | None:
    """The next meeting, with the date that it is known by."""
    if group.next_at is None:
        return None
    found = next_of(group.cadence, group.diary, group.next_at - timedelta(seconds=1))
    return found if found and found.at == group.next_at else None


def _coarse(at: datetime) -> datetime:
    return at + (EPOCH - at) % COARSE


def _key(on: str) -> str:
    return f"date:{on}"


def _number(meeting: Meeting | None) -> int:
    return meeting.number if meeting else 0


def _same(was: Group, group: Group) -> bool:
    """Whether nothing has changed that the calendar depends on. Most events change none of it."""
    if was is group:
        return True
    return (
        was.next_at is group.next_at
        and len(was.members) == len(group.members)
        and was.name == group.name
        and was.exposed == group.exposed
        and was.unentered == group.unentered
        and was.format == group.format
        and was.minutes == group.minutes
        and was.seats == group.seats
        and was.relay == group.relay
        and was.gone == group.gone
        and (was.meeting is group.meeting or _lasts(was.meeting) == _lasts(group.meeting))
    )


def _lasts(meeting: Meeting | None) -> tuple[int, datetime | None]:
    return (meeting.number, meeting.ends) if meeting else (0, None)
