"""What came of commitments: done, partly, not yet, dropped with a reason, or handed on."""

from datetime import datetime

from bot import labels
from bot.archive import Commitment, Status, Verdict
from bot.cards import note
from bot.commitments import handing, stuck
from bot.commitments.commitment_card import drafts, of, open_card
from bot.effects import Effect, Outcome, Record, Refused, Whisper
from bot.events import Actor, Command, Submitted
from bot.forms import Field, Form
from bot.group import Group
from bot.rhythm.cadence import today
from bot.text import clean, short, whole, written
from bot.values import replace
from bot.words import commitments as say

ENDED = ("done", "dropped", "handed on")
# The longer words first: "not yet" before any that it could begin with.
WORDS: tuple[Status, ...] = ("handed on", "not yet", "dropped", "partly", "done")


def report(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/report 3 partly`, `/report 3 dropped the customer left`, `/report 3 handed on @ben`."""
    number, _, rest = event.args.strip().partition(" ")
    status, reason = _status(rest.strip() or "done")
    if (id := whole(number.lstrip("#"))) is None or status is None:
        raise Refused(say.HOW_TO_REPORT)
    return _report(group, event.by, id, status, reason, now)


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form of `/report`: of one commitment, or of all that are open."""
    effects: tuple[Effect, ...] = ()
    for id, status in statuses(event.values):
        to = event.values.get(f"to{id}", "") if status == "handed on" else ""
        reason = to or event.values.get(f"note{id}", "")
        outcome = _report(group, event.by, id, status, reason, now)
        group, effects = outcome.state, (*effects, *outcome.effects)
    if not effects:
        raise Refused(say.HOW_TO_REPORT)
    return Outcome(group, effects)


def statuses(values: dict[str, str]) -> list[tuple[int, Status]]:
    """The commitments by id, and what a form says came of them."""
    found = []
    for name, word in values.items():
        id = whole(name.removeprefix("status")) if name.startswith("status") else None
        if id is not None and word:
            if (status := _status(word)[0]) is None:
                raise Refused(say.HOW_TO_REPORT)
            found.append((id, status))
    return found


def form(group: Group, by: Actor, about: str = "") -> Form | None:
    """The form that asks what came of one commitment of one's own, or of all; None for none."""
    mine = [c for c in of(group, by.id) if about in ("", str(c.id))]
    if not mine:
        return None
    name, title = (f"report:{about}", f" #{about}") if about else ("report", "")
    fields = (field for c in mine for field in _fields(c, alone=bool(about)))
    return Form(name, labels.BUTTON_REPORT + title, tuple(fields))


def resolve(
    group: Group, by: Actor, id: int, status: Status, reason: str, now: datetime
) -> tuple[Group, Commitment, tuple[Effect, ...]]:
    """The group with a verdict on a commitment; an ended one leaves for the archive."""
    if (found := _find(group, by.id, id)) is None:
        raise Refused(say.NO_SUCH_COMMITMENT.format(id=id))
    verdict = Verdict(status, today(now, by.zone), written(reason, 300))
    # Whoever reports twice on a day has changed their mind.
    before = found.history[:-1] if _same_day(found, verdict) else found.history
    ruled = replace(found, status=status, history=(*before, verdict))
    ended = status in ENDED
    known = any(c.id == id for c in group.commitments)
    kept = tuple(ruled if c.id == id else c for c in group.commitments if c.id != id or not ended)
    kept = kept if known or ended else (*kept, ruled)
    waiting = tuple(d for d in group.drafts if d.id != id)
    group = replace(group, commitments=kept, drafts=waiting)
    if group.meeting:
        others = tuple(c for c in group.reviewed if c.id != id)
        group = replace(group, reviewed=(*others, ruled))
    # One that had ended a moment ago, and has not, is put right in the archive as well.
    record = (Record("commitment", str(id), ruled),) if ended or not known else ()
    return group, ruled, (*record, *stuck.asked(ruled))


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


def forget(group: Group, by: Actor, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group after a member has left: what they had open ends, and nobody waits for them."""
    left = Verdict("dropped", today(now, by.zone), say.LEFT_GROUP)
    ended = (replace(c, status=left.status, history=(*c.history, left)) for c in of(group, by.id))
    records = tuple(Record("commitment", str(c.id), c) for c in ended)
    kept = tuple(c for c in group.commitments if c.by != by.id)
    open_now = {c.id for c in kept}
    waiting = (d for d in group.drafts if d.by != by.id)
    group = replace(
        group,
        commitments=tuple(_unwitnessed(c, by.id) for c in kept),
        drafts=tuple(
            _unwitnessed(d, by.id) for d in waiting if d.status == "open" or d.id in open_now
        ),
    )
    return group, records


def _unwitnessed(commitment: Commitment, who: str) -> Commitment:
    return replace(commitment, witness="") if commitment.witness == who else commitment


def _report(
    group: Group, by: Actor, id: int, status: Status, reason: str, now: datetime
) -> Outcome[Group]:
    reason = clean(reason)
    if status == "handed on":
        return handing.offer(group, by, id, reason, now)
    if status == "dropped" and not reason:
        raise Refused(say.WHY_DROPPED.format(id=id))
    group, ruled, effects = resolve(group, by, id, status, reason, now)
    said = say.REPORTED.format(what=ruled.what, status=status)
    return Outcome(group, (Whisper(by.id, note("", said)), *effects))


def _status(text: str) -> tuple[Status | None, str]:
    """The status that a text begins with, and the rest of it, which is why or to whom."""
    text, low = clean(text), clean(text).lower()
    for word in WORDS:
        if low == word or low.startswith((f"{word} ", f"{word}:", f"{word},")):
            return word, text[len(word) :].lstrip(" :,")
    return None, ""


def _find(group: Group, who: str, id: int) -> Commitment | None:
    """A commitment of a member; while a meeting runs also one that has just ended in it."""
    mine = (*of(group, who), *drafts(group, who))
    mine += tuple(c for c in group.reviewed if c.by == who and c.status in ("done", "dropped"))
    return next((c for c in mine if c.id == id), None)


def _same_day(found: Commitment, verdict: Verdict) -> bool:
    return bool(found.history) and found.history[-1].on == verdict.on


def _fields(commitment: Commitment, alone: bool) -> tuple[Field, ...]:
    id, what = commitment.id, short(commitment.what, 80)
    came = Field(f"status{id}", f"#{id} {what}", "choice", choices=labels.VERDICTS)
    if not alone:  # a form has no room for three fields of each
        return came, Field(f"note{id}", labels.ASK_REASON, hint=labels.HINT_REASON)
    why = Field(f"note{id}", labels.ASK_WHY, hint=labels.HINT_REASON)
    return came, why, Field(f"to{id}", labels.ASK_HAND_TO, "member")
