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

from bot import words
from bot.cards import Mention, note
from bot.effects import Effect, Outcome, Show
from bot.feedback import briefs
from bot.feedback.reveal import items_shown
from bot.group import Group
from bot.live import Meeting, Position, Seat
from bot.meetings import (
    airtime,
    articles,
    asides,
    board,
    boxes,
    cues,
    desk,
    exhibits,
    facilitator,
    fitting,
    guard,
    invitation,
    topics,
    vacancy,
    votes,
    windows,
)
from bot.meetings.beside import after, begun, open_now, starts, together
from bot.meetings.closing import close
from bot.meetings.floor import (
    attending,
    filled,
    holder_of,
    running,
    sits_in_writing,
    step_of,
    taking_part,
    turn_seconds,
)
from bot.meetings.vote_card import counted
from bot.seats import rotation
from bot.values import replace

# A timer this late still counts as on time, so that steps don't drift.
ON_TIME = timedelta(seconds=30)
# A timer found later than this, and than its step is long, finds nobody: the meeting is closed.
LATE = timedelta(minutes=60)
LATE_RELAY = timedelta(days=3)
LEAST = 2  # people in a meeting; with fewer it ends


def alarm(meeting: Meeting) -> datetime:
    """When a running meeting wants to be woken."""
    return cues.following(meeting) or meeting.at.due or windows.deserted(meeting)


def time_up(group: Group, now: datetime) -> Outcome[Group]:
    """A cue or the timer rang. The timer found late, the meeting goes on with a full next step;
    very late, it is closed.
    """
    meeting = running(group)
    if meeting.at.due and now < meeting.at.due:
        return _cue(group, now)
    due, span = meeting.at.due, timedelta(seconds=meeting.at.spans[meeting.at.step])
    most = max(LATE_RELAY if windows.is_relay(meeting) else LATE, span)
    if due is None or now - due > most:
        return close(group, due or now, stopped=True)
    if now - due <= ON_TIME:
        return _rung(group, due)
    late = round((now - due).total_seconds() / 60)
    outcome = _rung(group, now)
    notice = Show(
        _notice_key(group),
        note("", words.WENT_ON_LATE.format(time=words.minutes(60 * max(1, late)))),
    )
    return replace(outcome, effects=(notice, *outcome.effects))


def _cue(group: Group, now: datetime) -> Outcome[Group]:
    outcome, cue = invitation.ring(group, now)
    meeting = running(outcome.state)
    if cue != "sign" or not vacancy.is_silent(meeting):
        return outcome
    at, told = vacancy.waiting(outcome.state, now)
    outcome = moved(outcome.state, at)
    return replace(outcome, effects=(*told, *outcome.effects))


def _rung(group: Group, now: datetime) -> Outcome[Group]:
    meeting = running(group)
    aside = meeting.at.aside
    if aside and aside.kind == "vacant":
        return vacated(group, now)
    if windows.is_relay(meeting):
        later = windows.closes(group, windows.missing(group), meeting.at.opened)
        if later > now:
            return moved(group, replace(meeting.at, due=later))
    return box_over(group, now) if meeting.at.box else advance(group, now)


def box_over(group: Group, now: datetime) -> Outcome[Group]:
    """The time of a topic is over, or most have settled whether they want more of it."""
    meeting = running(group)
    people = taking_part(group, meeting, meeting.at.step)
    at = boxes.rung(meeting, people, now)
    return moved(group, at) if at else enter(group, after(meeting), now)


def advance(group: Group, now: datetime) -> Outcome[Group]:
    """Hand the floor on, go to the next topic, or open the next step."""
    meeting = running(group)
    at = meeting.at
    if at.box and (new := boxes.following(meeting, now)):
        return moved(group, new)
    rest = range(at.turn + 1, len(at.speakers))
    if (turn := next((n for n in rest if at.speakers[n] not in at.done), None)) is None:
        return _aside_over(group, now) if at.aside else enter(group, after(meeting), now)
    if at.aside:
        return moved(group, asides.turned(at, turn, now))
    seconds = turn_seconds(meeting, at.step, len(at.speakers))
    due = None if step_of(meeting).end == "facilitator" else now + timedelta(seconds=seconds)
    group, notices = facilitator.out_of_sight(group, now)
    outcome = moved(group, replace(at, turn=turn, due=due, left=None, cued=0))
    return replace(outcome, effects=(*notices, *outcome.effects))


def _aside_over(group: Group, now: datetime) -> Outcome[Group]:
    """The step goes on where it was; what was written in silence is shown."""
    meeting = running(group)
    aside = meeting.at.aside
    assert aside
    if aside.kind == "vacant":
        return vacated(group, now, substitute=False)
    at = asides.resumed(meeting.at, now)
    plain = replace(meeting, at=replace(meeting.at, aside=None, done=aside.done))
    shown = items_shown(plain, plain.at.step, aside.known) if aside.kind == "silence" else ()
    group = replace(group, meeting=plain)
    outcome = moved(group, at) if at else enter(group, after(plain), now)
    return replace(outcome, effects=(*shown, *outcome.effects))


