"""What members write in a step: by its form, by /write, or just by saying it."""

from datetime import datetime

from bot import board, labels, levels, pulse, topics, votes, words
from bot.cards import note
from bot.effects import Outcome, Refused, Whisper
from bot.events import Actor, Command, Said, Submitted
from bot.finishing import mark
from bot.floor import may_write, running, speaker_of, step_of
from bot.formats.format import Step
from bot.group import Group
from bot.items import added
from bot.keeps import settles
from bot.live import Item
from bot.pledging import pledged
from bot.reveal import items_shown
from bot.said import meaning
from bot.seating import seated
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
    values = meaning(meeting, step, event.by.id, event.text)
    if not values:
        return Outcome(group)
    due, hush = pulse.due(meeting, event.by.id), hidden(group)
    settle = step.turn != "serial" and not due
    outcome = write(group, event.by, meeting.at.step, values, now, settle=settle, heard=not hush)
    asked = (pulse.asked(meeting, event.by.id),) if due else ()
    return Outcome(outcome.state, (*outcome.effects, *asked), hush)


def hidden(group: Group) -> bool:
    """Whether what is written in the running step is not, or not yet, for everybody's eyes."""
    step = step_of(group.meeting) if group.meeting else None
    return step is not None and (levels.hidden(step) or bool(votes.word(step.keep)))


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
    if levels.unkept(step):
        return Outcome(group, (Whisper(by.id, note("", words.SHOWS[step.show])),))
    group, told = pledged(group, step, by, values, now)
    group, new = _taken(group, index, by, values)
    meeting = running(group)
    voted = meeting.ballot.votes != was.ballot.votes
    if not (heard or any(isinstance(effect, Whisper) for effect in told)):
        counted = meeting.ballot.answered != was.ballot.answered
        thanks = VOTED if voted else COUNTED if counted else _thanks(step, late, new)
        told = (Whisper(by.id, note("", thanks)), *told)
    open_now = (step.turn != "blind" or late) and not heard
    shown = items_shown(meeting, index, len(was.items)) if new and open_now else ()
    effects = (*told, *shown)
    if late or not (voted or (settle and settles(step.keep))):
        return Outcome(group, (*effects, board.shown(group)))
    outcome = mark(group, by.id, now)
    return Outcome(outcome.state, (*effects, *outcome.effects))


def _taken(
    group: Group, index: int, by: Actor, values: dict[str, str]
) -> tuple[Group, tuple[Item, ...]]:
    """The group with what somebody wrote: into their seat, as items, and as votes."""
    was = running(group)
    step, late = was.agenda[index], was.at.step != index
    meeting = added(seated(was, step, by.id, values), index, by.id, values, late)
    new = meeting.items[len(was.items) :]
    meeting = pulse.cast(votes.cast(meeting, index, by, values), index, by, values)
    group = replace(group, meeting=meeting)
    return topics.written_down(group, new, values) if "scores" in step.keep else group, new


def type_in(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/write one line`: the same as saying it in a room that listens."""
    meeting = running(group)
    if not may_write(group, meeting, meeting.at.step, event.by.id):
        raise Refused(words.NOT_YOUR_STEP)
    if not event.args.strip() and pulse.only(meeting) and not pulse.due(meeting, event.by.id):
        raise Refused(COUNTED_ALREADY)
    line = required(event.args, 2000, "/write " + labels.HINT_WHAT)
    values = meaning(meeting, step_of(meeting), event.by.id, line)
    return write(group, event.by, meeting.at.step, values, now)


def _index(group: Group, rev: str) -> int | None:
    """The step that a form was opened for; None where its meeting is over."""
    if group.meeting is None:
        return None
    number, _, rest = (rev or board.rev(group.meeting)).partition(".")
    step = whole(rest.partition(".")[0])
    if number != str(group.meeting.number) or step is None:
        return None
    return step if step <= group.meeting.at.step else None


def _thanks(step: Step, late: bool, new: tuple[Item, ...]) -> str:
    if late:
        return words.KEPT_LATE.format(title=step.title)
    if step.turn != "blind":
        return words.KEPT
    ids = ", ".join(said.NUMBER.format(id=item.id) for item in new)
    return words.KEPT_BLIND.format(numbers=said.AS_NUMBERS.format(numbers=ids) if ids else "")
