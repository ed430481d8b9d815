"""What members write in a step: by its form, by /write, or just by saying it."""

from datetime import datetime

from bot import labels, levels, words
from bot.cards import note
from bot.commitments.pledging import pledged
from bot.effects import Effect, GivenBack, Outcome, Refused, Whisper
from bot.events import Actor, Command, Said, Submitted
from bot.feedback import briefs
from bot.feedback.aiming import aimed, aims, parts
from bot.feedback.asks import all_dated
from bot.feedback.hints import hinted, listening
from bot.feedback.items import added
from bot.feedback.lints import passes
from bot.feedback.reveal import items_shown
from bot.feedback.said import meaning, talk
from bot.feedback.seating import seated
from bot.formats.format import Step
from bot.formats.keeps import CHOSEN, settles
from bot.group import Group
from bot.live import Item, Meeting
from bot.meetings import articles, asides, board, pulse, topics, votes
from bot.meetings.beside import after, is_open
from bot.meetings.finishing import mark, skip
from bot.meetings.floor import not_yours, running, speaker_of, step_of, takes_part
from bot.text import required, whole, written
from bot.values import replace
from bot.words import items as said
from bot.words.pulse import COUNTED, COUNTED_ALREADY
from bot.words.topics import VOTED


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """A member answered the form of a step; a step that is over by now takes it as late."""
    meeting, index = group.meeting, _index(group, event.rev)
    if meeting is None or index is None:
        said = "\n".join(value for value in event.values.values() if value.strip())
        raise GivenBack(words.TOO_LATE.format(text=written(said, 4000)))
    found = aims(group, meeting, index, event.by.id)
    if not found.all:
        raise Refused(words.NOT_YOUR_STEP)
    if not _filled(event.values):
        raise Refused(words.NOTHING_FILLED)
    effects: tuple[Effect, ...] = ()
    for n, values in parts(meeting, found, event.values):
        outcome = write(group, event.by, n, values, now)
        group, effects = outcome.state, (*effects, *outcome.effects)
    return Outcome(group, effects)


def say(group: Group, event: Said, now: datetime) -> Outcome[Group]:
    """Plain text in a room that listens: kept where the step asks this member for it, else just
    talk.
    """
    meeting, by = group.meeting, event.by.id
    found = aims(group, meeting, meeting.at.step, by) if meeting else None
    if meeting is None or found is None or not found.all:
        return listening(group, by)
    step, speaker = step_of(meeting), speaker_of(meeting)
    if meeting.at.speakers and speaker != by:
        return Outcome(group)
    if _passes(group, meeting, event):
        outcome = skip(group, Command(event.id, event.group, event.by, "pass"), now)
        return replace(outcome, hush=hidden(group))
    if levels.unkept(step):
        return _unkept(group, step, event)
    hush = hidden(group)
    try:
        index, line = aimed(group, meeting, found, event.text)
    except Refused as refusal:
        back = (said.YOU_WROTE.format(text=event.text),) if hush else ()  # nobody has seen it
        return Outcome(group, (Whisper(by, note("", *refusal.why, *back)),), hush)
    if not (values := talk(meeting, index, by, line)):
        return Outcome(group)
    due = pulse.due(meeting, by)
    settle = not meeting.at.speakers and not due
    outcome = write(group, event.by, index, values, now, settle=settle, heard=not hush)
    asked = (pulse.asked(meeting, by),) if due else ()
    return Outcome(outcome.state, (*outcome.effects, *asked), hush)


def _unkept(group: Group, step: Step, event: Said) -> Outcome[Group]:
    """Off the record people talk as they like; what is for oneself stays on one's own screen."""
    if not (hush := levels.hidden(step)):
        return Outcome(group)
    return Outcome(group, (Whisper(event.by.id, note("", words.SHOWS[step.show])),), hush)


def _passes(group: Group, meeting: Meeting, event: Said) -> bool:
    """Whether a line of somebody who is asked for something says no more than that they pass."""
    at, by = meeting.at, event.by.id
    if step_of(meeting).who != "peers" or by in at.done or not passes(event.text):
        return False
    return takes_part(group, meeting, at.step, by)


def hidden(group: Group) -> bool:
    """Whether what is written in the running step is not, or not yet, for everybody's eyes."""
    if (meeting := group.meeting) is None:
        return False
    step = step_of(meeting)
    held = levels.hidden(step) or levels.held_back(meeting, meeting.at.step)
    return held or bool(votes.word(step.keep))


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
    if not _filled(values):
        raise Refused(words.NOTHING_FILLED)
    was = running(group)
    step, late = was.agenda[index], not is_open(was, index)
    if levels.unkept(step):
        return Outcome(group, (Whisper(by.id, note("", words.SHOWS[step.show])),))
    group, effects = _kept(group, by, index, values, now, late, heard)
    meeting = running(group)
    voted = meeting.ballot.votes != was.ballot.votes
    once = settle and (settled(step) or asides.wants_one(was.at))
    if late or not (voted or once) or by.id in was.at.done:
        anew = meeting.seats is not was.seats  # of all that is written the Board has no more
        return Outcome(group, (*effects, board.shown(group)) if anew else effects)
    outcome = mark(group, by.id, now)
    return Outcome(outcome.state, (*effects, *outcome.effects))


