"""Hints: what a lint says to the writer alone, once in a step; and questions kept for a later step
in which they are no advice in disguise.
"""

from datetime import datetime

from bot.cards import Button, Span, note
from bot.effects import Effect, Outcome, Refused, Whisper
from bot.events import Command
from bot.feedback.items import FEW, given
from bot.feedback.lints import experience_lint, pack_lint, question_lint
from bot.feedback.packs import pack_of
from bot.feedback.reveal import items_shown
from bot.formats.format import Step
from bot.group import Group
from bot.levels import stricter, unkept
from bot.live import Item, Meeting
from bot.meetings.beside import after, is_open, open_now
from bot.meetings.floor import holder_of, running, step_of
from bot.text import whole
from bot.values import replace
from bot.words import ENOUGH_ITEMS
from bot.words import lints as words

ASKED = ("disguised", "no_question")  # what is said of a question in a step for questions


def hinted(
    group: Group, was: Meeting, index: int, by: str, values: dict[str, str], heard: bool
) -> tuple[Group, tuple[Effect, ...]]:
    """The group after somebody wrote, and what a lint has to say to them, if it says so for the
    first time in this step. `heard` as in `writing.write`.
    """
    meeting = running(group)
    new = meeting.items[len(was.items) :]
    if not new or not is_open(meeting, index) or by in meeting.at.hinted:
        return group, ()
    if not (lint := _lint(meeting, meeting.agenda[index], by, values, new)):
        return group, ()
    meeting = replace(meeting, at=replace(meeting.at, hinted=(*meeting.at.hinted, by)))
    spans: list[Span] = [words.LEAD, words.LINTS[lint]]
    buttons: tuple[Button, ...] = ()
    if lint == "disguised" and (later := _later(meeting, index, by)) is not None:
        title = meeting.agenda[later].title
        spans += [" ", words.LATER.format(title=title)]
        args = f"{new[0].id}" if heard else f"{new[0].id} shown"
        buttons = (Button(words.BUTTON_LATER.format(title=title), "later", args),)
    told = Whisper(by, note("", *spans, buttons=buttons))
    return replace(group, meeting=meeting), (told,)


def listening(group: Group, who: str) -> Outcome[Group]:
    """What comes of talk that a step does not ask for: a seat-holder who listens in it is reminded
    of that, once.
    """
    meeting = group.meeting
    step = step_of(meeting) if meeting else None
    if meeting is None or step is None or step.rule != "seat_listens":
        return Outcome(group)
    if who != holder_of(meeting, step) or who in meeting.at.hinted:
        return Outcome(group)
    meeting = replace(meeting, at=replace(meeting.at, hinted=(*meeting.at.hinted, who)))
    told = Whisper(who, note("", words.LISTEN))
    return Outcome(replace(group, meeting=meeting), (told,))


def later(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/later 8`: a question of the running step is kept for the next step that takes feedback."""
    meeting, by = running(group), event.by.id
    number, _, rest = event.args.strip().partition(" ")
    id = whole(number.lstrip("#"))
    here = open_now(meeting)
    own = (i for i in meeting.items if i.id == id and i.by == by and i.step in here)
    item = next((i for i in own if i.kind == "question" and not i.on and not i.deleted), None)
    if item is None or step_of(meeting).rule != "questions_only":
        raise Refused(words.NOT_LATER.format(id=number.lstrip("#")[:9] or "…"))
    if (index := _later(meeting, item.step, by)) is None:
        raise Refused(words.NO_LATER)
    if len(given(meeting, index, by)) >= FEW:
        raise Refused(ENOUGH_ITEMS.format(most=FEW))
    meeting = _filed(meeting, item, index)
    step = meeting.agenda[index]
    told = Whisper(by, note("", words.FILED.format(id=item.id, title=step.title)))
    emptied = bool(rest.strip())  # it stood on a card of its step
    shown = items_shown(meeting, item.step, len(meeting.items), emptied)
    return Outcome(replace(group, meeting=meeting), (told, *shown))


def _filed(meeting: Meeting, item: Item, index: int) -> Meeting:
    step = meeting.agenda[index]
    pack = pack_of(meeting, step)
    kind, level = pack.kind if pack else "idea", stricter(item.level, step.show)
    moved = replace(item, step=index, kind=kind, level=level)
    items = tuple(moved if other.id == item.id else other for other in meeting.items)
    return replace(meeting, items=items)


def _later(meeting: Meeting, now: int, who: str) -> int | None:
    """The next step in which a member gives feedback, of the seat of step `now` if it has one."""
    here = meeting.agenda[now]
    for index in range(after(meeting), len(meeting.agenda)):
        step = meeting.agenda[index]
        near = step.seat in (here.seat, -1) and holder_of(meeting, step) != who
        if near and "items" in step.keep and step.who in ("peers", "all") and not unkept(step):
            return index
    return None


def _lint(
    meeting: Meeting, step: Step, by: str, values: dict[str, str], new: tuple[Item, ...]
) -> str:
    """What a lint says about what somebody wrote in a step; "" where there is nothing to say."""
    if by == holder_of(meeting, step):
        return ""
    if step.rule == "questions_only" and (asked := values.get("asked", "").strip()):
        lint = question_lint(asked)
        return lint if lint in ASKED else ""
    if step.rule == "experience_only":
        told = " ".join(item.text for item in new if item.kind == "experience")
        return experience_lint(told) if told else ""
    pack = pack_of(meeting, step)
    if pack is None:
        return ""
    boxes = {p.name: values.get(p.name, "") for p in pack.parts}
    if any(value.strip() for value in boxes.values()):
        return pack_lint(pack.id, boxes)
    plain = " ".join(item.text for item in new if item.kind == pack.kind)
    return pack_lint(pack.id, {"text": plain}) if plain else ""
