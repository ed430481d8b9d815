"""Addresses of calendars, to which other programs subscribe: of a group, and of a person."""

from datetime import datetime

from bot import labels
from bot.cards import Button, Card, Feed, Text, text
from bot.effects import Outcome, Whisper
from bot.events import Command
from bot.group import Group
from bot.members.members import is_organiser, organise
from bot.person import Person
from bot.values import replace
from bot.words import calendars as words


def group_calendar(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/schedule calendar`: an address of one's own; `/schedule calendar new`: the old ones end."""
    if new := event.args.strip().lower() == "new":
        organise(group, event.by)
        group = replace(group, links=group.links + 1)
    lead = words.CHANGED_OF_GROUP if new else words.OF_GROUP
    verb = "schedule" if is_organiser(group, event.by) else ""
    feed = Feed(group.id, group.links, event.by.id)
    return Outcome(group, (Whisper(event.by.id, _card(feed, lead, words.KEEP_IT_OF_GROUP, verb)),))


def calendar(person: Person, event: Command, said: str, now: datetime) -> Outcome[Person]:
    """`/me calendar`, `/me calendar new`: the same for all groups of a person."""
    if new := said.lower() == "new":
        person = replace(person, links=person.links + 1)
    lead = words.CHANGED if new else words.OF_PERSON
    card = _card(Feed(person.id, person.links), lead, words.KEEP_IT, "me")
    return Outcome(person, (Whisper(event.by.id, card),))


def _card(feed: Feed, lead: str, keep: str, verb: str) -> Card:
    new = (Button(labels.BUTTON_NEW_ADDRESS, verb, "calendar new"),) if verb else ()
    return Card(words.TITLE, (text(lead), Text((feed,)), text(keep)), new)
