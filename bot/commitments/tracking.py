"""How a commitment goes on the way to its day, and when its owner wants to read it again."""

from datetime import datetime, timedelta

from bot.archive import Commitment
from bot.cards import Button, When, note
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Group
from bot.rhythm.cadence import instant, today
from bot.rhythm.moments import moment
from bot.text import whole
from bot.values import replace
from bot.words import commitments as say
from bot.words import reminders as words

LONGEST = timedelta(days=366)


def track(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/track 3`, `/track 3 stuck`: how it goes, asked half-way."""
    number, _, said = event.args.strip().partition(" ")
    found, said = _mine(group, event.by.id, number, words.HOW_TO_TRACK), said.strip().lower()
    if said not in ("", "on track", "stuck"):
        raise Refused(words.HOW_TO_TRACK)
    group = _changed(group, replace(found, tapped=True))
    if said != "stuck":
        return Outcome(group, (Whisper(event.by.id, note("", words.ON_TRACK)),))
    reasons = tuple(Button(why.capitalize(), "stuck", f"{found.id} {why}") for why in say.STUCK)
    told = note("", words.STUCK_LEAD, buttons=reasons)
    return Outcome(group, (Whisper(event.by.id, told),))


def remind(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/remind 3 tuesday 8:00`, `/remind 3 off`: told once more, because it was asked for."""
    number, _, said = event.args.strip().partition(" ")
    found = _mine(group, event.by.id, number, words.HOW_TO_REMIND)
    if said.strip().lower() == "off":
        group = _changed(group, replace(found, remind=None))
        return Outcome(group, (Whisper(event.by.id, note("", words.WONT_REMIND)),))
    zone = event.by.zone or (group.cadence.zone if group.cadence else "UTC")
    day, at, place = moment(said, today(now, zone), zone)
    if day is None or at is None:
        raise Refused(words.HOW_TO_REMIND)
    then = instant(datetime.combine(day, at), place)
    if not now < then < now + LONGEST:
        raise Refused(words.REMIND_PAST)
    group = _changed(group, replace(found, remind=then))
    return Outcome(group, (Whisper(event.by.id, note("", words.WILL_REMIND, When(then), ".")),))


def _mine(group: Group, who: str, number: str, how: str) -> Commitment:
    if (id := whole(number.lstrip("#"))) is None:
        raise Refused(how)
    found = next((c for c in group.commitments if (c.id, c.by) == (id, who)), None)
    if found is None:
        raise Refused(words.NOT_OPEN.format(id=id))
    return found


def _changed(group: Group, new: Commitment) -> Group:
    kept = tuple(new if c.id == new.id else c for c in group.commitments)
    return replace(group, commitments=kept)
