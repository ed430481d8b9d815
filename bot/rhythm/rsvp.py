"""Who comes to the next meeting: said with a button or a word, for oneself; once it has begun, that
one can't.
"""

from datetime import datetime
from typing import get_args

from bot.cards import Button, Card, Fields, Mention, Spans, note
from bot.effects import Outcome, Refused, Whisper
from bot.events import Command
from bot.group import Coming, Group, Reply
from bot.labels import BUTTON_AHEAD
from bot.reminders.reminder_cards import rsvp_buttons
from bot.seats import claims
from bot.values import replace
from bot.words import reminders as words

ANSWERS: dict[str, Coming] = {answer: answer for answer in get_args(Coming)}


def rsvp(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/rsvp`, `/rsvp yes`, `/rsvp no`, `/rsvp late`, `/rsvp relay`."""
    said, who, start = event.args.strip().lower(), event.by.id, group.next_at
    if group.meeting and said == "no":
        return claims.away(group, replace(event, args=""), now)
    if group.meeting:
        raise Refused(words.RSVP_RUNNING)
    if start is None:
        raise Refused(words.NOTHING_PLANNED)
    if not said and not event.by.outside:
        return Outcome(group, (Whisper(who, coming_card(group)),))
    if said in ("no", *ANSWERS) and said != "relay":
        group = replace(group, ahead=tuple(a for a in group.ahead if a.by != who))
    if said == "no":
        group = replace(group, replies=_others(group, who))
        return claims.away(group, replace(event, args=""), now)
    if said not in ANSWERS:
        raise Refused(words.HOW_TO_RSVP)
    reply = Reply(who, ANSWERS[said], start)
    more = (Button(BUTTON_AHEAD, "ahead", form="ahead", main=True),) if said == "relay" else ()
    told = Whisper(who, note("", words.REPLIES[said], buttons=more))
    outcome = Outcome(group, (told,))
    if who in group.away:
        back = claims.away(group, replace(event, args="back"), now)
        outcome = replace(back, effects=(told, *back.effects))
    group = outcome.state
    return replace(outcome, state=replace(group, replies=(*_others(group, who), reply)))


def reply_of(group: Group, who: str) -> str:
    """What a member said about the next meeting: yes, late, relay, no or ""."""
    if who in group.away:
        return "no"
    return next((r.coming for r in group.replies if (r.who, r.at) == (who, group.next_at)), "")


def coming_card(group: Group) -> Card:
    """Who comes, and who has not said; without reasons."""
    rows = []
    for answer, label in words.COMING.items():
        those = [id for id in group.ids if reply_of(group, id) == answer]
        spans: Spans = tuple(span for id in those for span in (", ", Mention(id)))[1:]
        rows += [(label, spans)] if those else []
    return Card(words.RSVP_TITLE, (Fields(tuple(rows)),), rsvp_buttons())


def _others(group: Group, who: str) -> tuple[Reply, ...]:
    """The answers of the others that are not out of date."""
    return tuple(r for r in group.replies if r.who != who and r.at == group.next_at)
