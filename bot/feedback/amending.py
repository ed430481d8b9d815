"""What its writer changes later in an item: its text, who may read it, or that it stands at all."""

from datetime import datetime

from bot.cards import note
from bot.effects import Effect, Outcome, Refused, Whisper
from bot.events import Command
from bot.feedback.asks import dated
from bot.feedback.reveal import items_shown, whispered
from bot.formats.format import Show
from bot.group import Group
from bot.levels import revealed, stricter
from bot.live import Item, Meeting
from bot.meetings.floor import running
from bot.recaps.mending import standing
from bot.rhythm.cadence import today
from bot.text import required, whole
from bot.values import replace
from bot.words import items as words

LONGEST = 2000  # characters of an item
CHOICES: dict[str, Show] = {"group": "group", "seat_only": "seat_only"}


def edit(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/edit 7 new text`; marked as edited where others had seen it."""
    item, rest = _own(group, event, now)
    text = required(rest, LONGEST, f"/edit {item.id} call three of them")
    seen = revealed(item, running(group))
    new = replace(item, text=text, edited=item.edited or seen)
    return _changed(group, dated(new, today(now, event.by.zone)), words.CHANGED)


def delete(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/delete 7`: the text goes, the number stays."""
    item, _ = _own(group, event, now)
    return _changed(group, replace(item, text="", deleted=True), words.GONE)


def level(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/level 7 seat_only`: for the seat-holder alone, or for the group again as far as its step
    allows.
    """
    item, rest = _own(group, event, now)
    step = running(group).agenda[item.step]
    asked = CHOICES.get(rest.lower())
    if asked is None:
        raise Refused(words.HOW_TO_LEVEL.format(id=item.id))
    if asked == "seat_only" and step.seat < 0:
        raise Refused(words.NO_SEAT)
    new = stricter(step.show, asked)
    if new == item.level:
        raise Refused(words.SAME_LEVEL.format(id=item.id, readers=words.READERS[new]))
    said = words.LEVEL_SET.format(id=item.id, readers=words.READERS[new])
    return _changed(group, replace(item, level=new), said)


def _own(group: Group, event: Command, now: datetime) -> tuple[Item, str]:
    """The member's own item that a command names, and the rest of its line."""
    if group.meeting is None and group.last:
        raise Refused(words.OVER.format(number=standing(group, now).number))
    number, _, rest = event.args.strip().partition(" ")
    id = whole(number.lstrip("#"))
    if id is None:
        raise Refused(words.WHICH_ITEM.format(name=event.name))
    mine = (i for i in running(group).items if i.id == id and i.by == event.by.id)
    if (item := next(mine, None)) is None or item.deleted:
        raise Refused(words.NO_SUCH_ITEM.format(id=id))
    return item, rest.strip()


def _changed(group: Group, item: Item, said: str) -> Outcome[Group]:
    """The group with a changed item, told to its writer and to whoever had read it."""
    was = running(group)
    items = tuple(item if other.id == item.id else other for other in was.items)
    meeting = replace(was, items=items)
    told = Whisper(item.by, note("", said.format(id=item.id)))
    shown = _shown(meeting, item) if revealed(item, meeting) else ()
    return Outcome(replace(group, meeting=meeting), (told, *shown))


def _shown(meeting: Meeting, item: Item) -> tuple[Effect, ...]:
    cards = items_shown(meeting, item.step, known=len(meeting.items))
    return (*cards, *whispered(meeting, (item,)))
