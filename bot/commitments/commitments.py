"""What members will do, as it is made: what, by when, at which moment, how sure, who may ask."""

import re
from datetime import datetime, timedelta

from bot import labels
from bot.archive import Commitment
from bot.cards import Card, Mention, Span, Spans, Text, note
from bot.commitments.commitment_card import commitment_line, date_buttons, drafts, noted, of
from bot.commitments.duedates import Due, due_of, split_day
from bot.effects import Effect, Outcome, Refused, Whisper
from bot.events import Actor, Command, Submitted
from bot.group import Group
from bot.meetings.telling import tell, whom
from bot.rhythm.cadence import today
from bot.text import clean, required, short, whole, written
from bot.values import replace
from bot.words import commitments as say

MOST = 3  # open commitments of one member
ASKED = timedelta(days=7)  # how long somebody may still be told that they were named
PRIVATE = re.compile(r"^private(?:ly)?\s*:\s*(?=\S)", re.IGNORECASE)
VERBOSE = re.compile(r"^(?:i will|i['’]ll|i am going to|i['’]m going to)\s+(?=\S)", re.IGNORECASE)


def commit(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/commit call three customers by Friday`."""
    what = required(event.args, 300, "/commit call three customers by Friday")
    return Outcome(*make(group, event.by, {"what": what}, now))


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form of `/commit`."""
    return Outcome(*make(group, event.by, event.values, now))


def make(
    group: Group, by: Actor, values: dict[str, str], now: datetime
) -> tuple[Group, tuple[Effect, ...]]:
    """The group with one more commitment, and what is said about it. `values` are a form's.

    Where the date is missing it is proposed; where it is not clear the commitment waits as a draft.
    """
    day = today(now, by.zone)
    what, said = split_day(required(values.get("what", ""), 300, labels.HINT_WHAT), day)
    what, private = _eyes(what, values)
    check_room(group, by.id, what)
    due = due_of(group, by, values.get("by", "").strip() or said, now)
    sure, sure_note = _confidence(values.get("sure", ""))
    witness, witness_note = _witness(group, by.id, values.get("witness", ""), private)
    cue, obstacle = written(values.get("cue", ""), 300), written(values.get("obstacle", ""), 300)
    made = Commitment(
        id=group.made + 1,
        by=by.id,
        what=what,
        due=due.day,
        proposed=due.proposed,
        cue=cue or obstacle,
        obstacle=obstacle if cue else "",
        confidence=sure,
        number=group.meeting.number if group.meeting else 0,
        witness=witness,
        made=now,
        private=private,
    )
    group = replace(group, made=made.id)
    notes = tuple(note for note in (sure_note, witness_note) if note)
    if due.doubt:
        return draft(group, made, due, notes)
    return settle(group, made, now, notes)


def draft(
    group: Group, made: Commitment, due: Due, notes: tuple[str, ...] = ()
) -> tuple[Group, tuple[Effect, ...]]:
    """The group with a commitment that waits for its date, and the question about it."""
    others = tuple(d for d in group.drafts if d.id != made.id)
    return replace(group, drafts=(*others, made)), (Whisper(made.by, _asked(made, due, notes)),)


def settle(
    group: Group, made: Commitment, now: datetime, notes: tuple[str, ...] = ()
) -> tuple[Group, tuple[Effect, ...]]:
    """The group with a commitment whose date is clear; the witness of a new one is told."""
    kept = tuple(d for d in group.drafts if d.id != made.id)
    known = next((c for c in group.commitments if c.id == made.id), None)
    if known:  # only its date was in doubt
        made = replace(known, due=made.due, proposed=made.proposed)
        changed = tuple(made if c.id == made.id else c for c in group.commitments)
        group = replace(group, commitments=changed, drafts=kept)
        return group, (Whisper(made.by, noted(replace(made, confidence=None), notes=notes)),)
    group = replace(group, commitments=(*group.commitments, made), drafts=kept)
    told = Whisper(made.by, noted(made, notes=notes))
    return group, (told, *witness_told(group, made, now))


def adopt(group: Group) -> Group:
    """The group whose drafts are commitments, with their dates as proposed: nobody said no."""
    known = {c.id for c in group.commitments}
    waited = (d for d in group.drafts if d.status == "open" and d.id not in known)
    made = tuple(replace(draft, proposed=True) for draft in waited)
    offers = tuple(d for d in group.drafts if d.status != "open")
    return replace(group, commitments=(*group.commitments, *made), drafts=offers)


def witness_told(group: Group, made: Commitment, now: datetime) -> tuple[Effect, ...]:
    """The effect that tells a witness that they were named."""
    if not made.witness:
        return ()
    line = commitment_line(replace(made, witness=""), owner=False)
    card = note("", Mention(made.by), say.YOU_ARE_WITNESS, *line, say.MAY_ASK)
    return (tell(group, made.witness, f"witness:{made.id}", card, now + ASKED),)


def check_room(group: Group, who: str, what: str) -> None:
    """Refused where a member has as many open commitments as one can have, with a list of them."""
    mine = {c.id: c for c in (*of(group, who), *drafts(group, who))}
    if len(mine) < MOST:
        return
    listed = "; ".join(f"#{id} {short(c.what, 60)}" for id, c in mine.items())
    why = say.FULL.format(open=listed, id=next(iter(mine)))
    raise Refused(say.YOU_WROTE.format(why=why, what=what))


def _eyes(what: str, values: dict[str, str]) -> tuple[str, bool]:
    """A commitment without the words before it, and whether it is for its owner's eyes alone."""
    private = values.get("eyes") == "private" or PRIVATE.match(what) is not None
    return VERBOSE.sub("", PRIVATE.sub("", what, count=1), count=1), private


def _asked(made: Commitment, due: Due, notes: tuple[str, ...]) -> Card:
    """The question about a date that is not clear, with the day it may be on the buttons."""
    right, change = date_buttons(made)
    doubt: Spans = (due.doubt, " ", due.question)
    spans: tuple[Span, ...] = (say.ALMOST, made.what, ". ", *doubt)
    more = tuple(Text((line,)) for line in notes)
    return Card("", (Text(spans), *more), (right, *due.others(made.id), change))


def _confidence(text: str) -> tuple[int | None, str]:
    """How sure, 0 to 10; and what to say of an answer that is none."""
    text = clean(text).removesuffix("/10").strip()
    sure = whole(text)
    if text and (sure is None or sure > 10):
        return None, say.HOW_SURE
    return sure, ""


def _witness(group: Group, by: str, text: str, private: bool) -> tuple[str, str]:
    """Whom a member names as witness; and what to say to them of that."""
    if not (text := short(clean(text), 40)):
        return "", ""
    if private:
        return "", say.NO_WITNESS_OF_PRIVATE
    found = whom(group, text)
    if not found:
        return "", say.NO_WITNESS
    return ("", say.OWN_WITNESS) if found == by else (found, "")
