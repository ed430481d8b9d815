"""Whose turn a step may be: mistakes that only show in the whole format."""

import pytest

from bot.formats.check import check
from tests.test_formats import RIGHT

END = 'title = "End"\nwho = "all"'


@pytest.mark.parametrize(
    ("seats", "step", "line", "what"),
    [
        (0, 'who = "seat"', 22, "`who` speaks of a seat, and this format has none."),
        (0, 'who = "peers"', 22, "`who` speaks of a seat, and this format has none."),
        (
            0,
            'repeat = "seat"\nwho = "all"',
            22,
            "`repeat` asks for seats, and this format has none.",
        ),
        (
            1,
            'repeat = "seat"\nwho = "all"\nturn = "blind"\nminutes = 1\nprompt = "."\n[[step]]\n'
            'id = "more"\ntitle = "More"\nrepeat = "member"\nwho = "seat"',
            30,
            "`repeat` is not the same in all steps.",
        ),
        (1, 'who = "seat"', 0, ""),
        (1, 'repeat = "seat"\nwho = "peers"', 0, ""),
        (0, 'repeat = "member"\nwho = "seat"', 0, ""),
    ],
)
def test_a_step_speaks_of_seats_only_where_there_are_some(
    seats: int, step: str, line: int, what: str
) -> None:
    source = RIGHT.replace("default = 1, max = 2", f"default = {seats}, max = {seats}")
    found = [(m.line, m.what) for m in check(source.replace(END, f'title = "End"\n{step}'))]
    assert found == ([(line, what)] if what else [])
