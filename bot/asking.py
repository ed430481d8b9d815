"""The form of a step: which of its questions a member is asked, and what already stands in them."""

from bot import board, briefs, labels, pulse, votes
from bot.archive import Commitment
from bot.commitment_card import of
from bot.events import Actor
from bot.feedback_form import build_fields, choice, item_fields
from bot.floor import holder_of, may_write, seat_for, step_of
from bot.formats.format import Step
from bot.forms import Field, Form
from bot.group import Brief, Group
from bot.keeps import EYES, KEEPS, button
from bot.live import Meeting, Seat
from bot.seating import pickable
from bot.values import replace


def step_form(group: Group, by: Actor) -> Form | None:
    """The form of the running step for this member; None where they have nothing to write."""
    meeting = group.meeting
    if meeting is None or not may_write(group, meeting, meeting.at.step, by.id):
        return None
    step = step_of(meeting)
    fields = tuple(
        f for word in _words(group, step, by) for f in _fields(group, meeting, step, word, by)
    )
    title = button(step.keep)
    return Form("write", title, fields, board.rev(meeting, exact=False)) if fields else None


def _words(group: Group, step: Step, by: Actor) -> tuple[str, ...]:
    """What a step asks this member: nobody is asked why nothing came of no commitment."""
    without = ("lesson",) if "commitment_status" in step.keep and not of(group, by.id) else ()
    return tuple(word for word in step.keep if word not in without)


def _fields(group: Group, meeting: Meeting, step: Step, word: str, by: Actor) -> tuple[Field, ...]:
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
            return item_fields(meeting, step)
        case "builds":
            return build_fields(meeting, step, by.id)
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
    beside = any(word in step.keep for word in ("picks", "pulse", "commitment_status"))
    fields = KEEPS["commitment"].fields
    return tuple(replace(f, required=False) for f in fields) if beside else fields


def commit_form(group: Group, by: Actor) -> Form | None:
    """The form of `/commit`; None for a stranger."""
    if group.member(by.id) is None:
        return None
    kept = ("commitment", "cue", "confidence", "witness")
    fields = tuple(field for word in kept for field in KEEPS[word].fields)
    return Form("commit", labels.BUTTON_COMMIT, (*fields, EYES))
