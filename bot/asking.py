"""The form of a step: which of its questions a member is asked, and what already stands in them."""

from dataclasses import replace

from bot import board, labels, pulse, votes, words
from bot.archive import Commitment
from bot.commitment_card import of
from bot.events import Actor
from bot.floor import holder_of, may_write, step_of
from bot.formats.format import Step
from bot.forms import Field, Form
from bot.group import Group
from bot.keeps import KEEPS, button
from bot.live import Meeting
from bot.seating import pickable
from bot.text import short

CHOICE = 80  # characters of an item among the choices


def step_form(group: Group, by: Actor) -> Form | None:
    """The form of the running step for this member; None where they have nothing to write."""
    meeting = group.meeting
    if meeting is None or not may_write(group, meeting, meeting.at.step, by.id):
        return None
    step = step_of(meeting)
    fields = tuple(f for word in step.keep for f in _fields(group, meeting, step, word, by))
    title = button(step.keep)
    return Form("write", title, fields, board.rev(meeting, exact=False)) if fields else None


def _fields(group: Group, meeting: Meeting, step: Step, word: str, by: Actor) -> tuple[Field, ...]:
    holder = holder_of(meeting, step)
    match word:
        case "commitment_status":
            return tuple(_status_field(c) for c in of(group, by.id))
        case "picks":
            return _pick_fields(meeting, step) if by.id == holder else ()
        case "brief" | "question" | "question_final" | "help_mode" if step.seat >= 0:
            seat = meeting.seats[step.seat]
            return tuple(replace(f, value=getattr(seat, f.name)) for f in KEEPS[word].fields)
        case "votes" | "renewal" | "consent":
            return votes.fields(meeting, meeting.at.step, word)
        case "pulse":
            return pulse.fields(meeting, by.id)
        case "questions" if by.id == holder:
            return ()
        case "answers" if by.id != holder:
            return ()
        case _:
            return KEEPS[word].fields


def _status_field(commitment: Commitment) -> Field:
    return Field(
        f"status{commitment.id}",
        f"#{commitment.id} {commitment.what}",
        "choice",
        choices=labels.STATUSES,
    )


def _pick_fields(meeting: Meeting, step: Step) -> tuple[Field, ...]:
    given = pickable(meeting, step)
    choices = tuple(
        (str(i.id), words.PICK.format(id=i.id, by=i.by, text=short(i.text, CHOICE))) for i in given
    )
    return tuple(replace(f, choices=choices) for f in KEEPS["picks"].fields) if choices else ()


def commit_form(group: Group, by: Actor) -> Form | None:
    """The form of `/commit`; None for a stranger."""
    if group.member(by.id) is None:
        return None
    kept = ("commitment", "cue", "confidence", "witness")
    fields = tuple(field for word in kept for field in KEEPS[word].fields)
    return Form("commit", labels.BUTTON_COMMIT, fields)
