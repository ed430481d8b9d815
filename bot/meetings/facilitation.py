"""What a facilitator does with a running meeting: next, more time, pause, resume, end, undo.

Any member may, by typing; the facilitator has buttons for it (`bot.meetings.desk`). They carry the
position they were drawn for, so that two who press Next at once move the meeting once.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot import labels, words
from bot.cards import Button, Card, Mention, When, note
from bot.effects import Effect, Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.formats.agenda import shrink
from bot.group import Group
from bot.live import Meeting, Position
from bot.meetings import asides, cues, fitting, votes
from bot.meetings.agendas import chosen
from bot.meetings.beside import after, starts
from bot.meetings.board import ends, names, rev
from bot.meetings.closing import close
from bot.meetings.floor import running, step_of
from bot.meetings.meeting import advance, moved
from bot.meetings.opening import open_meeting
from bot.meetings.windows import closes, is_relay, late_for
from bot.rhythm.planning import held, plan
from bot.text import whole
from bot.values import replace

# A meeting started this long before the planned one is the planned one.
SOON = timedelta(minutes=60)
MOST = 30  # minutes of one extension, or hours in a relay


def begin(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/start`, `/start round_robin`, `/start hot_seat 2 75`, `/start hot_seat async`: a meeting
    now.
    """
    choice = chosen(group, event.args.split())
    if group.next_at and group.next_at - now <= SOON:
        diary = replace(group.diary, held=held(group))
        group = plan(replace(group, diary=diary), group.next_at)
    return open_meeting(group, event.by.id, now, choice)


def go_next(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Hand the floor on, or open the next step; in a relay asked once more while somebody has not
    had the time for this one.
    """
    was = running(group)
    sure = event.args.strip().lower() in ("now", "yes")
    if is_relay(was) and not sure and (waiting := late_for(group, now)):
        return Outcome(group, (Whisper(event.by.id, _too_soon(group, waiting)),))
    outcome = advance(group, now)
    if (meeting := outcome.state.meeting) is None:
        return outcome
    back = fitting.returning(moment(was, now), meeting)
    meeting = replace(meeting, back=back, moved="next")
    return replace(outcome, state=replace(outcome.state, meeting=meeting))


def _too_soon(group: Group, waiting: tuple[str, ...]) -> Card:
    """Who has not had the waking hours of a window, and until when that would be."""
    meeting = running(group)
    until = closes(group, waiting, meeting.at.opened)
    button = Button(labels.BUTTON_NEXT_NOW, "next", "now", rev=rev(meeting))
    spans = (words.TOO_SOON, *names(waiting), words.TOO_SOON_UNTIL, When(until), ".")
    return note("", *spans, buttons=(button,))


def extend(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """More minutes for this turn, taken from later flexible steps as far as they give; in a relay
    more hours.
    """
    meeting = running(group)
    at, slow = meeting.at, is_relay(meeting)
    count = whole(event.args.strip().removeprefix("+").split(" ")[0] or ("6" if slow else "2")) or 0
    if not 1 <= count <= MOST:
        raise Refused(
            (words.HOW_TO_EXTEND_RELAY if slow else words.HOW_TO_EXTEND).format(most=MOST)
        )
    extra = count * (3600 if slow else 60)
    if at.due is None and at.left is None:
        raise Refused(words.NO_TIMER)
    was = ends(meeting, now)
    new = replace(
        at,
        spans=borrowed(meeting, at.step + 1, extra),
        due=at.due + timedelta(seconds=extra) if at.due else None,
        left=at.left + extra if at.left is not None else None,
    )
    outcome = moved(group, cues.unwarned(meeting, new), at, "extend")
    told = _told(event, extra, ends(running(outcome.state), now), was)
    return replace(outcome, effects=(*outcome.effects, told))


def pause(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Stop the clock."""
    meeting = running(group)
    if meeting.at.left is not None:
        raise Refused(words.ALREADY_PAUSED)
    back = moment(meeting, now)
    left = back.left if back.left is not None else 0
    return moved(group, replace(meeting.at, due=None, left=left), back, "pause")


def resume(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Let the clock run on with the time that was left."""
    meeting = running(group)
    at = meeting.at
    if at.left is None and at.aside and at.aside.kind == "vacant":
        on = asides.resumed(at, now)
        return moved(group, on, moment(meeting, now), "resume") if on else advance(group, now)
    if at.left is None:
        raise Refused(words.NOT_PAUSED)
    due = None if step_of(meeting).end == "facilitator" else now + timedelta(seconds=at.left)
    return moved(group, replace(at, due=due, left=None), at, "resume")


def end(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """End the meeting; asked once more while steps are left."""
    meeting = running(group)
    rest = len(starts(meeting.agenda, after(meeting)))
    sure = event.args.strip().lower() in ("now", "yes")
    if not rest or sure or now >= meeting.ends:  # nobody is asked twice once the time is over
        return close(group, now, stopped=rest > 0)
    card = note(
        "",
        words.END_SURE.format(number=meeting.number, count=rest),
        buttons=(Button(labels.BUTTON_END, "end", "now", rev=str(meeting.number)),),
    )
    return Outcome(group, (Whisper(event.by.id, card),))


def undo(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """Take back the last Next, extension, pause or resume."""
    meeting = running(group)
    back = meeting.back
    if meeting.moved == "aside" and meeting.at.aside and meeting.at.aside.kind == "silence":
        return advance(group, now)  # what was written in it has to be shown
    if back is None:
        raise Refused(words.NOTHING_TO_UNDO)
    if back.step != meeting.at.step and votes.final(meeting, back.step):
        raise Refused(words.REVEALED)
    if back.due and back.left is not None:
        back = replace(back, due=now + timedelta(seconds=back.left), left=None)
    at = meeting.at
    if back.step == at.step and (back.aside is None) != (at.aside is None):
        back = replace(back, aired=at.aired)
    elif back.step == at.step:  # what others did there meanwhile stays done
        back = replace(back, speakers=at.speakers, done=at.done, aired=at.aired)
    else:
        back = replace(back, done=())
    outcome = moved(group, back)
    said = words.UNDONE[meeting.moved]
    key = f"notice:{meeting.number}:{meeting.rev}"
    return replace(
        outcome, effects=(*outcome.effects, Show(key, note("", Mention(event.by.id), said)))
    )


def moment(meeting: Meeting, now: datetime) -> Position:
    """The position as `undo` wants it: with the seconds that were left beside the due time."""
    at = meeting.at
    if at.due is None:
        return at
    return replace(at, left=max(0, round((at.due - now).total_seconds())))


def borrowed(meeting: Meeting, first: int, extra: int) -> tuple[int, ...]:
    """The spans of all steps; those from `first` on give so many seconds as far as they can."""
    spans = meeting.at.spans
    later = [replace(step, seconds=span) for step, span in zip(meeting.agenda, spans, strict=True)][
        first:
    ]
    total = sum(step.seconds for step in later)
    shrunk = shrink(later, total - extra, grain=1)
    return (*spans[:first], *(step.seconds for step in shrunk))


def _told(event: Command, extra: int, new: datetime, was: datetime) -> Effect:
    hours = extra // 3600
    said = (
        words.EXTENDED_RELAY.format(hours=hours)
        if hours
        else words.EXTENDED.format(minutes=extra // 60)
    )
    style: Literal["moment", "time"] = "moment" if hours else "time"
    if new == was:
        return Whisper(event.by.id, note("", said, words.ENDS_SAME, When(was, style), "."))
    ends = (words.ENDS_NOW, When(new, style), words.INSTEAD_OF, When(was, style), ".")
    return Whisper(event.by.id, note("", said, *ends))
