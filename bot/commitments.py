"""What members will do: made, looked at, and brought to an end."""

import re
from datetime import date, datetime, timedelta
from typing import get_args

from bot import labels
from bot.archive import Commitment, Status
from bot.cadence import today
from bot.cards import Card, text
from bot.commitment_card import noted, of, open_card
from bot.dates import parse_day
from bot.effects import Effect, Outcome, Record, Refused, Whisper
from bot.events import Actor, Command, Submitted
from bot.group import Group
from bot.text import required, whole, written
from bot.values import replace
from bot.words import commitments as say
from bot.words import day as day_name

MOST = 3  # commitments of one member in one meeting
OPEN = 10  # open commitments of one member
DEFAULT = timedelta(days=7)


def commit(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/commit call three customers by Friday`."""
    what = required(event.args, 300, "/commit call three customers by Friday")
    what, by = split_day(what, today(now, event.by.zone))
    group, made = promise(group, event.by, what, by, now)
    return Outcome(group, (Whisper(event.by.id, noted(made)),))


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form of `/commit`."""
    values, day = event.values, today(now, event.by.zone)
    what = required(values.get("what", ""), 300, labels.HINT_WHAT)
    what, due = split_day(what, day)
    due = day_of(values.get("by", ""), day) or due
    cue, sure = values.get("cue", ""), values.get("sure", "")
    group, made = promise(group, event.by, what, due, now, cue, sure)
    return Outcome(group, (Whisper(event.by.id, noted(made)),))


def promise(
    group: Group,
    by: Actor,
    what: str,
    due: date | None,
    now: datetime,
    cue: str = "",
    sure: str = "",
) -> tuple[Group, Commitment]:
    """The group with one more commitment; a missing date is proposed."""
    number = group.meeting.number if group.meeting else 0
    mine = [c for c in group.commitments if c.by == by.id]
    if number and sum(c.number == number for c in mine) >= MOST:
        raise Refused(say.ENOUGH_COMMITMENTS.format(count=MOST))
    if len(mine) >= OPEN:
        raise Refused(say.ENOUGH_OPEN.format(count=OPEN))
    if due and due < today(now, by.zone):
        raise Refused(say.DAY_PAST.format(day=day_name(due)))
    made = Commitment(
        id=group.made + 1,
        by=by.id,
        what=what,
        due=due or _proposed(group, by, now),
        proposed=due is None,
        cue=written(cue, 300),
        confidence=_confidence(sure),
        number=number,
    )
    commitments = (*group.commitments, made)
    return replace(group, commitments=commitments, made=made.id), made


def split_day(what: str, now: date) -> tuple[str, date | None]:
    """A commitment and its date from "call them by Friday"; words that are no date stay words."""
    match = re.fullmatch(r"(.*\S)\s+by\s+(.{3,40}?)\.?", what, re.IGNORECASE | re.DOTALL)
    day = parse_day(match[2], now) if match else None
    return (match[1], day) if match and day else (what, None)


def day_of(text: str, now: date) -> date | None:
    """The date of a form's field; refused where it says something that is no date."""
    if not (text := written(text, 40)):
        return None
    if not (day := parse_day(text, now)):
        raise Refused(say.NO_SUCH_DATE.format(text=text))
    return day


def report(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/report 3 partly`: what came of a commitment of one's own."""
    number, _, status = event.args.strip().partition(" ")
    status, id = status.strip().lower() or "done", whole(number.lstrip("#"))
    if status not in get_args(Status) or id is None:
        raise Refused(say.HOW_TO_REPORT)
    group, ended, effects = resolve(group, event.by.id, id, status)
    said = say.REPORTED.format(what=ended.what, status=status)
    return Outcome(group, (Whisper(event.by.id, Card("", (text(said),))), *effects))


def resolve(
    group: Group, by: str, id: int, status: str
) -> tuple[Group, Commitment, tuple[Effect, ...]]:
    """The group with a commitment's new status; an ended one leaves for the archive."""
    found = next((c for c in group.commitments if c.id == id and c.by == by), None)
    if found is None:
        raise Refused(say.NO_SUCH_COMMITMENT.format(id=id))
    now = replace(found, status=_status(status))
    ended = now.status in ("done", "dropped")
    rest = tuple(now if c.id == id else c for c in group.commitments if c.id != id or not ended)
    group = replace(group, commitments=rest)
    if group.meeting:
        others = tuple(c for c in group.reviewed if c.id != id)
        group = replace(group, reviewed=(*others, now))
    record = (Record("commitment", str(id), now),) if ended else ()
    return group, now, record


def finish(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/done` or `/done 3` for a commitment: the only open one, or the one with that number."""
    mine = of(group, event.by.id)
    if number := event.args.strip().lstrip("#"):
        return report(group, replace(event, args=f"{number} done"), now)
    if not mine:
        raise Refused(say.NOTHING_TO_DO)
    if len(mine) > 1:
        return Outcome(group, (Whisper(event.by.id, open_card(group, event.by.id, say.WHICH)),))
    return report(group, replace(event, args=f"{mine[0].id} done"), now)


def _proposed(group: Group, by: Actor, now: datetime) -> date:
    at = group.next_at if group.next_at and group.next_at > now else now + DEFAULT
    return today(at, by.zone)


def _confidence(text: str) -> int | None:
    text = text.strip().removesuffix("/10").strip()
    if not text:
        return None
    sure = whole(text)
    if sure is None or sure > 10:
        raise Refused(say.HOW_SURE)
    return sure


def _status(word: str) -> Status:
    found: dict[str, Status] = {status: status for status in get_args(Status)}
    return found[word]
