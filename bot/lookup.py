"""What the shell fills in before it decides: what a person told of themselves, and the closed
meeting that an event or a form is about.
"""

from collections.abc import Callable

from bot.archive import Closed, Notes, Recap
from bot.events import Actor, Command, Event, Pressed, Said, Submitted
from bot.group import Group
from bot.person import Person
from bot.rhythm.times import familiar
from bot.text import whole
from bot.values import replace

Read = Callable[[str, str], object | None]  # (kind, key) -> that record of the group, if any
ABOUT = ("recap", "fix")  # verbs and forms


def zoned(event: Event, person: object) -> Event:
    """The event with what its member told the bot of themselves."""
    match event:
        case Command() | Pressed() | Submitted() | Said():
            return replace(event, by=known(event.by, person))
    return event


def known(by: Actor, person: object) -> Actor:
    """Who did it, with the waking hours and the zone that they named, which counts more than the
    room's."""
    zone = familiar(by.zone)
    if isinstance(person, Person):
        return replace(by, zone=person.zone or zone, hours=person.hours)
    return by if zone == by.zone else replace(by, zone=zone)


def informed(group: Group, event: Event, read: Read) -> Event:
    """The event with the closed meeting that it is about, where it is about one."""
    match event:
        case Command(name=verb, args=args) if verb in ABOUT:
            return replace(event, found=closed(group, args, read))
        case Pressed(button=button) if button.verb in ABOUT:
            return replace(event, found=closed(group, button.args, read))
        case Submitted(form=form):
            return replace(event, found=of_form(group, form, read))
        case _:
            return event


def of_form(group: Group, form: str, read: Read) -> Closed | None:
    """The closed meeting that a form is about: "fix" is about the last one, "fix:7" about that."""
    name, _, number = form.partition(":")
    return closed(group, number, read) if name in ABOUT else None


def closed(group: Group, said: str, read: Read) -> Closed | None:
    """The closed meeting that the end of a line names, or the last one."""
    asked = numbered(said)
    number = group.held if asked is None else asked
    last = group.last if group.last and group.last.number == number else None
    recap = last or (read("meeting", str(number)) if 0 < number < group.held else None)
    if not isinstance(recap, Recap):
        return None
    keys = dict.fromkeys(f"{number}:{seat.holder}" for seat in recap.seats)
    notes = (read("notes", key) for key in keys)
    return Closed(recap, tuple(n for n in notes if isinstance(n, Notes)))


def numbered(said: str) -> int | None:
    """The number that a line ends with, as in "details 7" or "#7"; 0 for one too long to be one."""
    word = said.rpartition(" ")[2].lstrip("#")
    number = whole(word)
    return 0 if number is None and word.isdecimal() else number
