"""The few buttons that somebody needs who remembers no command."""

from datetime import datetime

from bot import labels
from bot.cards import Button, Card, Spans, Text, When
from bot.effects import Outcome, Whisper
from bot.events import Command
from bot.group import Group, Member
from bot.words import NEXT, NO_GROUP
from bot.words import menu as words

JOIN = Button(words.BUTTON_JOIN, "join", main=True)


def menu(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/menu`: what one can do here, as buttons."""
    member = group.member(event.by.id)
    buttons = _for_member(group, member) if member else (JOIN,)
    help = Button(words.BUTTON_HELP, "help")
    card = Card(group.name or words.TITLE, (Text(_lead(group)),), (*buttons, help))
    return Outcome(group, (Whisper(event.by.id, card),))


def _lead(group: Group) -> Spans:
    if group.meeting:
        return (words.RUNNING,)
    if group.next_at:
        return (NEXT, ": ", When(group.next_at))
    return (words.UNPLANNED if group.members else NO_GROUP,)


def _for_member(group: Group, member: Member) -> tuple[Button, ...]:
    return (
        *_first(group, member),
        Button(labels.BUTTON_BRIEF, "brief", form="brief"),
        Button(labels.BUTTON_COMMIT, "commit", form="commit"),
        Button(words.BUTTON_MINE, "mine"),
        Button(words.BUTTON_QUEUE, "queue"),
    )


def _first(group: Group, member: Member) -> tuple[Button, ...]:
    """What is most likely wanted now."""
    if group.meeting:
        return (Button(labels.BUTTON_WRITE, "write", form="write", main=True),)
    if group.cadence:
        return (Button(labels.BUTTON_DATES, "schedule", "next"),)
    if member.role == "organiser":
        return (Button(words.BUTTON_PLAN, "schedule", form="rhythm", main=True),)
    return ()
