"""How a step is played, in one line for its Board: its rule, who writes when, who reads it."""

from bot import words
from bot.cards import Block, Mention, Span, Spans, Text
from bot.formats.format import Step
from bot.meetings import votes
from bot.values import once, replace

_HOLDER = Mention("")  # stands for whose seat or turn it is


def told(step: Step, holder: str, in_turn: bool, several: bool = False) -> tuple[Block, ...]:
    """The line of a step. `holder` is whose seat or turn it is ("" = nobody's); `in_turn` says that
    one speaks after the other, `several` that other seats have the same step at the same time.
    """
    line = _of_several(step) if several else _said(step)[in_turn]
    named = tuple([Mention(holder) if span is _HOLDER else span for span in line])
    return (Text(named),) if named else ()


@once
def _said(step: Step) -> tuple[Spans, Spans]:
    """The line where all write at once, and where one speaks after the other."""
    return _joined(step, _together(step)), _joined(step, ())


@once
def _of_several(step: Step) -> Spans:
    return _joined(replace(step, seat=-1), (_each(step),))


def _each(step: Step) -> str:
    """How those write who write for several seats."""
    if step.who not in ("seat", "peers"):
        return words.TURNS[step.turn]
    if step.who == "seat":
        return words.EACH_OWN
    both = "answers" in step.keep and step.turn == "parallel"
    return words.EACH_ASKS if both else words.EACH_BUT_OWN[step.turn]


def _joined(step: Step, together: Spans) -> Spans:
    spans: list[Span] = []
    for line in (_rule(step), together, _readers(step)):
        if any(line):
            spans += [*([" "] if spans else []), *line]
    return tuple(spans)


def _rule(step: Step) -> Spans:
    if step.rule == "seat_listens" and step.seat >= 0:
        return (_HOLDER, words.LISTENS)
    return (words.RULES[step.rule],)


def _together(step: Step) -> Spans:
    """How those write who have no turns: all in sight of each other, or none."""
    if votes.word(step.keep):
        return (words.VOTES_HIDDEN,)
    if step.who != "peers" or step.seat < 0:
        return (words.TURNS[step.turn],)
    if "answers" in step.keep:
        return (words.OTHERS_ASK, _HOLDER, words.ONE_ANSWERS)
    if step.rule == "seat_listens" and step.turn == "parallel":
        return (words.OTHERS_AT_ONCE,)
    at_once = words.ALL_BUT_BLIND if step.turn == "blind" else words.ALL_BUT_AT_ONCE
    return (words.ALL_BUT, _HOLDER, at_once)


def _readers(step: Step) -> Spans:
    lines = [words.SHOWS[step.show]]
    if step.show == "seat_only":  # nobody shall write it in the belief that it goes no further
        lines += [said for word, said in words.RELEASED.items() if word in step.keep]
    return (" ".join(line for line in lines if line),)
