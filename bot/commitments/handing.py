"""A commitment is handed on: one member asks another, who accepts or does not."""

from datetime import datetime, timedelta

from bot import labels
from bot.archive import Commitment, Verdict
from bot.cards import Button, Mention, note
from bot.commitments.commitment_card import commitment_line, of
from bot.commitments.commitments import check_room, settle
from bot.effects import Effect, Outcome, Record, Refused, Whisper
from bot.events import Actor, Command
from bot.group import Group
from bot.meetings.telling import tell, whom
from bot.rhythm.cadence import today
from bot.text import short, whole
from bot.values import replace
from bot.words import commitments as say

ASKED = timedelta(days=14)  # how long it is worth asking somebody


def offer(group: Group, by: Actor, id: int, text: str, now: datetime) -> Outcome[Group]:
    """`/report 3 handed on @ben`: Ben is asked; until he accepts it stays the other one's.

    The offer is a draft that has the commitment's id and is by whoever may take it over.
    """
    found = next((c for c in of(group, by.id) if c.id == id), None)
    if found is None:
        raise Refused(say.NO_SUCH_COMMITMENT.format(id=id))
    name = text.removeprefix("to ").split(" ")[0]
    if not (to := whom(group, name)):
        raise Refused(say.HAND_TO_WHOM.format(id=id))
    if to == by.id:
        raise Refused(say.HAND_TO_OTHERS)
    others = tuple(d for d in group.drafts if d.id != id)
    offered = replace(found, by=to, status="handed on")
    group = replace(group, drafts=(*others, offered))
    buttons = (
        Button(labels.BUTTON_TAKE_IT, "take", str(id), main=True),
        Button(labels.BUTTON_TAKE_NOT, "take", f"{id} no"),
    )
    line = commitment_line(replace(found, status="open", witness=""), owner=False)
    card = note("", Mention(by.id), say.ASKED_TO_TAKE, *line, ".", buttons=buttons)
    told = Whisper(by.id, note("", say.ASKED, Mention(to), say.UNTIL_THEN))
    return Outcome(group, (told, tell(group, to, f"take:{id}", card, now + ASKED)))


def take(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/take 3`: what one was asked to take over is one's own; `/take 3 no` leaves it."""
    number, _, word = event.args.strip().partition(" ")
    if (id := whole(number.lstrip("#"))) is None or word.lower() not in ("", *labels.YES, "no"):
        raise Refused(say.HOW_TO_TAKE)
    who = event.by.id
    offered = (d for d in group.drafts if d.id == id and d.by == who and d.status == "handed on")
    found = next((c for c in group.commitments if c.id == id), None)
    if next(offered, None) is None or found is None:
        raise Refused(say.NO_SUCH_OFFER.format(id=id))
    if word.lower() == "no":
        return _left(group, found, who, now)
    check_room(group, who, found.what)
    group, effects = _handed(group, found, who, event.by, now)
    mine = Commitment(
        id=group.made + 1,
        by=who,
        what=found.what,
        due=found.due,
        proposed=found.proposed,
        number=group.meeting.number if group.meeting else 0,
        private=found.private,
    )
    group, told = settle(replace(group, made=mine.id), mine, now)
    return Outcome(group, (*told, *effects))


def _handed(
    group: Group, found: Commitment, to: str, by: Actor, now: datetime
) -> tuple[Group, tuple[Effect, ...]]:
    """The group without a commitment that somebody else took over."""
    verdict = Verdict("handed on", today(now, by.zone), to)
    ended = replace(found, status="handed on", history=(*found.history, verdict))
    group = replace(
        group,
        commitments=tuple(c for c in group.commitments if c.id != found.id),
        drafts=tuple(d for d in group.drafts if d.id != found.id),
    )
    if group.meeting:
        others = tuple(c for c in group.reviewed if c.id != found.id)
        group = replace(group, reviewed=(*others, ended))
    card = note("", Mention(to), say.TAKEN, short(found.what, 80), ".")
    told = tell(group, found.by, f"taken:{found.id}", card, now + ASKED)
    return group, (told, Record("commitment", str(found.id), ended))


def _left(group: Group, found: Commitment, who: str, now: datetime) -> Outcome[Group]:
    group = replace(group, drafts=tuple(d for d in group.drafts if d.id != found.id))
    card = note("", Mention(who), say.NOT_TAKEN, short(found.what, 80), ".")
    told = tell(group, found.by, f"taken:{found.id}", card, now + ASKED)
    return Outcome(group, (Whisper(who, note("", say.LEFT_YOURS, Mention(found.by), ".")), told))
