"""Formats as data files: the built-in ones are right, and each mistake in another is explained."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import Refused
from bot.formats.catalogue import catalogue, find, fitting
from bot.formats.check import Mistake, check
from bot.formats.reading import read

PATHS = [path for path in files("bot.formats").iterdir() if path.name.endswith(".toml")]
SOURCES = [path.read_text("utf-8") for path in PATHS]
RIGHT = """\
schema = "mastermind.format/1"
id = "circle"
title = "Circle"
size = { min = 2, best = [3, 5], max = 8 }
seats = { default = 1, max = 2 }
minutes = { 1 = 30 }

[[step]]
id = "talk"
title = "Talk"
who = "all"
turn = "serial"
minutes = 10
floor = 5
flex = true
prompt = "Say something."
keep = ["win"]

[[step]]
id = "end"
title = "End"
who = "all"
turn = "parallel"
minutes = 2
prompt = "Say goodbye."
"""


def mistakes(old: str, new: str) -> list[tuple[int, str]]:
    """What is said about the right file when something else stands in one place of it."""
    assert RIGHT.count(old) >= 1
    return [(mistake.line, mistake.what) for mistake in check(RIGHT.replace(old, new, 1))]


# -- the built-in formats --------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES)
def test_a_built_in_format_is_right(source: str) -> None:
    assert check(source) == ()
    assert read(source).id in catalogue()


def test_every_format_falls_back_to_one_that_exists_and_takes_fewer() -> None:
    for format in catalogue().values():
        for most, id in format.fallbacks:
            assert find(id).size[0] <= most


def test_a_format_says_how_long_it_takes_for_every_number_of_its_turns() -> None:
    for format in catalogue().values():
        turns = range(min(1, format.seats[1]), format.seats[1] + 1)
        if format.everyone:
            turns = range(format.size[0], format.size[3] + 1)
        assert set(turns) == dict(format.targets).keys()


def test_too_few_people_meet_in_the_fallback() -> None:
    assert fitting("hot_seat", 2, 2) == (find("round_robin"), 0)
    assert fitting("hot_seat", 3) == (find("hot_seat"), 1)
    assert fitting("hot_seat", 6, 5) == (find("hot_seat"), 2)
    assert fitting("round_robin", 1) == (find("round_robin"), 0)


def test_three_of_a_larger_group_meet_in_the_fallback_for_three() -> None:
    assert fitting("hot_seat", 3, short=True) == (find("clinic"), 0)
    assert fitting("hot_seat", 4, short=True) == (find("hot_seat"), 1)
    assert fitting("hot_seat", 2, short=True) == (find("round_robin"), 0)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"no format nope\. There is .*hot_seat"):
        find("nope")


# -- each kind of mistake --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('schema = "mastermind.format/1"', "", 1, '`schema` must be "mastermind.format/1".'),
        ("format/1", "format/2", 1, '`schema` must be "mastermind.format/1".'),
        ('"circle"', '"My Circle"', 2, "`id` is missing or not a plain name."),
        ('"circle"', "7", 2, "`id` is missing or not a plain name."),
        ('"circle"', "nan", 2, "`id` is missing or not a plain name."),
        ('title = "Circle"', "", 1, "`title` is missing."),
        ('"Circle"', '"  "', 3, "`title` is missing."),
        ("[3, 5]", "[5, 3]", 4, "`size` is missing or out of order."),
        ("[3, 5]", "[3]", 4, "`size` is missing or out of order."),
        ("[3, 5]", "4", 4, "`size` is missing or out of order."),
        ("min = 2", "min = true", 4, "`size` is missing or out of order."),
        ("min = 2", "min = 2.5", 4, "`size` is missing or out of order."),
        ("default = 1", "default = 3", 5, "`seats` is missing or out of order."),
        ("{ default = 1, max = 2 }", "2", 5, "`seats` is missing or out of order."),
        ("max = 2", "max = -2", 5, "`seats` is missing or out of order."),
        ("{ 1 = 30 }", "30", 6, "`minutes` is missing or not a table of whole minutes."),
        ("{ 1 = 30 }", "{}", 6, "`minutes` is missing or not a table of whole minutes."),
        ("1 = 30", "one = 30", 6, "`minutes` is missing or not a table of whole minutes."),
        ("1 = 30", "1 = 30.5", 6, "`minutes` is missing or not a table of whole minutes."),
        ("1 = 30", "1 = 9999", 6, "`minutes` is missing or not a table of whole minutes."),
        ("1 = 30", '"²" = 30', 6, "`minutes` is missing or not a table of whole minutes."),
        ("1 = 30 }", '1 = 30 }\ncolour = "red"', 7, "`colour` is not a word of formats."),
        ("1 = 30 }", '1 = 30 }\n"(" = "red"', 7, "`(` is not a word of formats."),
        ("minutes = { 1 = 30 }", "hours = 5", 6, "`hours` is not a table of whole hours."),
        ("1 = 30 }", "1 = 30 }\nhours = { 1 = 2 }", 7, "`hours` and `minutes` are both given."),
        ("1 = 30 }", "1 = 30 }\neveryone = 1", 7, "`everyone` must be true or false."),
        ("1 = 30 }", "1 = 30 }\nmodes = 5", 7, "`modes` must be a list of words."),
        ("1 = 30 }", "1 = 30 }\nmodes = [5]", 7, "`modes` must be a list of words."),
        (
            "1 = 30 }",
            '1 = 30 }\nmodes = ["async"]',
            9,
            "`async_h` of the first step is missing, and it can be met over days.",
        ),
        (
            "1 = 30 }",
            "1 = 30 }\nfallback = 5",
            7,
            "`fallback` must name formats by people.",
        ),
        ('who = "all"\n', "", 8, "`who` is missing in this step."),
        ('prompt = "Say something."\n', "", 8, "`prompt` is missing in this step."),
        ('"Say something."', "5", 16, "`prompt` is missing in this step."),
        ('"Say goodbye."', '""', 25, "`prompt` is missing in this step."),
        ('who = "all"', 'who = "everyone"', 11, "`who` does not know 'everyone'."),
        ('"serial"', '"serious"', 12, "`turn` does not know 'serious'."),
        ('"serial"', "[1]", 12, "`turn` is missing in this step."),
        ("flex = true", 'flex = "yes"', 15, "`flex` must be true or false."),
        ("flex = true", 'show = "nobody"', 15, "`show` does not know 'nobody'."),
        ("flex = true", "spare = 1", 15, "`spare` must be true or false."),
        ("flex = true", "timebox = 5", 15, "`timebox` must be a list of minutes."),
        ("flex = true", "timebox = [5, 0]", 15, "`timebox` must be a list of minutes."),
        ("flex = true", "async_h = 800", 15, "`async_h` must be a number from 0 to 744."),
        ("flex = true", 'repeat = "seat"', 11, '`who` of the first step must be "all".'),
        ('who = "all"', 'who = "seat"', 11, '`who` of the first step must be "all".'),
        (
            'keep = ["win"]',
            'drop = true\nkeep = ["pulse"]',
            17,
            "`drop` is not for a step that keeps commitments or the pulse.",
        ),
        ("flex = true", "colour = 1", 15, "`colour` is not a word of formats."),
        ("minutes = 10", "minutes = true", 13, "`minutes` must be a number from 0 to 1440."),
        ("minutes = 10", 'minutes = "ten"', 13, "`minutes` must be a number from 0 to 1440."),
        ("minutes = 10", "minutes = nan", 13, "`minutes` must be a number from 0 to 1440."),
        ("minutes = 10", "minutes = -1", 13, "`minutes` must be a number from 0 to 1440."),
        ("floor = 5", "floor = 11", 14, "`floor` is more than the step's minutes."),
        ("floor = 5", "each = 2", 13, "`minutes` or `each` must be given, and not both."),
        ("minutes = 10", "", 8, "`minutes` or `each` must be given, and not both."),
        ("minutes = 2", "each = 2", 24, '`each` needs turn = "serial".'),
        ('["win"]', '"win"', 17, "`keep` must be a list of words."),
        ('["win"]', '["wine"]', 17, "`keep` does not know 'wine'."),
        ('["win"]', '["win", [1]]', 17, "`keep` does not know [1]."),
    ],
)
def test_a_mistake_is_explained_at_its_line(old: str, new: str, line: int, what: str) -> None:
    assert (line, what) in mistakes(old, new)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('title = "Circle"', "title = Circle", 3, "Invalid value"),
        ('"Say goodbye."', '"Say goodbye.', 25, "Illegal character '\\n'"),
        ('"Say goodbye."\n', '"""Say', 25, "Unterminated string"),
        ("[[step]]", "[[step]", 8, "Expected ']]' at the end of an array declaration"),
        ("minutes = 10", "minutes = " + "9" * 5000, 26, "a value is far too long or deep"),
        ("minutes = 10", "minutes = " + "[" * 20000, 26, "a value is far too long or deep"),
    ],
)
def test_what_is_not_toml_is_explained_at_its_line(
    old: str, new: str, line: int, what: str
) -> None:
    ((at, said),) = mistakes(old, new)
    assert at == line
    assert said == f"This is not TOML: {what}."


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ('["win"]', '["wins"]', "You may mean win."),
        ('"serial"', '"seriel"', "You may mean serial."),
        ("flex = true", "flexs = true", "You may mean flex."),
        ("1 = 30 }", "1 = 30 }\nfallbak = {}", "You may mean fallback."),
        ('"serial"', '"quickly"', "Use serial, parallel, blind."),
    ],
)
def test_the_nearest_word_is_suggested(old: str, new: str, mend: str) -> None:
    assert mend in [mistake.mend for mistake in check(RIGHT.replace(old, new, 1))]


