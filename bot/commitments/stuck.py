"""A commitment that does not get done: why, and what helps; a smaller one in its place."""

from datetime import datetime

from bot import labels
from bot.archive import Commitment
from bot.cards import Button, Card, note, text
from bot.commitments.commitment_card import noted, of
from bot.effects import Effect, Outcome, Refused, Whisper
from bot.events import Actor, Command, Submitted
from bot.formats.keeps import CUE, SURE, WHAT
from bot.forms import Form
from bot.group import Brief, Group
from bot.text import required, short, whole, written
from bot.values import replace
from bot.words import commitments as say

OFTEN = 3  # times "not yet" after which it is asked why


def asked(ruled: Commitment) -> tuple[Effect, ...]:
    """The private question to whoever says "not yet" for the third time."""
    times = sum(verdict.status == "not yet" for verdict in ruled.history)
    if ruled.status != "not yet" or not times or times % OFTEN:
        return ()
    reasons = (Button(_label(why), "stuck", f"{ruled.id} {why}") for why in say.STUCK)
    seat = Button(labels.BUTTON_BRING, "stuck", f"{ruled.id} seat")
    lead = text(say.THRICE.format(what=short(ruled.what, 200)))
    card = Card("", (lead, text(say.BRING_IT)), (*reasons, seat))
    return (Whisper(ruled.by, card),)


def stuck(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/stuck 3 too big`: why a commitment waits; `/stuck 3 seat` brings it to one's next seat."""
    number, _, word = event.args.strip().partition(" ")
    found, word = _mine(group, event.by.id, number), word.strip().lower()
    if word == "seat":
        return _bring(group, found)
    why = next((w for w in say.STUCK if word and (word in w.split() or w.startswith(word))), "")
    if not why:
        raise Refused(say.HOW_TO_STUCK)
    if found.history:  # the answer is kept with what it is an answer to
        last = replace(found.history[-1], note=why)
        group = _changed(group, replace(found, history=(*found.history[:-1], last)))
    shrinks = why in say.STUCK[:2]
    buttons = (_shrink(found.id), _seat(found.id)) if shrinks else (_seat(found.id),)
    advice = say.STUCK_ADVICE[why].format(id=found.id)
    return Outcome(group, (Whisper(event.by.id, note("", advice, buttons=buttons)),))


def shrink(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/shrink 3 call one customer`; `/shrink 3 keep` leaves it as it is."""
    number, _, what = event.args.strip().partition(" ")
    found = _mine(group, event.by.id, number)
    if what.strip().lower() == "keep":
        said = say.KEPT_SIZE.format(what=short(found.what, 200))
        return Outcome(group, (Whisper(event.by.id, note("", said)),))
    if not what.strip():
        raise Refused(say.HOW_TO_SHRINK)
    return _smaller(group, replace(found, what=required(what, 300, ""), confidence=None))


def shrink_form(group: Group, by: Actor, about: str) -> Form | None:
    """The form that asks for a smaller commitment in place of one of one's own."""
    found = next((c for c in of(group, by.id) if str(c.id) == about), None)
    if found is None:
        return None
    fields = (replace(WHAT, value=found.what), replace(CUE, value=found.cue), SURE)
    return Form(f"shrink:{about}", labels.SHRINK_TITLE.format(id=about), fields)


def submit_shrink(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer."""
    found = _mine(group, event.by.id, event.form.partition(":")[2])
    sure = whole(event.values.get("sure", "").removesuffix("/10"))
    smaller = replace(
        found,
        what=required(event.values.get("what", ""), 300, labels.HINT_WHAT),
        cue=written(event.values.get("cue", ""), 300),
        confidence=sure if sure is not None and sure <= 10 else None,
    )
    return _smaller(group, smaller)


def _smaller(group: Group, smaller: Commitment) -> Outcome[Group]:
    return Outcome(
        _changed(group, smaller), (Whisper(smaller.by, noted(smaller, lead=say.SHRUNK)),)
    )


def _bring(group: Group, found: Commitment) -> Outcome[Group]:
    """A question about it waits as the brief of its owner's next seat, unless they have one."""
    brief = next((b for b in group.briefs if b.by == found.by), None)
    if brief and brief.question:
        said = say.BRIEF_THERE.format(question=short(brief.question, 200))
        return Outcome(group, (Whisper(found.by, note("", said)),))
    question = say.SEAT_QUESTION.format(what=found.what)
    kept = tuple(b for b in group.briefs if b.by != found.by)
    brief = replace(brief or Brief(found.by), question=question)
    said = say.BROUGHT.format(question=question) + (say.READ_THEN if found.private else "")
    group = replace(group, briefs=(*kept, brief))
    return Outcome(group, (Whisper(found.by, note("", said)),))


def _mine(group: Group, who: str, number: str) -> Commitment:
    id = whole(number.lstrip("#"))
    found = next((c for c in of(group, who) if c.id == id), None)
    if found is None:
        raise Refused(say.NO_SUCH_COMMITMENT.format(id=short(number, 20)))
    return found


def _changed(group: Group, new: Commitment) -> Group:
    """The group with a commitment as it is now, in what was reviewed in this meeting as well."""
    return replace(
        group,
        commitments=tuple(new if c.id == new.id else c for c in group.commitments),
        reviewed=tuple(new if c.id == new.id else c for c in group.reviewed),
    )


def _label(why: str) -> str:
    return why[0].upper() + why[1:]


def _shrink(id: int) -> Button:
    return Button(labels.BUTTON_SHRINK, "shrink", str(id), form=f"shrink:{id}", main=True)


def _seat(id: int) -> Button:
    return Button(labels.BUTTON_BRING, "stuck", f"{id} seat")
