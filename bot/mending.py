"""A recap put right in place, for a day, by those whose lines they are."""

from datetime import datetime, timedelta

from bot import labels
from bot.archive import Commitment, Correction, Recap
from bot.cadence import today
from bot.cards import Button, note
from bot.dates import read_day
from bot.effects import Effect, Outcome, Record, Refused, Show, Whisper
from bot.events import Actor, Command, Submitted
from bot.forms import Field, Form
from bot.group import Group
from bot.live import Item
from bot.recap_card import recap_card, written_in
from bot.text import clean, short, whole, written
from bot.values import replace
from bot.words import day as day_name
from bot.words import fixing as say

TIME = timedelta(hours=24)  # after a meeting; then its recap is a record
MOST = 24  # lines of one form
OUT = "-"  # takes an item out


def fix(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/fix` has a form; without one there is nothing to put right, or it is too late for it."""
    recap = standing(group, now)
    if _fields(group, recap, event.by) == ():
        raise Refused(say.NOTHING_YOURS.format(number=recap.number))
    button = Button(labels.BUTTON_FIX, "fix", form="fix", main=True)
    card = note("", say.HOW_TO_FIX.format(number=recap.number), buttons=(button,))
    return Outcome(group, (Whisper(event.by.id, card),))


def fix_form(group: Group, by: Actor) -> Form | None:
    """The lines of the last recap that a member may put right; None where there are none."""
    if group.last is None or group.member(by.id) is None:
        return None
    fields = _fields(group, group.last, by)
    return (
        Form("fix", labels.FIX_TITLE.format(number=group.last.number), fields) if fields else None
    )


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer: what is different now stands in the recap, which is marked."""
    recap, by = standing(group, now), event.by
    may, lines, doubts = {f.name: f.value for f in _fields(group, recap, by)}, [], list[str]()
    for name, said in event.values.items():
        text = written(said, 2000)
        if name not in may or not text or text == may[name]:
            continue
        if name.startswith("by") and (doubt := _doubt(text, by, now)):
            doubts.append(doubt)
            continue
        group, recap = _mended(group, recap, name, text, by, now)
        lines.append(name)
    told = [Whisper(by.id, note("", doubt)) for doubt in doubts]
    if not lines:
        return Outcome(group, tuple(told) or (Whisper(by.id, note("", say.NOTHING_CHANGED)),))
    marks = tuple(Correction(by.id, now, _what(name)) for name in lines)
    recap = replace(recap, corrections=(*recap.corrections, *marks))
    return Outcome(replace(group, last=recap), (*told, *_shown(by, recap, len(lines))))


def _shown(by: Actor, recap: Recap, count: int) -> tuple[Effect, ...]:
    return (
        Whisper(by.id, note("", say.MENDED.format(count=count))),
        Show(f"recap:{recap.number}", recap_card(recap)),
        Record("meeting", str(recap.number), recap),
    )


def standing(group: Group, now: datetime) -> Recap:
    """The last recap; refused where there is none, or it is a record by now."""
    if group.last is None:
        raise Refused(say.NO_RECAP)
    if now > group.last.ended + TIME:
        raise Refused(say.TOO_LATE.format(number=group.last.number))
    return group.last


def _fields(group: Group, recap: Recap, by: Actor) -> tuple[Field, ...]:
    """A field for each line that is somebody's own, with what stands there now."""
    member = group.member(by.id)
    keeps = by.admin or (member is not None and member.role == "organiser")
    keeps = keeps or by.id == recap.facilitator
    found: list[Field] = []
    for index, told in enumerate(recap.seats):
        if told.question and told.holder == by.id:
            found.append(_field(f"question{index}", say.YOUR_QUESTION, told.question, 2000))
    for c in recap.commitments:
        if c.by == by.id:
            found.append(_field(f"what{c.id}", say.YOUR_COMMITMENT.format(id=c.id), c.what, 300))
            due = c.due.isoformat() if c.due else ""
            found.append(_field(f"by{c.id}", say.ITS_DATE.format(id=c.id), due, 40))
    for item in written_in(recap):
        if item.by == by.id or (keeps and item.kind in ("decision", "charter")):
            kind = labels.KINDS.get(item.kind, item.kind)
            label = say.YOUR_ITEM.format(id=item.id, kind=kind)
            found.append(_field(f"item{item.id}", label, item.text, 2000))
    return tuple(found[:MOST])


def _field(name: str, label: str, value: str, limit: int) -> Field:
    return Field(name, label, "text" if limit > 300 else "line", limit=limit, value=value)


def _mended(
    group: Group, recap: Recap, name: str, text: str, by: Actor, now: datetime
) -> tuple[Group, Recap]:
    """The group and its recap with one line in other words."""
    id = whole(name.lstrip("abcdefghijklmnopqrstuvwxyz")) or 0
    if name.startswith("item"):
        return group, _with_item(recap, id, text)
    if name.startswith("question"):
        seats = list(recap.seats)
        seats[id] = replace(seats[id], question=text)
        return group, replace(recap, seats=tuple(seats))
    if name.startswith("by"):
        reading = read_day(text, today(now, by.zone))
        due = reading.day if reading else None

        def new(c: Commitment) -> Commitment:
            return replace(c, due=due, proposed=False) if c.id == id else c
    else:

        def new(c: Commitment) -> Commitment:
            return replace(c, what=written(text, 300)) if c.id == id else c

    open_now = tuple(map(new, group.commitments))
    mended = replace(recap, commitments=tuple(map(new, recap.commitments)))
    return replace(group, commitments=open_now), mended


def _with_item(recap: Recap, id: int, text: str) -> Recap:
    """The recap with an item in other words, wherever it stands; a dash takes it out."""

    def mended(items: tuple[Item, ...]) -> tuple[Item, ...]:
        kept = (item for item in items if item.id != id or text != OUT)
        return tuple(replace(i, text=text, edited=True) if i.id == id else i for i in kept)

    seats = tuple(replace(s, picks=mended(s.picks), items=mended(s.items)) for s in recap.seats)
    return replace(recap, items=mended(recap.items), seats=seats)


def _doubt(text: str, by: Actor, now: datetime) -> str:
    """Why a date can't be put in as it was written; "" where it can."""
    day, said = today(now, by.zone), short(clean(text), 40)
    reading = read_day(text, day)
    if reading is None:
        return say.NO_SUCH_DATE.format(text=said)
    if not reading.sure:
        return say.UNSURE_DATE.format(text=said, day=day_name(reading.day))
    return say.DATE_OVER.format(day=day_name(reading.day)) if reading.day < day else ""


def _what(name: str) -> str:
    """What was put right, without what it says: "commitment 4", "item 12"."""
    word = name.rstrip("0123456789")
    number = name[len(word) :]
    return f"{ {'what': 'commitment', 'by': 'date'}.get(word, word) } {number}"
