"""The date of a commitment, confirmed or changed."""

from datetime import datetime

from bot import labels
from bot.archive import Commitment
from bot.commitments.commitment_card import drafts, of
from bot.commitments.commitments import draft, settle
from bot.commitments.duedates import due_of
from bot.effects import Outcome, Refused
from bot.events import Actor, Command, Submitted
from bot.formats.keeps import BY
from bot.forms import Form
from bot.group import Group
from bot.text import whole
from bot.values import replace
from bot.words import commitments as say


def date(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/date 3 friday`; `/date 3 right` says that the date of a draft is as meant."""
    number, _, text = event.args.strip().partition(" ")
    if (id := whole(number.lstrip("#"))) is None or not text.strip():
        raise Refused(say.HOW_TO_DATE)
    return _date(group, event.by, id, text.strip(), now)


def date_form(group: Group, by: Actor, about: str) -> Form | None:
    """The form that asks for the date of one commitment of one's own."""
    id = whole(about)
    if id is None or (found := _find(group, by.id, id)) is None:
        return None
    by_when = replace(BY, label=found.what[:80], required=True)
    return Form(f"date:{id}", labels.DATE_TITLE.format(id=id), (by_when,))


def submit_date(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer."""
    id, text = whole(event.form.partition(":")[2]), event.values.get("by", "").strip()
    if id is None or not text:
        raise Refused(say.HOW_TO_DATE)
    return _date(group, event.by, id, text, now)


def _date(group: Group, by: Actor, id: int, text: str, now: datetime) -> Outcome[Group]:
    if (found := _find(group, by.id, id)) is None:
        raise Refused(say.DATE_WAITS.format(id=id))
    waits = found in group.drafts
    if waits and text.lower() in labels.YES:
        return Outcome(*settle(group, replace(found, proposed=False), now))
    due = due_of(group, by, text, now)
    if due.doubt:
        return Outcome(*draft(group, replace(found, due=due.day, proposed=due.proposed), due))
    return Outcome(*settle(group, replace(found, due=due.day, proposed=due.proposed), now))


def _find(group: Group, who: str, id: int) -> Commitment | None:
    mine = (*drafts(group, who), *of(group, who))
    return next((c for c in mine if c.id == id), None)
