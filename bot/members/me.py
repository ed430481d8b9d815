"""What a person settles for themselves: zone, waking hours, days off, the budget of nudges, and
rests from them."""

from datetime import datetime, timedelta

from bot.effects import Outcome, Refused, Whisper
from bot.events import Command, Submitted
from bot.forms import Field, Form
from bot.members.me_card import days, me_card
from bot.person import BUDGET, Person
from bot.reminders import putting_off
from bot.reminders.people import tell
from bot.rhythm.addresses import calendar
from bot.rhythm.times import time_of_day, weekday, zone_name
from bot.text import whole
from bot.values import replace
from bot.words import people as words

LONGEST = 60  # days of one snooze
NONE = ("off", "none", "stop", "no")
# What is said about nudges; the rest of the line is their subject.
ANSWERS = {
    "later": putting_off.later,
    "stop": putting_off.stop,
    "again": putting_off.again,
    "helped": putting_off.helped,
    "calendar": calendar,
}


def me(person: Person, event: Command, now: datetime) -> Outcome[Person]:
    """`/me`, `/me zone Asia/Kolkata`, `/me hours 08:00-20:00`, `/me snooze 2d`."""
    verb, _, rest = event.args.strip().partition(" ")
    if answer := ANSWERS.get(verb.lower()):
        return answer(person, event, rest.strip(), now)
    match verb.lower():
        case "":
            zone = person.zone or event.by.zone
            return Outcome(person, (Whisper(event.by.id, me_card(person, zone, now)),))
        case "zone":
            person = replace(person, zone=zone_name(rest))
        case "hours":
            person = _hours(person, rest)
        case "off":
            person = replace(person, off=_days(rest))
        case "budget":
            person = replace(person, budget=_budget(rest))
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
            Field("off", words.ME_OFF, value=days(person), hint="sat sun"),
            Field("budget", words.ME_BUDGET, value=str(person.budget), hint=str(BUDGET)),
        ),
    )


def submit_me(person: Person, event: Submitted, now: datetime) -> Outcome[Person]:
    """The form's answer."""
    values = event.values
    if zone := values.get("zone", "").strip():
        person = replace(person, zone=zone_name(zone))
    if hours := values.get("hours", "").strip():
        person = _hours(person, hours)
    if "off" in values:
        person = replace(person, off=_days(values["off"] or "none"))
    if budget := values.get("budget", "").strip():
        person = replace(person, budget=_budget(budget))
    return _changed(person, event, now)


def _changed(person: Person, event: Command | Submitted, now: datetime) -> Outcome[Person]:
    outcome = tell(person, now)
    told = Whisper(event.by.id, me_card(outcome.state, outcome.state.zone or event.by.zone, now))
    return replace(outcome, effects=(told, *outcome.effects))


def _hours(person: Person, text: str) -> Person:
    first, dash, last = text.replace(" to ", "-").replace("–", "-").partition("-")
    if not dash:
        raise Refused(words.HOW_TO_HOURS)
    return replace(person, wakes=time_of_day(first.strip()), sleeps=time_of_day(last.strip()))


def _days(text: str) -> tuple[int, ...]:
    """The days off, 0 to 6; one day at least is left, or nothing could ever be told."""
    said = text.replace(",", " ").replace(" and ", " ").lower().split()
    found = {weekday(word) for word in said if word not in NONE}
    if not said or None in found or len(found) > 6:
        raise Refused(words.HOW_TO_OFF)
    return tuple(sorted(day for day in found if day is not None))


def _budget(text: str) -> int:
    budget = whole(text)
    if budget is None or budget > BUDGET:
        raise Refused(words.HOW_TO_BUDGET.format(most=BUDGET))
    return budget


def _snooze(text: str, now: datetime) -> datetime | None:
    text = text.strip().lower()
    if text in NONE:
        return None
    number = whole(text[:-1]) or 0
    days = number * {"d": 1.0, "w": 7.0, "h": 1 / 24}.get(text[-1:], 0)
    if not 0 < days <= LONGEST:
        raise Refused(words.HOW_TO_SNOOZE.format(most=LONGEST))
    return now + timedelta(days=days)
