"""The running meeting: opening, the way from turn to turn and step to step, and what the clock
does.

A meeting is a walk through its agenda, which was copied at the start. `Position` says where it
stands.

    start -> step 0 -> ... -> last step -> closed
             step: parallel or blind: until the timer, all done, or Next
                   serial: one turn after the other, each until its timer, Done or Next
    A step in which nobody takes part is skipped. A blind step reveals its items as it ends.
"""

from datetime import datetime, timedelta

from bot import (
    airtime,
    articles,
    board,
    boxes,
    briefs,
    cues,
    desk,
    facilitator,
    fitting,
    guard,
    invitation,
    rotation,
    topics,
    votes,
    words,
)
from bot.cards import Mention, note
from bot.closing import close
from bot.effects import Effect, Outcome, Show
from bot.floor import attending, holder_of, running, step_of, taking_part, turn_seconds
from bot.group import Group
from bot.live import Meeting, Position, Presence, Seat
from bot.reveal import items_shown
from bot.values import replace
from bot.vote_card import counted

# A timer this late still counts as on time, so that steps don't drift.
ON_TIME = timedelta(seconds=30)
# A timer found later than this, and than its step is long, finds nobody: the meeting is closed.
LATE = timedelta(minutes=60)
# A meeting without a timer is closed after so long without a sign of anybody, or two such steps.
IDLE = timedelta(hours=12)
MINUTE = timedelta(minutes=1)  # presence is known to the minute
LEAST = 2  # people in a meeting; with fewer it ends


def alarm(meeting: Meeting) -> datetime:
    """When a running meeting wants to be woken."""
    return cues.following(meeting) or meeting.at.due or _deserted(meeting)


def time_up(group: Group, now: datetime) -> Outcome[Group]:
    """A cue or the timer rang. The timer found late, the meeting goes on with a full next step;
    very late, it is closed.
    """
    meeting = running(group)
    if meeting.at.due and now < meeting.at.due:
        return invitation.ring(group, now)
    due, span = meeting.at.due, timedelta(seconds=meeting.at.spans[meeting.at.step])
    if due is None or now - due > max(LATE, span):
        return close(group, due or now, stopped=True)
    if now - due <= ON_TIME:
        return _rung(group, due)
    late = round((now - due).total_seconds() / 60)
    outcome = _rung(group, now)
    notice = Show(_notice_key(group), note("", words.WENT_ON_LATE.format(minutes=max(1, late))))
    return replace(outcome, effects=(notice, *outcome.effects))


def _rung(group: Group, now: datetime) -> Outcome[Group]:
    return box_over(group, now) if running(group).at.box else advance(group, now)


def box_over(group: Group, now: datetime) -> Outcome[Group]:
    """The time of a topic is over, or most have settled whether they want more of it."""
    meeting = running(group)
    people = taking_part(group, meeting, meeting.at.step)
    at = boxes.rung(meeting, people, now)
    return moved(group, at) if at else enter(group, meeting.at.step + 1, now)


def advance(group: Group, now: datetime) -> Outcome[Group]:
    """Hand the floor on, go to the next topic, or open the next step."""
    meeting = running(group)
    at = meeting.at
    if at.box and (new := boxes.following(meeting, now)):
        return moved(group, new)
    rest = range(at.turn + 1, len(at.speakers))
    if (turn := next((n for n in rest if at.speakers[n] not in at.done), None)) is None:
        return enter(group, at.step + 1, now)
    seconds = turn_seconds(meeting, at.step, len(at.speakers))
    due = None if step_of(meeting).end == "facilitator" else now + timedelta(seconds=seconds)
    return moved(group, replace(at, turn=turn, due=due, left=None, cued=0))


def enter(group: Group, index: int, now: datetime) -> Outcome[Group]:
    """Leave the current step and open the first from `index` on in which somebody takes part."""
    group, left = _left(group) if index else (group, ())
    group, notices = _fitted(group, now) if _closes_doors(group, index) else (group, ())
    for step in range(index, len(running(group).agenda)):
        group, notice = _seated(group, step)
        notices += notice
        meeting = running(group)
        if (people := taking_part(group, meeting, step)) and has_sense(group, meeting, step):
            group, asked = briefs.opened(group, step)
            outcome = moved(group, _open(running(group), step, people, now))
            notices += guard.left_out(group, index, step)
            effects = (*outcome.effects, *asked, *_kept_for(meeting, step))
            return Outcome(outcome.state, (*left, *notices, *effects))
    notices += guard.left_out(group, index, len(running(group).agenda))
    outcome = close(group, now)
    return Outcome(outcome.state, (*left, *notices, *outcome.effects))


def shut(outcome: Outcome[Group], now: datetime) -> Outcome[Group]:
    """What comes of something that was decided; a step that must not go on since then is left."""
    group = outcome.state
    if not (said := guard.stopped(group)):
        return outcome
    on = enter(group, running(group).at.step + 1, now)
    return Outcome(on.state, (*outcome.effects, *said, *on.effects))


def moved(
    group: Group, at: Position, back: Position | None = None, how: str = ""
) -> Outcome[Group]:
    """The meeting at a new position; `back` and `how` are what `undo` needs."""
    meeting = running(group)
    if at.step != meeting.at.step:
        guard.allow(group, meeting.agenda[at.step])
        meeting = votes.anew(meeting, at.step)
    meeting = replace(meeting, at=at, rev=meeting.rev + 1, back=back, moved=how)
    group = replace(group, meeting=meeting)
    return Outcome(group, (board.shown(group), *desk.shown(group)))