def _filled(values: dict[str, str]) -> bool:
    return any(value.strip() for name, value in values.items() if name not in CHOSEN)


def _kept(
    group: Group,
    by: Actor,
    index: int,
    values: dict[str, str],
    now: datetime,
    late: bool,
    heard: bool,
) -> tuple[Group, tuple[Effect, ...]]:
    """The group with all that was written, and what is told and shown of it."""
    was = running(group)
    step = was.agenda[index]
    group, told = pledged(group, step, by, values, now)
    group, new = _taken(group, index, by, values, now, late)
    meeting = running(group)
    if not (heard or [effect for effect in told if isinstance(effect, Whisper)]):
        voted = meeting.ballot.votes != was.ballot.votes
        counted = meeting.ballot.answered != was.ballot.answered
        thanks = VOTED if voted else COUNTED if counted else _thanks(was, index, new)
        told = (Whisper(by.id, note("", thanks)), *told)
    shows = (late or not levels.held_back(was, index)) and not heard
    shown = items_shown(meeting, index, len(was.items)) if new and shows else ()
    asked = briefs.told(was, meeting, step.seat) if step.seat >= 0 else ()
    group, hint = hinted(group, was, index, by.id, values, heard)
    return group, (*told, *shown, *asked, *hint)


def _taken(
    group: Group, index: int, by: Actor, values: dict[str, str], now: datetime, late: bool
) -> tuple[Group, tuple[Item, ...]]:
    """The group with what somebody wrote: into their seat, as items, and as votes."""
    was = running(group)
    step = was.agenda[index]
    group = seated(group, was, index, by.id, values)
    meeting = added(running(group), index, by.id, values, late)
    fresh = meeting.items[len(was.items) :]
    if (new := all_dated(fresh, now, by.zone)) is not fresh:
        meeting = replace(meeting, items=(*was.items, *new))
    if [item for item in new if item.kind == "charter"]:
        articles.check(group, meeting)
    meeting = pulse.cast(votes.cast(meeting, index, by, values), index, by, values)
    group = replace(group, meeting=meeting)
    return topics.written_down(group, new, values) if "scores" in step.keep else group, new


def settled(step: Step) -> bool:
    """Whether whoever wrote in a step is done with it: also with a question that is not for a seat
    that runs, but for one's own later on.
    """
    return settles(step.keep) or (step.seat < 0 and "question" in step.keep)


def type_in(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/write one line`: the same as saying it in a room that listens."""
    meeting = running(group)
    found = aims(group, meeting, meeting.at.step, event.by.id)
    if not found.all:
        raise Refused(not_yours(meeting, event.by.id))
    if not event.args.strip() and pulse.only(meeting) and not pulse.due(meeting, event.by.id):
        raise Refused(COUNTED_ALREADY)
    line = required(event.args, 2000, "/write " + labels.HINT_WHAT)
    index, line = aimed(group, meeting, found, line)
    values = meaning(meeting, meeting.agenda[index], event.by.id, line)
    if not values and not levels.unkept(step_of(meeting)):
        raise Refused(said.NOTHING_KEPT)
    return write(group, event.by, index, values or {"note": line}, now)


def _index(group: Group, rev: str) -> int | None:
    """The step that a form was opened for; None where its meeting is over."""
    if group.meeting is None:
        return None
    number, _, rest = (rev or board.rev(group.meeting)).partition(".")
    step = whole(rest.partition(".")[0])
    if number != str(group.meeting.number) or step is None:
        return None
    return step if step < after(group.meeting) else None


def _thanks(meeting: Meeting, index: int, new: tuple[Item, ...]) -> str:
    step = meeting.agenda[index]
    if not is_open(meeting, index):
        return words.KEPT_LATE.format(title=step.title)
    blind = levels.held_back(meeting, index)
    alone = bool(new) and not [item for item in new if item.level != "seat_only"]
    if not (blind or alone):
        return words.KEPT
    ids = ", ".join([said.NUMBER.format(id=item.id) for item in new])
    numbers = said.AS_NUMBERS.format(numbers=ids) if ids else ""
    thanks = said.ALONE if not blind else said.ALONE_BLIND if alone else words.KEPT_BLIND
    return thanks.format(numbers=numbers)
