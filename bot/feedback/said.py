"""What a plain line means: which question of the running step it answers."""

import re

from bot import labels
from bot.feedback.items import FEW, given, gives, unasked
from bot.formats.format import Step
from bot.formats.keeps import KEEPS, shows
from bot.live import Meeting
from bot.meetings import votes
from bot.meetings.floor import holder_of, seat_of

BUILDS = re.compile(r"#(\d{1,9})\b[:,]?\s*(.*)", re.DOTALL)


def meaning(meeting: Meeting, step: Step, by: str, text: str) -> dict[str, str]:
    """The field of the step that a plain line answers, with the line; {} where it answers none."""
    keep, holder = step.keep, holder_of(meeting, step)
    if vote := votes.word(keep):
        answer, colon, change = text.partition(":")
        if vote == "consent" and colon:
            return {vote: answer.strip(), "change": change.strip()}
        return {vote: text}
    if "question" in keep or "question_final" in keep or "help_mode" in keep:
        return _asking(step, by in ("", holder) or step.seat < 0, text)
    if "questions" in keep or "answers" in keep:
        return {_asked_or_answered(step, by == holder, text): text}
    if "commitment" in keep and step.who == "all":
        return {"what": text}
    if gives(step):
        return _given(step, text)
    if "commitment_status" not in keep and (kinds := [word for word in keep if KEEPS[word].kind]):
        return {KEEPS[kinds[0]].fields[0].name: text}
    return {} if shows(keep) else {"note": text}


def talk(meeting: Meeting, index: int, by: str, text: str) -> dict[str, str]:
    """The same for a line that all have heard, by the index of its step: what can't be an item any
    more is a note.
    """
    step = meeting.agenda[index]
    values = meaning(meeting, step, by, text)
    if "text" not in values or "on" in values or step.turn == "blind":
        return values
    enough = len(given(meeting, index, by)) >= FEW
    return {"note": text} if enough or unasked(step, seat_of(meeting, step)) else values


def _asking(step: Step, own: bool, text: str) -> dict[str, str]:
    """In a step that asks for a question or for help: what the one whose seat it is says, or
    somebody else.
    """
    name = text.strip().lower().rstrip(".")
    helps = next((value for value, label in labels.HELP_MODES if name in (value, label)), "")
    mine = own or step.who == "facilitator"
    if helps and mine and "help_mode" in step.keep:
        return {"help": helps}
    if "?" in text and own and ("question" in step.keep or "question_final" in step.keep):
        return {"question": text}
    if own and step.seat < 0 and "question" in step.keep:
        return {"question": text}
    if step.who == "facilitator" and "question" not in step.keep:
        return {"unwanted": text}
    if own and step.who == "seat" and "answers" in step.keep:
        return {"answer": text}
    return {"problem" if "problem_statements" in step.keep else "note": text}


def _asked_or_answered(step: Step, own: bool, text: str) -> str:
    """By the rule, whoever holds the seat answers and the others ask, or all do both."""
    asks = "?" in text if step.rule == "statements_answer_questions" else not own
    if "answers" not in step.keep:
        return "note" if own else "asked"
    return "asked" if asks and "questions" in step.keep else "answer"


def _given(step: Step, text: str) -> dict[str, str]:
    """An item, or "#7 ..." to build on one."""
    on = BUILDS.match(text)
    if on and ("builds" in step.keep or step.turn != "blind"):
        return {"on": on[1], "text": on[2]}
    return {"text": text} if "items" in step.keep else {"note": text}
