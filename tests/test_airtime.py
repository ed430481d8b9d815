"""The balance of airtime, and the one private word about it."""

import pytest

from bot.live import Airtime
from bot.meetings.airtime import balance
from tests.transcripts import FOLDER, play


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((25, 25, 25, 25), 1.00),
        ((50, 25, 15, 10), 0.87),
        ((75, 12, 8, 5), 0.59),
        ((95, 2.5, 2.5, 0), 0.17),
        ((1, 0, 0), 0.0),
    ],
)
def test_the_balance_is_the_entropy_of_the_shares(
    shares: tuple[float, ...], expected: float
) -> None:
    assert balance(shares) == pytest.approx(expected, abs=0.006)


def test_where_nobody_or_only_one_could_speak_nothing_is_uneven() -> None:
    assert balance(()) == balance((7,)) == balance((0, 0)) == 1.0


async def test_the_mirror_is_for_one_and_for_once() -> None:
    told = await play((FOLDER / "airtime.txt").read_text("utf-8").splitlines())
    assert [line[:9] for line in told if "most words" in line] == ["bot>ben> "]


def test_airtime_has_no_place_for_what_was_said() -> None:
    assert Airtime.__slots__ == ("who", "words", "messages", "told")
