"""What one person decides for themselves: their zone, waking hours and snooze, and when to hear a
nudge.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import labels, words
from bot.cadence import instant
from bot.cards import Block, Button, Card, Fields, Spans, Text, When
from bot.effects import Nudge, Outcome, Refused, Whisper
from bot.events import Command, Nudged, Submitted
from bot.forms import Field, Form
from bot.person import Person, Waiting
from bot.text import whole
from bot.times import time_of_day, zone_name

BUDGET = 3  # unprompted messages a week
WEEK = timedelta(days=7)
LONGEST = 60  # days of one snooze


def hear(person: Person, event: Nudged, now: datetime) -> Outcome[Person]:
    """A group has something to tell: keep it, and tell it at once if this is a good moment."""
    if event.nudge.until <= now:
        return Outcome(person)
    key = (event.group, event.nudge.key)
    waiting = tuple(w for w in person.waiting if (w.group, w.nudge.key) != key)
    person = replace(person, waiting=(*waiting, Waiting(event.group, event.nudge)))
    return tell(person, now)


def tell(person: Person, now: datetime) -> Outcome[Person]:
    """Drop what is worthless by now; tell the rest at once if the hour and the budget allow."""
    waiting = tuple(w for w in person.waiting if w.nudge.until > now)
    sent = tuple(at for at in person.sent if at > now - WEEK)
    person = replace(person, waiting=waiting, sent=sent, wake=None)
    if not waiting:
        return Outcome(person)
    if (free := _free(person, now)) > now:
        return Outcome(replace(person, wake=free))
    told = Whisper(person.actor, _digest(tuple(w.nudge for w in waiting)))
    return Outcome(replace(person, waiting=(), sent=(*sent, now)), (told,))


def me(person: Person, event: Command, now: datetime) -> Outcome[Person]:
    """`/me`, `/me zone Asia/Kolkata`, `/me hours 08:00-20:00`, `/me snooze 2d`."""
    verb, _, rest = event.args.strip().partition(" ")
    match verb.lower():
        case "":
            zone = person.zone or event.by.zone
            return Outcome(person, (Whisper(event.by.id, me_card(person, zone, now)),))
        case "zone":
            person = replace(person, zone=zone_name(rest))
        case "hours":
            person = _hours(person, rest)
        case "snooze":
            person = replace(person, snoozed=_snooze(rest, now))
        case _:
            raise Refused(words.HOW_TO_ME)
    return _changed(person, event, now)


def me_form(person: Person, zone: str) -> Form:
    """The same as a form."""
    hours = f"{person.wakes:%H:%M}-{person.sleeps:%H:%M}"
    return Form(
        "me",
        words.ME_TITLE,
        (
            Field("zone", words.ME_ZONE, value=person.zone or zone, hint="Europe/London"),
            Field("hours", words.ME_HOURS, value=hours, hint="08:00-20:00"),
        ),
    )


def submit_me(person: Person, event: Submitted, now: datetime) -> Outcome[Person]:
    """The form's answer."""
    values = event.values
    if zone := values.get("zone", "").strip():
        person = replace(person, zone=zone_name(zone))
    if hours := values.get("hours", "").strip():
        person = _hours(person, hours)
    return _changed(person, event, now)


def me_card(person: Person, zone: str, now: datetime) -> Card:
    """What the bot knows of a person."""
    rows: list[tuple[str, Spans]] = [
        (words.ME_ZONE, (zone or words.ME_NO_ZONE,)),
        (words.ME_HOURS, (f"{person.wakes:%H:%M} to {person.sleeps:%H:%M}",)),
    ]
    if person.snoozed and person.snoozed > now:
        rows.append((words.ME_SNOOZED, (When(person.snoozed),)))
    buttons = (Button(labels.BUTTON_CHANGE, "me", form="me"),)
    return Card(words.ME_TITLE, (Fields(tuple(rows)),), buttons)


def _changed(person: Person, event: Command | Submitted, now: datetime) -> Outcome[Person]:
    outcome = tell(person, now)
    told = Whisper(event.by.id, me_card(outcome.state, outcome.state.zone or event.by.zone, now))
    return replace(outcome, effects=(told, *outcome.effects))


def _free(person: Person, now: datetime) -> datetime:
    """The first instant from `now` on at which an unprompted message is welcome."""
    at = max(now, person.snoozed or now)
    recent = sorted(t for t in person.sent if t > at - WEEK)
    if len(recent) >= BUDGET:
        at = max(at, recent[-BUDGET] + WEEK)
    return _awake(person, at)


def _awake(person: Person, at: datetime) -> datetime:
    """The first waking instant from `at` on, by the wall clock of the person's zone."""
    zone = person.zone or person.waiting[0].nudge.zone
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    now, wakes, sleeps = wall.time(), person.wakes, person.sleeps
    asleep = not (wakes <= now < sleeps) if wakes < sleeps else sleeps <= now < wakes
    if not asleep or wakes == sleeps:
        return at
    day = wall.date() if now < wakes else wall.date() + timedelta(days=1)
    return max(at, instant(datetime.combine(day, wakes), zone))


def _digest(nudges: tuple[Nudge, ...]) -> Card:
    buttons = (Button(labels.BUTTON_SNOOZE, "me", "snooze 7d"),)
    if len(nudges) == 1:
        card = nudges[0].card
        return replace(card, buttons=(*card.buttons, *buttons))
    blocks: list[Block] = []
    for nudge in nudges:
        blocks += [Text((nudge.card.title,)), *nudge.card.blocks]
    kept = tuple(button for nudge in nudges for button in nudge.card.buttons)
    return Card(words.DIGEST, tuple(blocks), (*kept, *buttons))


def _hours(person: Person, text: str) -> Person:
    first, dash, last = text.replace(" to ", "-").replace("–", "-").partition("-")
    if not dash:
        raise Refused(words.HOW_TO_HOURS)
    return replace(person, wakes=time_of_day(first.strip()), sleeps=time_of_day(last.strip()))


def _snooze(text: str, now: datetime) -> datetime | None:
    text = text.strip().lower()
    if text in ("off", "none", "stop"):
        return None
    number = whole(text[:-1]) or 0
    days = number * {"d": 1.0, "w": 7.0, "h": 1 / 24}.get(text[-1:], 0)
    if not 0 < days <= LONGEST:
        raise Refused(words.HOW_TO_SNOOZE.format(most=LONGEST))
    return now + timedelta(days=days)
