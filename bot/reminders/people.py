"""What one person hears unasked, and when: nudges wait for company and for a good hour, within the
budget of a week.

    heard -> waits -> told -> answered, put off, or worthless
               |  dropped: worthless, settled, not wanted, or asked twice without an answer
"""

from datetime import datetime, timedelta

from bot.effects import Nudge, Outcome, Whisper
from bot.events import Nudged
from bot.person import WEEK, Person, Subject, Told, Waiting
from bot.reminders.hours import awake
from bot.reminders.nudge_card import digest
from bot.values import replace

COMPANY = timedelta(minutes=1)  # so long a nudge waits for others that come with it
AT_ONCE = 5  # nudges in one message; the others wait for the next
ASKED = 2  # times in a row without an answer, until the next meeting
MOST = 40  # nudges that wait; the oldest go first


def hear(person: Person, event: Nudged, now: datetime) -> Outcome[Person]:
    """A group has something to tell, or takes back what it told: what was asked is settled."""
    group, nudge = event.group, event.nudge
    waiting = tuple(w for w in person.waiting if not _replaced(w, group, nudge))
    told = tuple(t for t in person.told if not _replaced(t, group, nudge))
    person = replace(person, waiting=waiting, told=told)
    if nudge.settled:
        return tell(answered(person, group, subject_of(nudge)), now)
    if nudge.until <= now or not _wanted(person, group, nudge):
        return tell(person, now)
    fresh = Waiting(group, nudge, max(now + COMPANY, nudge.by or now))
    # What is ripe waits for this one too: else three at once would be two messages.
    return tell(replace(person, waiting=(*waiting, fresh)[-MOST:]), now, now + COMPANY)


def tell(person: Person, now: datetime, first: datetime | None = None) -> Outcome[Person]:
    """Drop what is worthless by now; tell what is ripe if the hour and the budget allow, now or
    (where it is given) from `first` on."""
    person = _fresh(person, now)
    if not person.waiting or not person.budget:
        return Outcome(replace(person, waiting=()))
    if (free := _free(person, first or now)) > now:
        return Outcome(replace(person, wake=free))
    ready = tuple(w for w in person.waiting if _rest(person, w, now) <= now)[:AT_ONCE]
    rest = tuple(w for w in person.waiting if w not in ready)
    told = tuple(Told(w.group, w.nudge, now) for w in ready)
    person = replace(
        person, waiting=rest, sent=(*person.sent, now), told=(*person.told, *told)[-MOST:]
    )
    for group, name in dict.fromkeys((w.group, subject_of(w.nudge)) for w in ready):
        person = _asked(person, group, name, ready)
    person = replace(person, wake=_free(person, now) if rest else None)
    return Outcome(person, (Whisper(person.actor, digest(ready)),))


def subject_of(nudge: Nudge) -> str:
    """What a nudge is about: how its key begins."""
    return nudge.key.partition(":")[0]


def subject(person: Person, group: str, name: str) -> Subject:
    """How the nudges of a group about one thing stand with a person."""
    known = (s for s in person.subjects if (s.group, s.name) == (group, name))
    return next(known, Subject(group, name))


def noted(person: Person, subject: Subject) -> Person:
    """The person with this in place of what was known of the subject."""
    place = (subject.group, subject.name)
    others = tuple(s for s in person.subjects if (s.group, s.name) != place)
    plain = subject == Subject(subject.group, subject.name, subject.title, held=subject.held)
    return replace(person, subjects=others if plain else (*others, subject))


def answered(person: Person, group: str, name: str) -> Person:
    """The person once something of a subject has had an answer: they may be asked again."""
    known = subject(person, group, name)
    return noted(person, replace(known, unanswered=0)) if known.unanswered else person


def _replaced(one: Waiting | Told, group: str, nudge: Nudge) -> bool:
    return one.group == group and one.nudge.key == nudge.key


def _wanted(person: Person, group: str, nudge: Nudge) -> bool:
    known = subject(person, group, subject_of(nudge))
    silent = known.unanswered >= ASKED and nudge.held <= known.held
    return not (known.stopped or silent)


def _asked(person: Person, group: str, name: str, told: tuple[Waiting, ...]) -> Person:
    """The person once something was asked of them, which has no answer yet."""
    about = [w.nudge for w in told if (w.group, subject_of(w.nudge)) == (group, name)]
    if not any(nudge.card.buttons for nudge in about):
        return person
    known, held = subject(person, group, name), max(nudge.held for nudge in about)
    before = known.unanswered if held <= known.held else 0
    return noted(person, replace(known, unanswered=before + 1, held=max(held, known.held)))


def _fresh(person: Person, now: datetime) -> Person:
    """The person without what is worthless, unwanted or long ago."""
    return replace(
        person,
        waiting=tuple(
            w for w in person.waiting if w.nudge.until > now and _wanted(person, w.group, w.nudge)
        ),
        told=tuple(t for t in person.told if t.nudge.until > now),
        sent=tuple(at for at in person.sent if at > now - WEEK),
        subjects=tuple(s for s in person.subjects if _matters(s, now)),
        wake=None,
    )


def _matters(known: Subject, now: datetime) -> bool:
    return known.stopped or known.unanswered > 0 or (known.rests is not None and known.rests > now)


def _rest(person: Person, waiting: Waiting, now: datetime) -> datetime:
    """Until when a nudge's subject was put off, or now."""
    return subject(person, waiting.group, subject_of(waiting.nudge)).rests or now


def _free(person: Person, now: datetime) -> datetime:
    """The first instant from `now` on at which what waits may be told: one of it is ripe, and an
    unprompted message is welcome."""
    ripe = min(max(w.ripe or now, _rest(person, w, now)) for w in person.waiting)
    at = max(now, ripe, person.snoozed or now)
    recent = sorted(t for t in person.sent if t > at - WEEK)
    if len(recent) >= person.budget:
        at = max(at, recent[-person.budget] + WEEK)
    return awake(person.hours, person.zone or person.waiting[0].nudge.zone, at)
