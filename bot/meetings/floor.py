"""Who takes part in a step of a running meeting, and who has the floor."""

from bot.effects import Refused
from bot.formats.format import Step
from bot.group import Ahead, Group
from bot.live import Meeting, Seat
from bot.meetings.beside import begun, open_now, several, together
from bot.words import FOR_THE_OTHERS, NO_MEETING, NOT_YOUR_STEP, NOT_YOUR_TURN


def running(group: Group) -> Meeting:
    """The running meeting; refused where there is none."""
    if group.meeting is None:
        raise Refused(NO_MEETING)
    return group.meeting


def step_of(meeting: Meeting) -> Step:
    """The step that a meeting is in."""
    return meeting.agenda[meeting.at.step]


def seat_of(meeting: Meeting, step: Step) -> Seat | None:
    """The seat that a step belongs to."""
    return meeting.seats[step.seat] if step.seat >= 0 else None


def holder_of(meeting: Meeting, step: Step) -> str:
    """The actor id of the step's seat-holder, or ""."""
    seat = seat_of(meeting, step)
    return seat.holder if seat else ""


def seat_for(meeting: Meeting, step: Step, who: str) -> int:
    """The seat that a member sums up in a step: the step's own, or theirs where it is for all; -1
    where they have none."""
    known = [n for n, seat in enumerate(meeting.seats) if seat.holder == who]
    if step.seat >= 0:
        return step.seat if step.seat in known else -1
    return known[0] if known else -1


def speaker_of(meeting: Meeting) -> str:
    """Who has the floor, or "" in a step where all may speak."""
    at = meeting.at
    return at.speakers[at.turn] if at.turn < len(at.speakers) else ""


def attending(group: Group, meeting: Meeting, index: int) -> tuple[str, ...]:
    """Whom a step counts on: those who have shown up.

    The first step is the open door, and waits for every member who is not away. So does a meeting
    in which fewer than two have written or pressed anything: the others may well be in the call
    beside it. Whoever takes part in writing counts in the steps that they wrote for ahead.
    """
    present, writing = meeting.present, meeting.writing
    here = tuple([id for id in group.ids if id in present])
    if not (index and len(here) > 1):
        gone = (*group.away, *writing)
        here = tuple([id for id in group.ids if id not in gone or id in here])
    if not writing:
        return here
    wrote = [one.by for one in wrote_for(group, meeting, index)]
    return tuple([id for id in group.ids if id in here or id in wrote])


def wrote_for(group: Group, meeting: Meeting, index: int) -> tuple[Ahead, ...]:
    """What those who take part in writing, and have not come after all, wrote for a step."""
    step, holder = meeting.agenda[index], holder_of(meeting, meeting.agenda[index])
    mine = [a for a in group.ahead if a.step == step.id and a.holder in ("", holder)]
    absent = set(meeting.writing) - set(meeting.present)
    return tuple([one for one in mine if one.by in absent and group.member(one.by)])


def sits_in_writing(group: Group, meeting: Meeting, who: str) -> bool:
    """Whether a seat-holder takes part in writing, and has written what their seat is about."""
    if who not in meeting.writing or who in meeting.present:
        return False
    asked = any(seat.holder == who and seat.question for seat in meeting.seats)
    asked = asked or any(brief.by == who and brief.question for brief in group.briefs)
    return asked or any(one.by == one.holder == who for one in group.ahead)


def writers(group: Group, meeting: Meeting) -> tuple[str, ...]:
    """Who takes part in writing, and has written something."""
    absent = [id for id in meeting.writing if id not in meeting.present]
    wrote = {one.by for one in group.ahead}
    return tuple([id for id in absent if id in wrote or sits_in_writing(group, meeting, id)])


def taking_part(group: Group, meeting: Meeting, index: int) -> tuple[str, ...]:
    """Who writes or speaks in a step, in speaking order, and in those that are open with it; ()
    where nobody of them is there.
    """
    steps = together(meeting.agenda, index)
    if len(steps) == 1:
        return _of_step(group, meeting, index)
    parts = [_of_step(group, meeting, n) for n in steps if filled(group, meeting, n)]
    people = {who for part in parts for who in part}
    return tuple([id for id in _in_turn(group.ids, meeting.number) if id in people])


def filled(group: Group, meeting: Meeting, index: int) -> bool:
    """Whether a step has its seat-holder, where it has one; or goes on without them: they asked
    something, and may be back.
    """
    step, holder = meeting.agenda[index], holder_of(meeting, meeting.agenda[index])
    if not holder or holder in attending(group, meeting, index):
        return True
    if sits_in_writing(group, meeting, holder):
        return True
    asked = begun(meeting, index) and step.who != "seat" and meeting.seats[step.seat].question
    return bool(asked) and group.member(holder) is not None


def worked_on(group: Group, meeting: Meeting) -> tuple[int, ...]:
    """The indices of the open steps in which something is done: the running one, or of several
    those whose seat is filled.
    """
    steps = open_now(meeting)
    if len(steps) == 1:
        return (meeting.at.step,)
    return tuple([n for n in steps if filled(group, meeting, n)]) or (meeting.at.step,)


def _of_step(group: Group, meeting: Meeting, index: int) -> tuple[str, ...]:
    step, here = meeting.agenda[index], attending(group, meeting, index)
    holder = holder_of(meeting, step)
    match step.who:
        case "seat":
            return (holder,) if holder in here else ()
        case "peers":
            return _without(_in_turn(here, meeting.number), holder)
        case "facilitator":
            return (meeting.facilitator,) if meeting.facilitator in here else here[:1]
        case _:
            return _in_turn(here, meeting.number)


def takes_part(group: Group, meeting: Meeting, index: int, who: str) -> bool:
    """Whether somebody writes or speaks in a step, or in one that is open with it."""
    if len(together(meeting.agenda, index)) > 1:
        return who in taking_part(group, meeting, index)
    return _is_of_step(group, meeting, index, who)


def _is_of_step(group: Group, meeting: Meeting, index: int, who: str) -> bool:
    """The same of a step alone; most who take part are there, and it is for all."""
    step = meeting.agenda[index]
    if step.who in ("all", "peers") and who in meeting.present and who in group.ids:
        return step.who == "all" or who != holder_of(meeting, step)
    return who in _of_step(group, meeting, index)


def may_write(group: Group, meeting: Meeting, index: int, who: str) -> bool:
    """Whether a member may write in a step: those who take part, and a seat-holder who is asked."""
    step = meeting.agenda[index]
    asked = "answers" in step.keep and who == holder_of(meeting, step)
    return asked or _is_of_step(group, meeting, index, who)


def not_yours(meeting: Meeting, who: str) -> str:
    """Why somebody has nothing to do in the running step, in words."""
    step = step_of(meeting)
    if step.who == "peers" and who == holder_of(meeting, step) and not several(meeting):
        return FOR_THE_OTHERS
    return NOT_YOUR_TURN if meeting.at.speakers else NOT_YOUR_STEP


def turn_seconds(meeting: Meeting, index: int, speakers: int) -> int:
    """The length of one turn of a serial step, in seconds."""
    step = meeting.agenda[index]
    return meeting.at.spans[index] // max(1, step.heads or speakers)


def _without(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    place = ids.index(one) if one in ids else len(ids)
    return ids[:place] + ids[place + 1 :]


def _in_turn(here: tuple[str, ...], number: int) -> tuple[str, ...]:
    """So that not the same member opens every meeting."""
    first = (number - 1) % len(here) if here else 0
    return here[first:] + here[:first]
