"""What members write in a step: what is kept of it, who is told, done and pass."""

from datetime import datetime

from bot import board, labels, words
from bot.cadence import today
from bot.cards import Mention, note
from bot.commitments import day_of, finish, noted, promise, resolve, split_day
from bot.effects import Effect, Outcome, Refused, Show, Whisper
from bot.events import Actor, Command, Said, Submitted
from bot.floor import holder_of, may_write, running, speaker_of, step_of, taking_part
from bot.formats.format import Step
from bot.group import Group
from bot.keeps import KEEPS, item_kinds, settles
from bot.live import Item, Meeting
from bot.meeting import advance
from bot.rotation import queue
from bot.text import required, whole, written
from bot.values import replace

FEW = 3  # items of feedback by one member in one step
MANY = 12  # other lines by one member in one step
SEAT_FIELDS = ("context", "tried", "question", "help")


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """A member answered the form of a step; a step that is over by now takes it as late."""
    meeting, index = group.meeting, _index(group, event.rev)
    if meeting is None or index is None:
        said = "\n".join(value for value in event.values.values() if value.strip())
        raise Refused(words.TOO_LATE.format(text=written(said, 4000)))
    if not may_write(group, meeting, index, event.by.id):
        raise Refused(words.NOT_YOUR_STEP)
    return write(group, event.by, index, event.values, now)


def say(group: Group, event: Said, now: datetime) -> Outcome[Group]:
    """Plain text in a room that listens: kept where the step asks this member for it, else just
    talk.
    """
    meeting = group.meeting
    if meeting is None or not may_write(group, meeting, meeting.at.step, event.by.id):
        return Outcome(group)
    step, speaker = step_of(meeting), speaker_of(meeting)
    if step.turn == "serial" and speaker != event.by.id:
        return Outcome(group)
    values = _spoken(meeting, step, event.by.id, event.text)
    if not values:
        return Outcome(group)
    settle, hush = step.turn != "serial", hidden(group)
    outcome = write(group, event.by, meeting.at.step, values, now, settle=settle, heard=not hush)
    return Outcome(outcome.state, outcome.effects, hush)


def hidden(group: Group) -> bool:
    """Whether what is written in the running step is not, or not yet, for everybody's eyes."""
    step = step_of(group.meeting) if group.meeting else None
    return step is not None and (step.turn == "blind" or step.show in ("seat_only", "private"))


def write(
    group: Group,
    by: Actor,
    index: int,
    values: dict[str, str],
    now: datetime,
    settle: bool = True,
    heard: bool = False,
) -> Outcome[Group]:
    """Keep what was written in a step, tell the writer, and show it unless the step is blind.

    Whoever wrote what a step asks for once is done with it, if that may `settle` it. What was
    `heard` stands in the room already: no copy of it, and no word of thanks for each line.
    """
    if not any(map(str.strip, values.values())):
        raise Refused(words.NOTHING_FILLED)
    was = running(group)
    step, late = was.agenda[index], was.at.step != index
    if step.show in ("private", "off_record"):
        return Outcome(group, (Whisper(by.id, note("", words.SHOWS[step.show])),))
    group, said = _commitments(group, step, by, values, now)
    group, ended = _statuses(group, by, values)
    meeting = _seated(running(group), step, by, values)
    meeting = _items(meeting, index, by.id, values, late)
    group = replace(group, meeting=meeting)
    told = said or (() if heard else (Whisper(by.id, note("", _thanks(step, late))),))
    open_now = (step.turn != "blind" or late) and not heard
    new = open_now and len(meeting.items) > len(was.items)
    shown = board.items_shown(meeting, index, len(was.items)) if new else ()
    effects = (*told, *ended, *shown)
    if late or not (settle and settles(step.keep)):
        return Outcome(group, (*effects, board.shown(group)))
    outcome = _mark(group, by.id, now)
    return Outcome(outcome.state, (*effects, *outcome.effects))