def test_the_hours_of_a_relay_are_read_as_minutes() -> None:
    assert read(RIGHT.replace("minutes = { 1 = 30 }", "hours = { 1 = 5 }")).targets == ((1, 300),)


def test_the_right_file_has_no_mistakes() -> None:
    assert check(RIGHT) == ()
    assert read(RIGHT).fallbacks == ()
    assert read(RIGHT).size == (2, 3, 5, 8)


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    lines = [m.line for m in check("[[step]]\n\n[[ step ]] # two\nwho = 1\n")]
    assert lines == sorted(lines)
    assert set(lines) == {1, 3, 4}


@pytest.mark.parametrize("step", ["", "step = []", "step = 5", "step = [1]", 'step = ["a"]'])
def test_a_format_without_steps_is_none(step: str) -> None:
    top, _, _ = RIGHT.partition("[[step]]")
    assert check(top + step) == (
        Mistake(1, "The format has no steps.", "Add at least one [[step]]."),
    )


def test_the_first_mistake_is_the_reason_that_a_file_is_not_read() -> None:
    with pytest.raises(ValueError, match=r"Line 3: `title` is missing\. Write title ="):
        read(RIGHT.replace('"Circle"', '""'))


def test_sizes_may_be_written_as_tables_of_their_own() -> None:
    tables = RIGHT.replace("seats = { default = 1, max = 2 }\n", "").replace(
        "[[step]]", "[seats]\ndefault = 3\nmax = 2\n\n[[step]]", 1
    )
    assert [m.line for m in check(tables)] == [7]


