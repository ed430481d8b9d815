"""What a plain line means: which question of the running step it answers."""

from bot import votes
from bot.floor import holder_of
from bot.formats.format import Step
from bot.keeps import KEEPS
from bot.live import Meeting


def meaning(meeting: Meeting, step: Step, by: str, text: str) -> dict[str, str]:
    """The field of the step that a plain line answers, with the line; {} where it answers none."""
    holder = holder_of(meeting, step)
    if vote := votes.word(step.keep):
        return {vote: text}
    if "question" in step.keep or "question_final" in step.keep:
        return {"question" if "?" in text else "note": text}
    if "answers" in step.keep:
        return {"answer" if by == holder else "asked": text}
    if "commitment" in step.keep and step.who == "all":
        return {"what": text}
    if "items" in step.keep:
        return {"text": text}
    if "commitment_status" not in step.keep and (kinds := [w for w in step.keep if KEEPS[w].kind]):
        return {KEEPS[kinds[0]].fields[0].name: text}
    return {"note": text} if step.keep else {}