def vacated(group: Group, now: datetime, substitute: bool = True) -> Outcome[Group]:
    """Nobody waits any more for a seat-holder: the standby sits, or it goes on without them."""
    meeting = running(group)
    index, holder = meeting.at.step, holder_of(meeting, step_of(meeting))
    group = replace(group, meeting=vacancy.gone(meeting, holder))
    sub = vacancy.standby(group) if substitute else ""
    if not sub:
        return enter(group, vacancy.without(meeting), now)
    group, notice = _substituted(group, index, sub)
    outcome = enter(group, index, now)
    return replace(outcome, effects=(*notice, *outcome.effects))


def enter(group: Group, index: int, now: datetime) -> Outcome[Group]:
    """Leave the current step, and those beside it, and open the first from `index` on in which
    somebody takes part.
    """
    group, left = _left(group) if index else (group, ())
    group, notices = _looked_after(group, index, now)
    for step in starts(running(group).agenda, index):
        for n in together(running(group).agenda, step):
            group, notice = _seated(group, n)
            notices += notice
        meeting = running(group)
        if (people := taking_part(group, meeting, step)) and has_sense(group, meeting, step):
            group, asked = briefs.opened(group, step)
            outcome = moved(group, _open(group, step, people, now))
            notices += guard.left_out(group, index, step)
            kept = [e for n in together(meeting.agenda, step) for e in _kept_for(meeting, n)]
            effects = (*outcome.effects, *asked, *kept)
            brought = exhibits.shown(outcome.state)
            return Outcome(outcome.state, (*left, *notices, *brought, *effects))
    notices += guard.left_out(group, index, len(running(group).agenda))
    outcome = close(group, now)
    return Outcome(outcome.state, (*left, *notices, *outcome.effects))


def shut(outcome: Outcome[Group], now: datetime) -> Outcome[Group]:
    """What comes of something that was decided; a step that must not go on since then is left."""
    group = outcome.state
    if not (said := guard.stopped(group)):
        return outcome
    on = enter(group, after(running(group)), now)
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


def _looked_after(group: Group, index: int, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group as a step ends: whoever facilitates is there, from the open door on."""
    if not index:
        return group, ()
    if running(group).at.step:
        return facilitator.out_of_sight(group, now)
    return _fitted(group, now)


def _fitted(group: Group, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group with its meeting fitted to those who came, one of whom facilitates."""
    group, told = fitting.fitted(group, now)
    group, handed = facilitator.present(group)
    return group, (*told, *handed)


def _open(group: Group, index: int, people: tuple[str, ...], now: datetime) -> Position:
    meeting = running(group)
    step, spans = meeting.agenda[index], meeting.at.spans
    speakers = people if step.turn == "serial" else ()
    seconds = turn_seconds(meeting, index, len(people)) if speakers else spans[index]
    due = None if step.end == "facilitator" else now + timedelta(seconds=seconds)
    if due and step.window:
        due = max(due, windows.closes(group, people, now))
    return boxes.opened(meeting, Position(index, now, spans, speakers=speakers, due=due))


def has_sense(group: Group, meeting: Meeting, index: int) -> bool:
    """Whether a step may run, its seat is filled, and its vote has choices, where it has them."""
    seated = any(filled(group, meeting, n) for n in together(meeting.agenda, index))
    barred = guard.barred(group, meeting.agenda[index])
    return seated and votes.possible(meeting, index) and not barred


def _seated(group: Group, index: int) -> tuple[Group, tuple[Effect, ...]]:
    """A hot seat that opens without its holder goes to the next in the queue who has shown up."""
    meeting = running(group)
    step, here = meeting.agenda[index], attending(group, meeting, index)
    holder = holder_of(meeting, step)
    taken = [seat.holder for seat in meeting.seats]
    moves = meeting.charged and holder and holder not in here and not begun(meeting, index)
    moves = moves and not sits_in_writing(group, meeting, holder)
    if not moves or not (sub := rotation.standby(group, taken, here)):
        return group, ()
    return _substituted(group, index, sub)


def _substituted(group: Group, index: int, sub: str) -> tuple[Group, tuple[Effect, ...]]:
    """The seat of a step goes to another one."""
    meeting = running(group)
    step = meeting.agenda[index]
    holder, seats = holder_of(meeting, step), list(meeting.seats)
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
    if step_of(meeting).turn != "blind":
        return ()
    shown = [effect for n in open_now(meeting) for effect in items_shown(meeting, n)]
    return (*shown, *briefs.asks_shown(group))


def _kept_for(meeting: Meeting, index: int) -> tuple[Effect, ...]:
    """What was kept for a step before it opened, where all may see it at once."""
    filed = meeting.agenda[index].turn != "blind" and [i for i in meeting.items if i.step == index]
    return items_shown(meeting, index) if filed else ()


def _notice_key(group: Group) -> str:
    meeting = running(group)
    return f"notice:{meeting.number}:{meeting.rev}"
