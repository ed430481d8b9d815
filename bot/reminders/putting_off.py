"""Nudges put off for a while, stopped, or wanted again: about one thing, or about all told last."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cards import Button, note
from bot.effects import Count, Outcome, Refused, Whisper
from bot.events import Command
from bot.members.me_card import about
from bot.members.me_card import again as again_button
from bot.person import Outlook, Person, Told, Waiting
from bot.reminders.people import answered, noted, subject, subject_of, tell
from bot.values import replace
from bot.words import YOUR_GROUP
from bot.words import people as words
from bot.words.reminders import HELPED, HELPED_NOTED

LATER = timedelta(days=1)  # at the most: what is worthless sooner comes after half the time left

KEPT = 50  # answers about seats


def later(person: Person, event: Command, name: str, now: datetime) -> Outcome[Person]:
    """`/me later`, and the button: tell it again after a while, while it still makes sense."""
    if not (chosen := _chosen(person, event.group, name, now)):
        raise Refused(words.NOTHING_LATER)
    for one in chosen:
        rests = now + min(LATER, (one.nudge.until - now) / 2)
        group, name = one.group, subject_of(one.nudge)
        person = answered(person, group, name)
        person = noted(person, replace(subject(person, group, name), rests=rests))
    back = tuple(Waiting(one.group, one.nudge) for one in chosen)
    told = tuple(one for one in person.told if one not in chosen)
    person = replace(person, told=told, waiting=(*person.waiting, *back))
    return _said(person, event, words.LATER, now)


def stop(person: Person, event: Command, name: str, now: datetime) -> Outcome[Person]:
    """`/me stop meeting`, and the button: no more about this from the group it is from."""
    if name in words.SUBJECTS or _of(person, event.group, name):
        title = next((t.nudge.card.title for t in _of(person, event.group, name)), "")
        known = replace(subject(person, event.group, name), stopped=True, title=title)
        waiting = tuple(
            w for w in person.waiting if (w.group, subject_of(w.nudge)) != (event.group, name)
        )
        person = noted(replace(person, waiting=waiting), known)
        button = again_button(known)
        said = words.STOPPED.format(
            subject=about(name), group=title or YOUR_GROUP, again=button.label
        )
        return _said(person, event, said, now, button)
    if name or not (chosen := _chosen(person, event.group, "", now)):
        raise Refused(words.NOTHING_STOPPED)
    return _said(person, event, words.STOP_WHICH, now, *_stops(chosen))


def helped(person: Person, event: Command, said: str, now: datetime) -> Outcome[Person]:
    """`/me helped 3.14 tried`: what came of a seat; only the person reads it. Where they were
    asked, the group counts the answer, and is not told whose it is."""
    about, _, answer = said.partition(" ")
    if not re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,3}", about) or answer not in HELPED:
        raise Refused(words.HOW_TO_ME)
    place = (event.group, about)
    others = tuple(o for o in person.outlooks if (o.group, o.about) != place)
    was = next((o for o in person.outlooks if (o.group, o.about) == place), None)
    asked = any((t.group, t.nudge.key) == (event.group, f"helped:{about}") for t in person.told)
    counts = asked or (was is not None and was.counted)
    told = tuple(
        t for t in person.told if (t.group, t.nudge.key) != (event.group, f"helped:{about}")
    )
    outlooks = (*others, Outlook(event.group, about, answer, counts))[-KEPT:]
    person = replace(answered(person, event.group, "helped"), outlooks=outlooks, told=told)
    outcome = _said(person, event, HELPED_NOTED, now)
    before = was.answer if was and was.counted else ""
    count = (Count(event.group, f"helped:{about}", answer, before),) if counts else ()
    return replace(outcome, effects=(*outcome.effects, *count))


def again(person: Person, event: Command, name: str, now: datetime) -> Outcome[Person]:
    """`/me again`, and the button: what was stopped or put off comes again."""
    place = (event.group, name)
    for known in person.subjects:
        if not name or (known.group, known.name) == place:
            person = noted(person, replace(known, stopped=False, rests=None, unanswered=0))
    return _said(person, event, words.STARTED, now)


def _chosen(person: Person, group: str, name: str, now: datetime) -> tuple[Told, ...]:
    """What was told about something and may still be answered, or all that was told last."""
    alive = tuple(t for t in person.told if t.nudge.until > now)
    if name:
        return tuple(t for t in alive if (t.group, subject_of(t.nudge)) == (group, name))
    last = max((t.at for t in alive), default=None)
    return tuple(t for t in alive if t.at == last)


def _of(person: Person, group: str, name: str) -> tuple[Told | Waiting, ...]:
    both: tuple[Told | Waiting, ...] = (*person.told, *person.waiting)
    return tuple(one for one in both if (one.group, subject_of(one.nudge)) == (group, name))


def _stops(told: Sequence[Told]) -> tuple[Button, ...]:
    places = dict.fromkeys((one.group, subject_of(one.nudge)) for one in told)
    return tuple(
        Button(words.BUTTON_STOP_ONE.format(subject=about(name)), "me", f"stop {name}", group=group)
        for group, name in places
    )


def _said(
    person: Person, event: Command, said: str, now: datetime, *buttons: Button
) -> Outcome[Person]:
    outcome = tell(person, now)
    told = Whisper(event.by.id, note("", said, buttons=buttons))
    return replace(outcome, effects=(told, *outcome.effects))
