"""The form of a step: which of its questions a member is asked, and what already stands in them."""

from bot import labels
from bot.archive import Commitment
from bot.commitments.commitment_card import of
from bot.events import Actor
from bot.feedback import aiming, briefs
from bot.feedback.feedback_form import build_fields, choice, item_fields
from bot.feedback.seating import pickable
from bot.formats.format import Step
from bot.formats.keeps import EYES, KEEPS, button
from bot.forms import Field, Form
from bot.group import Brief, Group
from bot.live import Meeting, Seat
from bot.meetings import board, pulse, votes
from bot.meetings.floor import holder_of, seat_for, step_of
from bot.values import replace

# What belongs to a commitment and is no question of its own.
OF_A_COMMITMENT = {"commitment", "cue", "obstacle", "confidence", "witness"}


def step_form(group: Group, by: Actor) -> Form | None:
    """The form of the running step for this member; None where they have nothing to write."""
    if (meeting := group.meeting) is None:
        return None
    found = aiming.aims(group, meeting, meeting.at.step, by.id)
    if not found.all:
        return None
    fields = _asked(group, meeting, found, by)
    title = button(step_of(meeting).keep)
    fields = (*fields, *_eyes(step_of(meeting)))
    return Form("write", title, fields, board.rev(meeting, exact=False)) if fields else None


def _asked(group: Group, meeting: Meeting, found: aiming.Aims, by: Actor) -> tuple[Field, ...]:
    """The fields of a step; of those that are open together the fields of one, and whose it is."""
    if len(found.all) == 1:
        return _alike(group, meeting, found.all, by)
    own = (found.own,) if found.own >= 0 else ()
    fields = _alike(group, meeting, found.others, by)
    return (aiming.field(meeting, found, by.id), *fields, *_alike(group, meeting, own, by))


def _eyes(step: Step) -> tuple[Field, ...]:
    """The choice of who reads a commitment, where a step asks for one."""
    return (EYES,) if "commitment" in step.keep else ()


def _alike(group: Group, meeting: Meeting, found: tuple[int, ...], by: Actor) -> tuple[Field, ...]:
    """The fields of steps that ask a member the same; () of none."""
    steps = tuple(meeting.agenda[n] for n in found)
    asked = _words(group, steps[0], by) if steps else ()
    return tuple(f for word in asked for f in _fields(group, meeting, steps, word, by))


def _words(group: Group, step: Step, by: Actor) -> tuple[str, ...]:
    """What a step asks this member: nobody is asked why nothing came of no commitment."""
    without = ("lesson",) if "commitment_status" in step.keep and not of(group, by.id) else ()
    return tuple(word for word in step.keep if word not in without)


def _fields(
    group: Group, meeting: Meeting, steps: tuple[Step, ...], word: str, by: Actor
) -> tuple[Field, ...]:
    step = steps[0]
    holder = holder_of(meeting, step)
    match word:
        case "commitment_status":
            return tuple(_status_field(c) for c in of(group, by.id))
        case "picks":
            return _pick_fields(meeting, seat_for(meeting, step, by.id))
        case "brief" | "question" | "question_final" | "help_mode":
            return _seat_fields(group, meeting, step, word, by.id)
        case "votes" | "renewal" | "consent":
            return votes.fields(meeting, meeting.at.step, word)
        case "pulse":
            return pulse.fields(meeting, by.id)
        case "commitment":
            return _commit_fields(step)
        case "items":
            return item_fields(meeting, steps)
        case "builds":
            return build_fields(meeting, steps, by.id)
        case "questions" | "answers" if step.rule != "statements_answer_questions":
            return KEEPS[word].fields if (by.id == holder) == (word == "answers") else ()
        case _:
            return KEEPS[word].fields


def _seat_fields(
    group: Group, meeting: Meeting, step: Step, word: str, who: str
) -> tuple[Field, ...]:
    """What is asked of a seat, with what stands there: of its holder, or where the step is the
    facilitator's, of them; outside any seat it is everybody's own brief.
    """
    asked: Seat | Brief
    if step.seat >= 0:
        asked = briefs.standing(group, meeting.seats[step.seat], step)
        if who != asked.holder and step.who != "facilitator":
            return ()
    else:
        asked = briefs.of(group, who) or Brief(who)
    return tuple(replace(f, value=getattr(asked, f.name)) for f in KEEPS[word].fields)


def _status_field(commitment: Commitment) -> Field:
    return Field(
        f"status{commitment.id}",
        f"#{commitment.id} {commitment.what}",
        "choice",
        choices=labels.STATUSES,
    )


def _pick_fields(meeting: Meeting, seat: int) -> tuple[Field, ...]:
    choices = tuple((str(item.id), choice(item)) for item in pickable(meeting, seat))
    return tuple(replace(f, choices=choices) for f in KEEPS["picks"].fields) if choices else ()


def _commit_fields(step: Step) -> tuple[Field, ...]:
    """What to do by when; beside other questions those alone may be answered."""
    fields, beside = KEEPS["commitment"].fields, set(step.keep) - OF_A_COMMITMENT
    return tuple(replace(f, required=False) for f in fields) if beside else fields


def commit_form(group: Group, by: Actor) -> Form | None:
    """The form of `/commit`; None for a stranger."""
    if group.member(by.id) is None:
        return None
    kept = ("commitment", "cue", "confidence", "witness")
    fields = tuple(field for word in kept for field in KEEPS[word].fields)
    return Form("commit", labels.BUTTON_COMMIT, (*fields, EYES))
