"""A recap put right in place, and the notes of its seats with it, for a day, by those whose lines
they are.
"""

from datetime import date, datetime, timedelta

from bot import labels, lookup
from bot.archive import Closed, Commitment, Correction, Notes, Recap
from bot.cards import Button, note
from bot.effects import Effect, Outcome, Record, Refused, Show, Whisper
from bot.events import Actor, Command, Submitted
from bot.feedback.asks import dated
from bot.forms import Field, Form
from bot.group import Group
from bot.live import Item
from bot.recaps.recap_card import recap_card, written_in
from bot.recaps.recap_own import notes_card
from bot.rhythm.cadence import today
from bot.rhythm.dates import read_day
from bot.text import clean, short, whole, written
from bot.values import replace
from bot.words import day as day_name
from bot.words import fixing as say

TIME = timedelta(hours=24)  # after a meeting; then its recap is a record
MOST = 24  # lines of one form
OUT = "-"  # takes an item out
STORY = {"context": say.YOUR_CONTEXT, "tried": say.YOUR_TRIED}


def fix(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/fix`, `/fix 7` has a form; without one there is nothing to put right, or it is too late."""
    closed = _open(group, event.args, event.found, now)
    number = closed.recap.number
    if _fields(group, closed, event.by) == ():
        raise Refused(say.NOTHING_YOURS.format(number=number))
    button = Button(labels.BUTTON_FIX, "fix", str(number), form=f"fix:{number}", main=True)
    card = note("", say.HOW_TO_FIX.format(number=number), buttons=(button,))
    return Outcome(group, (Whisper(event.by.id, card),))


def fix_form(group: Group, by: Actor, closed: Closed) -> Form | None:
    """The lines of a closed meeting that a member may put right; None where there are none."""
    if group.member(by.id) is None or not (fields := _fields(group, closed, by)):
        return None
    number = closed.recap.number
    return Form(f"fix:{number}", labels.FIX_TITLE.format(number=number), fields)


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer: what is different now stands in the recap, or in the notes of a seat where
    it is for its holder alone; and that is marked."""
    was, by = _open(group, event.form.partition(":")[2], event.found, now), event.by
    may = {f.name: f.value for f in _fields(group, was, by)}
    closed, count, doubts = was, 0, list[str]()
    for name, said in event.values.items():
        text = written(said, 2000)
        if name not in may or not text or text == may[name]:
            continue
        if name.startswith("by") and (doubt := _doubt(text, by, now)):
            doubts.append(doubt)
            continue
        group, new = _mended(group, closed, name, text, by, now)
        closed, count = _marked(closed, new, Correction(by.id, now, _what(name))), count + 1
    told = [Whisper(by.id, note("", doubt)) for doubt in doubts]
    if not count:
        return Outcome(group, tuple(told) or (Whisper(by.id, note("", say.NOTHING_CHANGED)),))
    told.append(Whisper(by.id, note("", say.MENDED.format(count=count))))
    if group.last and group.last.number == closed.recap.number:
        group = replace(group, last=closed.recap)
    return Outcome(group, (*told, *_shown(group, was, closed)))


def standing(group: Group, now: datetime) -> Recap:
    """The last recap; refused where there is none, or it is a record by now."""
    if group.last is None:
        raise Refused(say.NO_RECAP)
    _check_fresh(group.last, now)
    return group.last


def asked(group: Group, said: str, found: Closed | None) -> Closed:
    """The closed meeting that somebody asked for; refused where there is none."""
    if group.last is None:
        raise Refused(say.NO_RECAP)
    if found is None:
        number = lookup.numbered(said)
        raise Refused(say.NO_SUCH_RECAP.format(number=group.last.number, asked=number))
    return found


def _shown(group: Group, was: Closed, now: Closed) -> tuple[Effect, ...]:
    """What has changed, for those who read it: the room, and seat-holders."""
    effects, recap = list[Effect](), now.recap
    if recap != was.recap:
        effects.append(Show(f"recap:{recap.number}", recap_card(recap)))
        effects.append(Record("meeting", str(recap.number), recap))
    for new in (n for n in now.notes if n not in was.notes):
        if group.member(new.holder):
            card = notes_card(new, recap)
            effects.append(Whisper(new.holder, card, f"notes:{recap.number}"))
        effects.append(Record("notes", f"{recap.number}:{new.holder}", new))
    return tuple(effects)


def _open(group: Group, said: str, found: Closed | None, now: datetime) -> Closed:
    """The closed meeting that somebody asked for; refused where its recap is a record by now."""
    closed = asked(group, said, found)
    _check_fresh(closed.recap, now)
    return closed


def _check_fresh(recap: Recap, now: datetime) -> None:
    if now > recap.ended + TIME:
        raise Refused(say.TOO_LATE.format(number=recap.number))


def _fields(group: Group, closed: Closed, by: Actor) -> tuple[Field, ...]:
    """A field for each line that is somebody's own, with what stands there now."""
    recap, found = closed.recap, list[Field]()
    for index, told in enumerate(recap.seats):
        if told.question and told.holder == by.id:
            found.append(_field(f"question{index}", say.YOUR_QUESTION, told.question, 2000))
    for c in recap.commitments:
        if c.by == by.id:
            found.append(_field(f"what{c.id}", say.YOUR_COMMITMENT.format(id=c.id), c.what, 300))
            due = c.due.isoformat() if c.due else ""
            found.append(_field(f"by{c.id}", say.ITS_DATE.format(id=c.id), due, 40))
    found += _of_items(closed, by.id, _keeps(group, recap, by))
    for index, notes in enumerate(closed.notes):
        for name, label in STORY.items():
            if notes.holder == by.id and (text := getattr(notes, name)):
                found.append(_field(f"{name}{index}", label, text, 2000))
    return tuple(found[:MOST])


def _of_items(closed: Closed, who: str, keeps: bool) -> list[Field]:
    """A field for each item that somebody wrote, also of those for a seat-holder alone; whoever
    keeps the record has one for each decision."""
    found, open_to_all = [], written_in(closed.recap)
    alone = (i for n in closed.notes for i in n.items if i.level == "seat_only" and i.by == who)
    mine = [i for i in open_to_all if i.by == who or (keeps and i.kind in ("decision", "charter"))]
    for item in (*mine, *alone):
        kind = labels.KINDS.get(item.kind, item.kind)
        label = say.YOUR_ITEM if item in open_to_all else say.YOUR_ITEM_ALONE
        found.append(_field(f"item{item.id}", label.format(id=item.id, kind=kind), item.text, 2000))
    return found


def _keeps(group: Group, recap: Recap, by: Actor) -> bool:
    """Whether somebody looks after the decisions of a meeting."""
    member = group.member(by.id)
    organises = member is not None and member.role == "organiser"
    return by.admin or organises or by.id == recap.facilitator


def _field(name: str, label: str, value: str, limit: int) -> Field:
    return Field(name, label, "text" if limit > 300 else "line", limit=limit, value=value)


def _mended(
    group: Group, closed: Closed, name: str, text: str, by: Actor, now: datetime
) -> tuple[Group, Closed]:
    """The group and a closed meeting of it with one line in other words."""
    word, id = _named(name)
    match word:
        case "item":
            return group, _with_item(closed, id, text, today(now, by.zone))
        case "question":
            return group, _with_question(closed, id, text)
        case "context" | "tried":
            return group, _with_story(closed, id, word, text)
    reading = read_day(text, today(now, by.zone)) if word == "by" else None

    def new(c: Commitment) -> Commitment:
        if c.id != id:
            return c
        if word == "what":
            return replace(c, what=written(text, 300))
        return replace(c, due=reading.day if reading else None, proposed=False)

    group = replace(group, commitments=tuple(map(new, group.commitments)))
    recap = replace(closed.recap, commitments=tuple(map(new, closed.recap.commitments)))
    return group, replace(closed, recap=recap)


def _with_story(closed: Closed, index: int, word: str, text: str) -> Closed:
    """The same with what a seat-holder told of their context, or of what they had tried."""
    notes = list(closed.notes)
    told = notes[index]
    context, tried = (text, told.tried) if word == "context" else (told.context, text)
    notes[index] = replace(told, context=context, tried=tried)
    return replace(closed, notes=tuple(notes))


def _with_question(closed: Closed, index: int, text: str) -> Closed:
    """The same with the question of a seat in other words, in its holder's notes too."""
    seats = list(closed.recap.seats)
    seats[index] = replace(seats[index], question=text)
    holder, recap = seats[index].holder, replace(closed.recap, seats=tuple(seats))
    notes = (replace(n, question=text) if n.holder == holder else n for n in closed.notes)
    return Closed(recap, tuple(notes))


def _with_item(closed: Closed, id: int, text: str, day: date) -> Closed:
    """The same with an item in other words, wherever it stands; a dash takes it out."""

    def mended(items: tuple[Item, ...]) -> tuple[Item, ...]:
        kept = (item for item in items if item.id != id or text != OUT)
        return tuple(new(i) if i.id == id else i for i in kept)

    def new(item: Item) -> Item:
        return dated(replace(item, text=text, edited=True), day)

    recap = closed.recap
    seats = tuple(replace(s, picks=mended(s.picks), items=mended(s.items)) for s in recap.seats)
    notes = tuple(replace(n, items=mended(n.items)) for n in closed.notes)
    return Closed(replace(recap, items=mended(recap.items), seats=seats), notes)


def _marked(was: Closed, now: Closed, mark: Correction) -> Closed:
    """What was put right, marked wherever it stands: what is for a seat-holder alone is not told
    to the group."""
    recap, notes = now.recap, list[Notes]()
    if recap != was.recap:
        recap = replace(recap, corrections=(*recap.corrections, mark))
    for old, new in zip(was.notes, now.notes, strict=True):
        changed = replace(new, corrections=(*new.corrections, mark))
        notes.append(changed if new != old else old)
    return Closed(recap, tuple(notes))


def _doubt(text: str, by: Actor, now: datetime) -> str:
    """Why a date can't be put in as it was written; "" where it can."""
    day, said = today(now, by.zone), short(clean(text), 40)
    reading = read_day(text, day)
    if reading is None:
        return say.NO_SUCH_DATE.format(text=said)
    if not reading.sure:
        return say.UNSURE_DATE.format(text=said, day=day_name(reading.day))
    return say.DATE_OVER.format(day=day_name(reading.day)) if reading.day < day else ""


def _named(name: str) -> tuple[str, int]:
    """A field's name apart: ("item", 12) of "item12"."""
    word = name.rstrip("0123456789")
    return word, whole(name[len(word) :]) or 0


def _what(name: str) -> str:
    """What was put right, without what it says: "commitment 4", "item 12"."""
    word, number = _named(name)
    return f"{ {'what': 'commitment', 'by': 'date'}.get(word, word) } {number}"