def attend(group: Group, who: str, now: datetime) -> Group:
    """The group with a member noted as present; a latecomer gets a turn at the end of a serial
    step.
    """
    meeting = group.meeting
    if meeting is None or group.member(who) is None:
        return group
    known = next((p for p in meeting.here if p.who == who), None)
    if known and not known.left and now - known.seen < MINUTE:
        return group
    meeting = replace(meeting, here=_come(meeting.here, who, now))
    if known and not known.left:
        return replace(group, meeting=meeting)
    at = meeting.at
    late = (
        at.speakers
        and who not in at.speakers
        and who in taking_part(replace(group, meeting=meeting), meeting, at.step)
    )
    if late:
        meeting = replace(meeting, at=replace(at, speakers=(*at.speakers, who)))
    return fitting.admitted(replace(group, meeting=meeting), who)


def _come(here: tuple[Presence, ...], who: str, now: datetime) -> tuple[Presence, ...]:
    """The presences with one who has come, or come back."""
    if any(p.who == who for p in here):
        return tuple(replace(p, seen=now, left=False) if p.who == who else p for p in here)
    return (*here, Presence(who, now, now))


def abandon(group: Group, who: str, now: datetime) -> Outcome[Group]:
    """The meeting after a member has left the group; the floor they had goes on."""
    meeting = running(group)
    at = meeting.at
    had_floor = at.speakers[at.turn : at.turn + 1] == (who,)
    at = replace(at, done=(*at.done, who))
    here = tuple(replace(p, left=True) if p.who == who else p for p in meeting.here)
    group = replace(group, meeting=replace(meeting, at=at, here=here))
    if len(group.members) < LEAST:
        return close(group, now, stopped=True)
    group, notice = facilitator.gone(group, who)
    outcome = advance(group, now) if had_floor else moved(group, at)
    return replace(outcome, effects=(*notice, *outcome.effects))


def _closes_doors(group: Group, index: int) -> bool:
    """Whether a meeting leaves its first step, the open door."""
    return index > 0 and not running(group).at.step


def _fitted(group: Group, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group with its meeting fitted to those who came, one of whom facilitates."""
    group, told = fitting.fitted(group, now)
    group, handed = facilitator.present(group)
    return group, (*told, *handed)


def _deserted(meeting: Meeting) -> datetime:
    """When a meeting without a timer is taken for over: long after the last sign of anybody."""
    signs = [meeting.at.opened, *(presence.seen for presence in meeting.here)]
    span = timedelta(seconds=meeting.at.spans[meeting.at.step])
    return max(signs) + max(IDLE, 2 * span)


def _open(meeting: Meeting, index: int, people: tuple[str, ...], now: datetime) -> Position:
    step, spans = meeting.agenda[index], meeting.at.spans
    speakers = people if step.turn == "serial" else ()
    seconds = turn_seconds(meeting, index, len(people)) if speakers else spans[index]
    due = None if step.end == "facilitator" else now + timedelta(seconds=seconds)
    return boxes.opened(meeting, Position(index, now, spans, speakers=speakers, due=due))


def has_sense(group: Group, meeting: Meeting, index: int) -> bool:
    """Whether a step may run, its seat is filled, and its vote has choices, where it has them."""
    holder = holder_of(meeting, meeting.agenda[index])
    filled = not holder or holder in attending(group, meeting, index)
    barred = guard.barred(group, meeting.agenda[index])
    return filled and votes.possible(meeting, index) and not barred


def _seated(group: Group, index: int) -> tuple[Group, tuple[Effect, ...]]:
    """A hot seat that opens without its holder goes to the next in the queue who has shown up."""
    meeting = running(group)
    step, here = meeting.agenda[index], attending(group, meeting, index)
    holder = holder_of(meeting, step)
    begun = index > 0 and meeting.agenda[index - 1].seat == step.seat
    taken = [seat.holder for seat in meeting.seats]
    moves = meeting.charged and holder and holder not in here and not begun
    if not moves or not (sub := rotation.standby(group, taken, here)):
        return group, ()
    seats = list(meeting.seats)
    seats[step.seat] = Seat(sub)
    notice = note("", Mention(holder), words.SEAT_MOVED, Mention(sub), ".")
    shown = Show(f"{_notice_key(group)}:{step.seat}", notice)
    group = replace(group, meeting=replace(meeting, seats=tuple(seats)))
    group, handed = facilitator.seated(group, sub)
    return group, (shown, *handed)


def _left(group: Group) -> tuple[Group, tuple[Effect, ...]]:
    """The group at the end of its step: what was blind is revealed, and votes are counted."""
    group, revealed = airtime.noted(group), _revealed(group)
    group, told = counted(briefs.revealed(group))
    group, agreed = articles.settled(group)
    group, parked = topics.left_over(group, boxes.untouched(running(group)))
    return group, (*revealed, *told, *agreed, *parked)


def _revealed(group: Group) -> tuple[Effect, ...]:
    meeting = running(group)
    blind = step_of(meeting).turn == "blind"
    return (*items_shown(meeting, meeting.at.step), *briefs.asks_shown(group)) if blind else ()


def _kept_for(meeting: Meeting, index: int) -> tuple[Effect, ...]:
    """What was kept for a step before it opened, where all may see it at once."""
    filed = meeting.agenda[index].turn != "blind" and any(i.step == index for i in meeting.items)
    return items_shown(meeting, index) if filed else ()


def _notice_key(group: Group) -> str:
    meeting = running(group)
    return f"notice:{meeting.number}:{meeting.rev}"
