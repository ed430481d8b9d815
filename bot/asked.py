"""What a room asks while nothing happens: a form, or the page of a person's own."""

import asyncio

from bot import lookup
from bot.cards import Card
from bot.decide import form
from bot.events import Actor, person_id
from bot.forms import Form
from bot.group import Group
from bot.members.home import home
from bot.person import Person
from bot.ports import Reader


async def find_form(reader: Reader, group: str, name: str, by: Actor) -> Form | None:
    """The form of this name for a member, as things stand now."""
    return await asyncio.to_thread(_form, reader, group, name, by)


async def find_home(reader: Reader, person: str) -> tuple[Card, ...]:
    """The page of a person (by id), over all groups of their tenant."""
    return await asyncio.to_thread(_home, reader, person)


def _form(reader: Reader, group: str, name: str, by: Actor) -> Form | None:
    id = person_id(group, by.id)
    person = reader.state(id)
    by = lookup.known(by, person)
    if name == "me":
        return form(person or Person(id), name, by)
    state = reader.state(group)
    if not isinstance(state, Group):
        return None
    found = lookup.of_form(state, name, lambda kind, key: reader.record(kind, group, key))
    return form(state, name, by, found)


def _home(reader: Reader, person: str) -> tuple[Card, ...]:
    states = (reader.state(id) for id in reader.groups(person))
    groups = [state for state in states if isinstance(state, Group)]
    return home(Person(person).actor, groups)
