"""Lints: they hear advice that wears a question mark, and leave real questions alone."""

import pytest

from bot.feedback.lints import (
    LINTS,
    brief_lints,
    disguised,
    experience_lint,
    pack_lint,
    passes,
    question_lint,
)
from bot.feedback.lists import lists_for

ADVICE = (
    "Have you thought of asking your supervisor directly?",
    "Why don't you raise the price and see who stays?",
    "How about a shared calendar for the two of you?",
    "What about hiring someone for the books?",
    "Wouldn't it be better to wait until the grant is in?",
    "Maybe you should tell them before the summer?",
    "If I were you, would I really keep both projects?",
    "Can\u2019t you just say no to the committee?",
    "Have you considered a smaller trial with three customers?",
    "Don't you think you need a contract first?",
    "I'd suggest a pilot; what would stop you?",
    "You could move the deadline, couldn't you?",
    "Isn't the obvious answer to split the paper in two?",
    "Could you delegate the reviews to your postdoc?",
    "Would a weekly call with them do the trick?",
)
QUESTIONS = (
    "How many customers use the second tier today?",
    "When do you need to decide?",
    "Who else has a say in this?",
    "What have you tried so far?",
    "What would you need to know before Friday?",
    "What makes you think you should stay?",
    "Could you say more about the second reviewer?",
    "How would you know that it worked?",
    "What happens if you do nothing for a month?",
    "Who told you that you have to finish both?",
    "What did they say when you asked?",
    "Which of the two would you regret more?",
    "Why now?",
    "How much time do you have for this each week?",
    "What is the part that you could not change?",
)


def test_most_advice_that_wears_a_question_mark_is_heard() -> None:
    assert sum(disguised(line) for line in ADVICE) >= 13


@pytest.mark.parametrize("line", QUESTIONS)
def test_no_real_question_is_taken_for_advice(line: str) -> None:
    assert not disguised(line)


@pytest.mark.parametrize("line", ADVICE[:6])
def test_advice_is_heard_however_it_is_typed(line: str) -> None:
    assert disguised(line.upper())
    assert disguised(line.replace("'", "\u2019"))
    assert disguised(f"  {line.replace(' ', '  ')} ")


def test_lists_are_off_for_a_language_that_has_none() -> None:
    for line in ("¿Por qué no hablas con ellos?", "Hast du schon an Anna gedacht?", "なぜ?", ""):
        assert lists_for(line) is None
        assert not disguised(line)
    assert experience_lint("Me pasó lo mismo el año pasado.") == ""
    assert brief_lints("", "", "¿Qué precio pondrías?") == ()


@pytest.mark.parametrize(
    ("line", "lint"),
    [
        ("How many are there?", ""),
        ("There are ten of them.", "no_question"),
        ("How many are there? And who pays?", "two_at_once"),
        ("Why did you leave?", "why"),
        ("You should leave.", "disguised"),
    ],
)
def test_a_question_is_one_and_asks(line: str, lint: str) -> None:
    assert question_lint(line) == lint


@pytest.mark.parametrize(
    ("line", "lint"),
    [
        ("When I was there I asked for a month, and got it.", ""),
        ("We had the same thing, and our board said no.", ""),
        ("The best way is to ask for a month.", "no_first_person"),
        ("I was there too, and you should ask for a month.", "should"),
    ],
)
def test_an_experience_is_ones_own(line: str, lint: str) -> None:
    assert experience_lint(line) == lint


@pytest.mark.parametrize(
    ("question", "lints"),
    [
        ("What would you charge for the second tier by Friday?", ()),
        ("What would you charge for the second tier?", ("no_date",)),
        ("Any thoughts on the second tier before the 3rd of May?", ("vague",)),
        ("What would you charge, and who would pay it? And by 2026-03-04?", ("two_questions",)),
        ("Any thoughts? What would you do?", ("two_questions", "vague", "no_date")),
    ],
)
def test_a_brief_asks_one_question_with_a_date(question: str, lints: tuple[str, ...]) -> None:
    assert brief_lints("We sell one plan.", "A survey.", question) == lints


def test_a_brief_is_short() -> None:
    assert brief_lints("word " * 149, "", "now?") == ()
    assert brief_lints("word " * 150, "", "now?") == ("long",)


@pytest.mark.parametrize(
    ("pack", "values", "lint"),
    [
        ("ideas", {"cheap": "Call them"}, "few_ideas"),
        ("ideas", {"cheap": "Call them", "odd": "Sing"}, ""),
        ("ideas", {"text": "Call them"}, ""),
        ("feedforward", {"first": "Last time you were too fast"}, "past"),
        ("feedforward", {"first": "Begin with the question"}, ""),
        ("sbi", {"seen": "You are always late to the call"}, "absolute"),
        ("sbi", {"seen": "It was rude of you"}, "trait"),
        ("sbi", {"seen": "You spoke for ten minutes of the twelve"}, ""),
        ("coin", {"noticed": "The list was empty"}, "no_next"),
        ("coin", {"noticed": "The list was empty", "next": "Could we both fill it on Monday?"}, ""),
        ("like_wish", {"like": "The first page"}, "column"),
        ("like_wish", {"like": "The title", "wish": "A table", "what_if": "It began there"}, ""),
        ("progress", {"struck": "I think it is too long"}, "opinion"),
        ("progress", {"struck": "The cold open", "opinion": "I have an opinion on the end"}, ""),
        ("risks", {"reason": "Nobody came"}, "only_reason"),
        ("risks", {"reason": "Nobody came", "sign": "No answers in a week"}, ""),
        ("contrast", {"text": "It is not the price that they leave for"}, "unlabelled"),
        ("contrast", {"text": "For the argument's sake: do it now"}, ""),
        ("candour", {"value": "You are clear, but slow"}, "criticism"),
        ("candour", {"value": "You are clear", "wrong": "but the end of it is slow"}, ""),
        ("start_stop", {"start": "one\ntwo\nthree\nfour"}, "many_lines"),
        ("start_stop", {"start": "one\ntwo", "stop": "one"}, ""),
        ("resource", {"link": "Ben at the library"}, "no_reason"),
        ("resource", {"link": "Ben", "fits": "He did it"}, ""),
        ("listen", {"heard": "That it hurts. You should rest."}, "fixing"),
        ("listen", {"heard": "That it hurts, and that it is new to you"}, ""),
        ("experience", {"text": "The best way is to ask"}, "no_first_person"),
        ("questions", {"text": "That is good"}, "no_question"),
        ("ideas", {}, ""),
        ("no such pack", {"text": "You should"}, ""),
    ],
)
def test_each_pack_has_a_lint_of_its_own(pack: str, values: dict[str, str], lint: str) -> None:
    assert pack_lint(pack, values) == lint


def test_the_packs_that_have_a_lint_are_the_packs() -> None:
    assert len(LINTS) == 14


@pytest.mark.parametrize("line", ["pass", "None.", "No experience - passing", "not my  area"])
def test_a_line_that_says_so_is_a_pass(line: str) -> None:
    assert passes(line)


@pytest.mark.parametrize("line", ["", "I passed the exam", "none of them came", "?"])
def test_other_lines_are_no_pass(line: str) -> None:
    assert not passes(line)
