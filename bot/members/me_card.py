"""What the bot knows of a person, as they read it."""

from datetime import datetime

from bot import labels
from bot.cards import Button, Card, Fields, Spans, When
from bot.person import WEEK, Person, Subject
from bot.words import DAYS, YOUR_GROUP
from bot.words import people as words
from bot.words.reminders import HELPED

MOST = 5  # stopped subjects with a button each


def me_card(person: Person, zone: str, now: datetime) -> Card:
    """The settings of a person, with a button to change them, and what they stopped."""
    sent = sum(at > now - WEEK for at in person.sent)
    budget = words.ME_BUDGET_LINE.format(budget=person.budget, sent=sent)
    rows: list[tuple[str, Spans]] = [
        (words.ME_ZONE, (zone or words.ME_NO_ZONE,)),
        (words.ME_HOURS, (f"{person.wakes:%H:%M} to {person.sleeps:%H:%M}",)),
        (words.ME_OFF, (days(person),)),
        (words.ME_BUDGET, (budget,)),
    ]
    if person.snoozed and person.snoozed > now:
        rows.append((words.ME_SNOOZED, (When(person.snoozed),)))
    stopped = [subject for subject in person.subjects if subject.stopped]
    rows += [(words.ME_STOPPED, (_stopped(subject),)) for subject in stopped]
    rows += [(_seat(one.about), (HELPED.get(one.answer, ""),)) for one in person.outlooks[-MOST:]]
    buttons = (Button(labels.BUTTON_CHANGE, "me", form="me"),)
    return Card(words.ME_TITLE, (Fields(tuple(rows)),), (*buttons, *map(again, stopped[:MOST])))


def days(person: Person) -> str:
    """The days off in short, or the word for none."""
    return " ".join(DAYS[day][:3] for day in person.off) or words.ME_NO_OFF


def about(name: str) -> str:
    """What a subject is called."""
    return words.SUBJECTS.get(name, name)


def again(subject: Subject) -> Button:
    """The button that brings the nudges of a subject back."""
    label = words.BUTTON_AGAIN.format(subject=about(subject.name))
    return Button(label, "me", f"again {subject.name}", group=subject.group)


def _seat(about: str) -> str:
    number, _, days = about.partition(".")
    return words.ME_SEAT.format(number=number, days=days)


def _stopped(subject: Subject) -> str:
    return words.ME_STOPPED_LINE.format(
        subject=about(subject.name), group=subject.title or YOUR_GROUP
    )