# -- junk ------------------------------------------------------------------------------------------

JUNK = st.one_of(
    st.text(max_size=8),
    st.sampled_from(("5", "true", "[", "]]", '"', "{ }", "nan", "\n", "= ", "[[1]]", "1e9", "-1")),
)
VALUES = (
    *("0", "-1", "5", "1441", "1.5", "nan", "inf", "true", "[]", "[1]", "[[1]]", "{}", '""', '"x"'),
    *("{ a = 1 }", "[{}]", "1979-05-27", "07:32:00", '["win"]', "{ 1 = 1 }", "9" * 30, '"seat"'),
)


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A built-in file, a few places of it written over."""
    source = draw(st.sampled_from([*SOURCES, RIGHT]))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(source)))
        source = source[:at] + draw(JUNK) + source[at + draw(st.integers(0, 12)) :]
    return source


@st.composite
def revalued(draw: st.DrawFn) -> str:
    """A built-in file, the value of one of its keys another one."""
    lines = draw(st.sampled_from([*SOURCES, RIGHT])).split("\n")
    keys = [n for n, line in enumerate(lines) if "=" in line]
    n = draw(st.sampled_from(keys))
    lines[n] = lines[n].split("=")[0] + "= " + draw(st.sampled_from(VALUES))
    return "\n".join(lines)


@given(st.one_of(edited(), revalued(), st.text()))
def test_whatever_a_file_holds_it_is_read_or_explained(source: str) -> None:
    found = check(source)
    assert all(1 <= mistake.line <= source.count("\n") + 1 for mistake in found)
    assert all(mistake.what.endswith(".") and mistake.mend.endswith(".") for mistake in found)
    if found:
        with pytest.raises(ValueError, match="Line "):
            read(source)
    else:
        assert read(source).id == tomllib.loads(source)["id"]