def type_in(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/write one line`: the same as saying it in a room that listens."""
    meeting = running(group)
    if not may_write(group, meeting, meeting.at.step, event.by.id):
        raise Refused(words.NOT_YOUR_STEP)
    line = required(event.args, 2000, "/write " + labels.HINT_WHAT)
    values = _spoken(meeting, step_of(meeting), event.by.id, line)
    return write(group, event.by, meeting.at.step, values, now)


def done(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Done with one's part of the step; outside a step, or with a number, with a commitment."""
    meeting, who = group.meeting, event.by.id
    if event.args.strip() or not meeting:
        return finish(group, event, now)
    if who not in taking_part(group, meeting, meeting.at.step):
        raise Refused(words.NOT_YOUR_STEP)
    if who in meeting.at.done:
        raise Refused(words.ALREADY_DONE)
    return _mark(group, who, now)


def skip(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Pass: in a meeting the turn or the step, between meetings the next seat. Never explained."""
    if group.meeting:
        outcome = done(group, replace(event, args=""), now)
        return replace(
            outcome, effects=(Whisper(event.by.id, note("", words.PASSED)), *outcome.effects)
        )
    who = event.by.id
    first = _next(group)
    if who not in first:
        raise Refused(words.NOT_NEXT)
    passed = (*group.passed, who)
    group = replace(group, passed=passed if set(group.ids) - set(passed) else (who,))
    instead = next((id for id in _next(group) if id not in first), _next(group)[0])
    card = note("", Mention(who), words.PASSED_SEAT, Mention(instead), words.IS_NEXT)
    return Outcome(group, (Show(f"passed:{event.id}", card),))


def _next(group: Group) -> list[str]:
    return [place.member.id for place in queue(group)][: max(1, group.seats)]


def _mark(group: Group, who: str, now: datetime) -> Outcome[Group]:
    meeting = running(group)
    at, step = meeting.at, step_of(meeting)
    if who in at.done:
        return Outcome(group, (board.shown(group),))
    at = replace(at, done=(*at.done, who))
    group = replace(group, meeting=replace(meeting, at=at))
    if at.left is not None:
        return Outcome(group, (board.shown(group),))
    if step.turn == "serial":
        over = speaker_of(meeting) == who
    else:
        over = step.end == "all_done" and set(taking_part(group, meeting, at.step)) <= set(at.done)
    return advance(group, now) if over else Outcome(group, (board.shown(group),))


def _index(group: Group, rev: str) -> int | None:
    """The step that a form was opened for; None where its meeting is over."""
    if group.meeting is None:
        return None
    number, _, rest = (rev or board.rev(group.meeting)).partition(".")
    step = whole(rest.partition(".")[0])
    if number != str(group.meeting.number) or step is None:
        return None
    return step if step <= group.meeting.at.step else None


def _spoken(meeting: Meeting, step: Step, by: str, text: str) -> dict[str, str]:
    """Which field of the step a plain line answers."""
    holder = holder_of(meeting, step)
    if "question" in step.keep or "question_final" in step.keep:
        return {"question" if "?" in text else "note": text}
    if "answers" in step.keep:
        return {"answer" if by == holder else "asked": text}
    if "commitment" in step.keep and step.who == "all":
        return {"what": text}
    if "items" in step.keep:
        return {"text": text}
    if "commitment_status" not in step.keep and (kinds := [w for w in step.keep if KEEPS[w].kind]):
        return {KEEPS[kinds[0]].fields[0].name: text}
    return {"note": text} if step.keep else {}


def _commitments(
    group: Group, step: Step, by: Actor, values: dict[str, str], now: datetime
) -> tuple[Group, tuple[Effect, ...]]:
    what = written(values.get("what", ""), 300) if "commitment" in step.keep else ""
    if not what:
        return group, ()
    day = today(now, by.zone)
    what, due = split_day(what, day)
    cue = values.get("cue", "") or values.get("obstacle", "")
    due = day_of(values.get("by", ""), day) or due
    group, made = promise(group, by, what, due, now, cue, values.get("sure", ""))
    return group, (Whisper(by.id, noted(made)),)


def _statuses(group: Group, by: Actor, values: dict[str, str]) -> tuple[Group, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for name, status in values.items():
        id = whole(name.removeprefix("status")) if name.startswith("status") else None
        if id is not None and status:
            if status not in dict(labels.STATUSES):
                raise Refused(words.HOW_TO_REPORT)
            group, _, more = resolve(group, by.id, id, status)
            effects += more
    return group, effects


def _seated(meeting: Meeting, step: Step, by: Actor, values: dict[str, str]) -> Meeting:
    """The seat with what its holder wrote of it."""
    if step.seat < 0 or meeting.seats[step.seat].holder != by.id:
        return meeting
    seat = meeting.seats[step.seat]
    new = {name: written(values[name], 2000) for name in SEAT_FIELDS if values.get(name)}
    if "help" in new and new["help"] not in labels.HELP_LABELS:
        raise Refused(words.NO_SUCH_HELP.format(known=", ".join(labels.HELP_LABELS)))
    if picks := values.get("picks", ""):
        seat = replace(seat, picks=_picks(meeting, picks))
    seats = list(meeting.seats)
    seats[step.seat] = replace(
        seat,
        context=new.get("context", seat.context),
        tried=new.get("tried", seat.tried),
        question=new.get("question", seat.question),
        help=new.get("help", seat.help),
    )
    return replace(meeting, seats=tuple(seats))


def _picks(meeting: Meeting, picks: str) -> tuple[int, ...]:
    known = {str(item.id) for item in meeting.items}
    chosen = [pick.strip().lstrip("#") for pick in picks.split(",") if pick.strip()]
    if len(chosen) > FEW or any(pick not in known for pick in chosen):
        raise Refused(words.HOW_TO_PICK.format(most=FEW))
    return tuple(int(pick) for pick in dict.fromkeys(chosen))


def _items(meeting: Meeting, index: int, by: str, values: dict[str, str], late: bool) -> Meeting:
    step, items = meeting.agenda[index], list(meeting.items)
    most = FEW if "items" in step.keep and step.turn == "blind" else MANY
    for name, kind in item_kinds(step.keep).items():
        if not (line := written(values.get(name, ""), 2000)):
            continue
        if len([i for i in items if i.step == index and i.by == by]) >= most:
            raise Refused(words.ENOUGH_ITEMS.format(most=most))
        tag = (kind, line) if name != "text" else _kind(values.get("kind", ""), line)
        items.append(Item(len(items) + 1, index, by, *tag, late))
    return replace(meeting, items=tuple(items))


def _kind(kind: str, line: str) -> tuple[str, str]:
    """The kind of an item: chosen, or written before a colon ("risk: ..."); an idea otherwise."""
    known = {value for value, _ in labels.ITEM_KINDS}
    head, colon, rest = line.partition(":")
    if not kind and colon and head.strip().lower() in known and rest.strip():
        return head.strip().lower(), rest.strip()
    if kind and kind not in known:
        raise Refused(words.NO_SUCH_KIND.format(known=", ".join(sorted(known))))
    return kind or "idea", line


def _thanks(step: Step, late: bool) -> str:
    if late:
        return words.KEPT_LATE.format(title=step.title)
    return words.KEPT_BLIND if step.turn == "blind" else words.KEPT
