"""Briefs: what members ask in their next seat, written before it; and how others read it there."""

from datetime import datetime

from bot import labels
from bot.cards import Block, Button, Card, Fields, Mention, Quote, Spans, Text, note, text
from bot.effects import Effect, Outcome, Refused, Show, Whisper
from bot.events import Actor, Command, Submitted
from bot.feedback import seating
from bot.feedback.lints import brief_lints
from bot.feedback.packs import BY_HELP, PACKS, Pack
from bot.formats.format import Step
from bot.formats.keeps import KEEPS
from bot.forms import Field, Form
from bot.group import Brief, Group
from bot.live import Meeting, Seat
from bot.meetings import board
from bot.meetings.beside import after, open_now, together
from bot.meetings.floor import running, seat_of, step_of
from bot.values import replace
from bot.words import ITEMS_TITLE, lints
from bot.words import brief as words

WORDS = ("brief", "question", "help_mode")  # of a step's `keep`: together they ask for a brief


def brief(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/brief What would you charge?`; alone it shows what stands, `/brief off` drops it."""
    said, by = event.args.strip(), event.by.id
    if said.lower() == "off":
        return _dropped(group, by)
    if said:
        return _written(group, by, {"question": said})
    _check(group, by)
    if (own := of(group, by)) is None:
        raise Refused(words.NOT_WRITTEN)
    return Outcome(group, (Whisper(by, _own(own)),))


def brief_form(group: Group, by: Actor) -> Form | None:
    """The form of `/brief`, with what stands in it; None while the member's seat is open."""
    if group.member(by.id) is None or _asked(group, by.id):
        return None
    own = of(group, by.id) or Brief(by.id)
    fields = (field for word in WORDS for field in KEEPS[word].fields)
    return Form("brief", words.TITLE, tuple(_standing(field, own) for field in fields))


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form of `/brief`."""
    return _written(group, event.by.id, event.values)


def of(group: Group, who: str) -> Brief | None:
    """What a member asks in their next seat, if they have written it."""
    return next((brief for brief in group.briefs if brief.by == who), None)


def standing(group: Group, seat: Seat, step: Step) -> Seat:
    """A seat as its holder wrote of it last, be it that others don't see it before the reveal."""
    waits = of(group, seat.holder) if step.turn == "blind" else None
    return replace(seat, question=waits.question or seat.question) if waits else seat


def opened(group: Group, index: int) -> tuple[Group, tuple[Effect, ...]]:
    """The group as a step opens, and those beside it: where a seat begins with one of them, its
    holder's brief fills it.
    """
    effects: tuple[Effect, ...] = ()
    for n in together(running(group).agenda, index):
        group, told = _opened(group, n)
        effects += told
    return group, effects


def _opened(group: Group, index: int) -> tuple[Group, tuple[Effect, ...]]:
    meeting = running(group)
    step = meeting.agenda[index]
    own = seat_of(meeting, step)
    runs = index > 0 and step.seat in [meeting.agenda[n].seat for n in open_now(meeting)]
    if own is None or runs or not seating.asks(meeting, step.seat):
        return group, ()
    if (filled := _filled(group, meeting, step.seat, own)) is None:
        return group, ()
    now = running(filled)
    effects = (*_shown(now, step.seat), *_advised(own.holder, _giving(now, step.seat), ()))
    return filled, effects


def revealed(group: Group) -> Group:
    """The group at the end of a blind step of a seat: what its holder asked in it is the seat's."""
    for n in open_now(running(group)):
        meeting = running(group)
        step = meeting.agenda[n]
        seat = seat_of(meeting, step)
        if seat and step.turn == "blind" and seating.asked(step.keep):
            group = _filled(group, meeting, step.seat, seat) or group
    return group


def told(was: Meeting, now: Meeting, seat: int) -> tuple[Effect, ...]:
    """What follows when a seat was written in: its card, the pack it chooses, and the lints."""
    old, new = was.seats[seat], now.seats[seat]
    if old is new:
        return ()
    shown = _shown(now, seat) if _shown(was, seat) != _shown(now, seat) else ()
    chosen = _giving(now, seat) if old.help != new.help else None
    lines = _linted(_lints(old), _lints(new))
    return (*shown, *_advised(new.holder, chosen, lines))


def asks_shown(group: Group) -> tuple[Effect, ...]:
    """What members asked in the blind step that ends, where it is asked outside any seat: of those
    who are there and have a turn.
    """
    meeting, step = running(group), step_of(running(group))
    if step.seat >= 0 or "question" not in step.keep:
        return ()
    here = {seat.holder for seat in meeting.seats} & {*meeting.present}
    asked = [brief for brief in group.briefs if brief.question and brief.by in here]
    blocks = tuple(Quote(b.by, b.question, labels.HELP_LABELS.get(b.help, "")) for b in asked)
    card = Card(ITEMS_TITLE.format(title=step.title), blocks)
    key = f"asks:{meeting.number}:{meeting.at.step}"
    return (Show(key, card, thread=board.key(meeting)),) if blocks else ()


def _written(group: Group, by: str, values: dict[str, str]) -> Outcome[Group]:
    _check(group, by)
    names = {name: values[name] for name in seating.FIELDS if name in values}
    new = dict.fromkeys(names, "") | seating.fields(names, tuple(names))
    if seat := _open_seat(group, by):
        return _late(group, by, seat, {name: value for name, value in new.items() if value})
    was = of(group, by) or Brief(by)
    group = seating.briefed(group, by, new)
    now = of(group, by) or was
    card = _own(now, _linted(_lints(was), _lints(now)))
    return Outcome(group, (Whisper(by, card),))


def _late(group: Group, by: str, seat: Seat, new: dict[str, str]) -> Outcome[Group]:
    """A brief for a seat that is open already, and has no question yet."""
    was = running(group)
    index = was.seats.index(seat)
    now = seating.changed(was, index, seating.filled(seat, new))
    group = replace(group, meeting=now)
    effects = (*told(was, now, index), board.shown(group))
    return Outcome(group, (Whisper(by, note("", words.ASKED)), *effects))


def _filled(group: Group, meeting: Meeting, index: int, own: Seat) -> Group | None:
    """The group with a seat filled by its holder's brief; None where there is none."""
    if (found := of(group, own.holder)) is None:
        return None
    rest = tuple(brief for brief in group.briefs if brief is not found)
    names = ((name, getattr(found, name)) for name in seating.FIELDS)
    seat = seating.filled(own, {name: value for name, value in names if value})
    return replace(group, briefs=rest, meeting=seating.changed(meeting, index, seat))


def _check(group: Group, by: str) -> None:
    """Refused while the member's seat is open and something is asked in it."""
    if not _asked(group, by):
        return
    meeting = running(group)
    here, rest = step_of(meeting), meeting.agenda[after(meeting) :]
    if "question" in here.keep or "brief" in here.keep:
        raise Refused(words.OPEN_STEP)
    own = [n for n, seat in enumerate(meeting.seats) if seat.holder == by]
    again = any(step.seat in own and "question_final" in step.keep for step in (here, *rest))
    raise Refused(words.SEAT_OPEN + (words.RESTATE if again else ""))


def _asked(group: Group, by: str) -> bool:
    seat = _open_seat(group, by)
    return seat is not None and bool(seat.question)


def _open_seat(group: Group, by: str) -> Seat | None:
    """The seat of the running step, if it is this member's and something is asked in it."""
    if (meeting := group.meeting) is None:
        return None
    seats = (meeting.agenda[n].seat for n in open_now(meeting))
    asking = (n for n in seats if n >= 0 and seating.asks(meeting, n))
    return next((meeting.seats[n] for n in asking if meeting.seats[n].holder == by), None)


def _dropped(group: Group, by: str) -> Outcome[Group]:
    if of(group, by) is None:
        raise Refused(words.NOTHING_TO_DROP)
    rest = tuple(brief for brief in group.briefs if brief.by != by)
    return Outcome(replace(group, briefs=rest), (Whisper(by, note("", words.DROPPED)),))


def _own(own: Brief, lines: tuple[str, ...] = ()) -> Card:
    """A brief as its writer sees it, with what the lints say."""
    buttons = (Button(labels.BUTTON_CHANGE, "brief", form="brief"),)
    blocks: tuple[Block, ...] = (Fields(_pairs(own)),) if _pairs(own) else ()
    hints = tuple(text(line) for line in lines)
    return Card(words.TITLE, (*blocks, *hints, text(words.STANDS)), buttons)


def _shown(meeting: Meeting, index: int) -> tuple[Effect, ...]:
    """The card of a seat's brief; the story is for the group where all of it is told to it."""
    seat = meeting.seats[index]
    steps = [s for s in meeting.agenda if s.seat == index and seating.asked(s.keep)]
    told = _pairs(seat, story=all(step.show == "group" for step in steps))
    if {label for label, _ in told} <= {words.QUESTION, words.HELP}:
        return ()
    card = Card(words.TITLE, (Text((Mention(seat.holder), words.ASKS)), Fields(told)))
    return (Show(f"brief:{meeting.number}:{index}", card, thread=board.key(meeting)),)


def _pairs(asked: Brief | Seat, story: bool = True) -> tuple[tuple[str, Spans], ...]:
    told = ((words.CONTEXT, asked.context), (words.TRIED, asked.tried)) if story else ()
    help = labels.HELP_LABELS.get(asked.help, "")
    rest = ((words.QUESTION, asked.question), (words.HELP, help), (words.UNWANTED, asked.unwanted))
    return tuple((label, (value,)) for label, value in (*told, *rest) if value)


def _standing(field: Field, own: Brief) -> Field:
    return replace(field, value=getattr(own, field.name), required=False)


def _lints(asked: Brief | Seat) -> tuple[str, ...]:
    return brief_lints(asked.context, asked.tried, asked.question)


def _linted(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """What the lints say that they did not say before."""
    new = [lints.LINTS[lint] for lint in now if lint not in was]
    return (lints.LEAD + " ".join(new),) if new else ()


def _giving(meeting: Meeting, index: int) -> Pack | None:
    """The pack that the help which a seat-holder wants has chosen."""
    seat = meeting.seats[index]
    return None if seat.pack else PACKS.get(BY_HELP.get(seat.help, ""))


def _advised(who: str, pack: Pack | None, lines: tuple[str, ...]) -> tuple[Effect, ...]:
    """What a seat-holder reads privately: how peers will write for them, and what lints say."""
    chosen = (f"{words.PACK}: {pack.title}. {pack.prompt}",) if pack else ()
    blocks = tuple(text(line) for line in (*chosen, *lines))
    buttons = (Button(words.BUTTON_ANOTHER, "pack"),) if pack else ()
    return (Whisper(who, Card("", blocks, buttons)),) if blocks else ()
