"""Lints: what a writer could do better, told to them alone. A lint never blocks anything.

Each answers with a word, to which `bot/words/lints.py` has the sentence; "" where all is well.
Those that look for words are silent about texts in a language that has no list.
"""

from collections.abc import Callable, Mapping

from bot.feedback.lists import LANGUAGES, Lists, found, lists_for

WORDS = 150  # words of a brief that can be answered by people who have a few minutes
MOST = 3  # lines in one box
# Words of the longest line that says that somebody passes.
SHORT = max(len(line.split()) for lists in LANGUAGES.values() for line in lists.passes)
Lint = Callable[[Mapping[str, str], str, Lists | None], str]


def brief_lints(context: str, tried: str, question: str) -> tuple[str, ...]:
    """What a brief could do better, in the order of weight."""
    whole = " ".join((context, tried, question))
    lists, lints = lists_for(whole), []
    if question.count("?") > 1:
        lints.append("two_questions")
    if lists and found(lists.vague, question):
        lints.append("vague")
    if lists and question and not found(lists.dates, whole):
        lints.append("no_date")
    if len(whole.split()) > WORDS:
        lints.append("long")
    return tuple(lints)


def disguised(text: str) -> bool:
    """Whether a question is advice that wears a question mark."""
    lists = lists_for(text)
    return lists is not None and found(lists.advice, text)


def question_lint(text: str) -> str:
    """What a question could do better."""
    if disguised(text):
        return "disguised"
    if "?" not in text:
        return "no_question"
    if text.count("?") > 1:
        return "two_at_once"
    return "why" if text.lower().lstrip().startswith("why") and lists_for(text) else ""


def experience_lint(text: str) -> str:
    """What an experience could do better: it is one's own, and no advice."""
    if (lists := lists_for(text)) is None:
        return ""
    if found(lists.advice, text):
        return "should"
    return "" if found(lists.own, text) else "no_first_person"


def pack_lint(pack: str, values: Mapping[str, str]) -> str:
    """What somebody who writes by a pack could do better; `values` are its parts by name, or what
    they wrote in one piece as "text"."""
    text = " ".join(values.values())
    return LINTS[pack](values, text, lists_for(text)) if pack in LINTS and text.strip() else ""


def passes(text: str) -> bool:
    """Whether a line says that somebody passes."""
    words = text.split(None, SHORT)
    line = " ".join(words).lower().strip(".!")
    return len(words) <= SHORT and any(line in lists.passes for lists in LANGUAGES.values())


def _empty(values: Mapping[str, str], *names: str) -> bool:
    """Whether it was written in parts, and one of these is empty."""
    return "text" not in values and not all(values.get(name, "").strip() for name in names)


def _experience(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return experience_lint(text)


def _questions(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return question_lint(text)


def _ideas(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    parts = [value for value in values.values() if value.strip()]
    return "few_ideas" if "text" not in values and len(parts) < 2 else ""


def _feedforward(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "past" if lists and found(lists.past, text) else ""


def _observation(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    if lists and found(lists.absolute, text):
        return "absolute"
    return "trait" if lists and found(lists.traits, text) else ""


def _request(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "no_next" if _empty(values, "next") else _observation(values, text, lists)


def _columns(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "column" if _empty(values, "like", "wish", "what_if") else ""


def _progress(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    before = " ".join(value for name, value in values.items() if name != "opinion")
    return "opinion" if lists and found(lists.opinion, before) else ""


def _risks(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "only_reason" if _empty(values, "sign") and _empty(values, "guard") else ""


def _contrast(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "unlabelled" if lists and not found(lists.label, text) else ""


def _candour(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    open_to_all = " ".join(value for name, value in values.items() if name != "wrong")
    return "criticism" if lists and found(lists.turn, open_to_all) else ""


def _boxes(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    lines = [[line for line in value.split("\n") if line.strip()] for value in values.values()]
    return "many_lines" if any(len(box) > MOST for box in lines) else ""


def _resource(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "no_reason" if _empty(values, "fits") else ""


def _listen(values: Mapping[str, str], text: str, lists: Lists | None) -> str:
    return "fixing" if lists and found(lists.advice, text) else ""


LINTS: dict[str, Lint] = {
    "experience": _experience,
    "questions": _questions,
    "ideas": _ideas,
    "feedforward": _feedforward,
    "sbi": _observation,
    "coin": _request,
    "like_wish": _columns,
    "progress": _progress,
    "risks": _risks,
    "contrast": _contrast,
    "candour": _candour,
    "start_stop": _boxes,
    "resource": _resource,
    "listen": _listen,
}
