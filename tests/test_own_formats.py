"""A group's own formats: read from a directory, put beside those that ship with the bot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.formats.catalogue import catalogue, fitting, shipped
from bot.formats.catalogue import stock as put
from bot.house.shelf import stock
from bot.trouble import Trouble
from tests.test_formats import RIGHT


@pytest.fixture(autouse=True)
def _cleared() -> Iterator[None]:
    """Nothing stays on the shelf."""
    yield
    put(())


def test_own_formats_stand_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "circle.toml").write_text(RIGHT)
    (tmp_path / "notes.txt").write_text("not a format")
    assert stock(str(tmp_path)) == ()
    assert set(catalogue()) == {*shipped(), "circle"}
    assert list(catalogue()) == sorted(catalogue())
    assert stock("") == ()
    assert catalogue() == shipped()


def test_a_broken_file_is_told_with_its_line_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text(RIGHT.replace('"serial"', '"seriel"'))
    (tmp_path / "circle.toml").write_text(RIGHT)
    (tmp_path / "data.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "folder.toml").mkdir()
    told = stock(str(tmp_path))
    assert told == (
        f"{tmp_path}/broken.toml:12: `turn` does not know 'seriel'. You may mean serial."
        " This format is left out.",
        f"{tmp_path}/data.toml can't be read: it is not UTF-8 text. This format is left out.",
        f"{tmp_path}/folder.toml can't be read: Is a directory. This format is left out.",
    )
    assert "circle" in catalogue()


def test_nobody_shadows_a_format_without_a_word(tmp_path: Path) -> None:
    for name, id in (("a", "circle"), ("b", "circle"), ("c", "hot_seat")):
        (tmp_path / f"{name}.toml").write_text(RIGHT.replace('"circle"', f'"{id}"'))
    told = stock(str(tmp_path))
    assert ["another file has the id circle" in told[0], "brings a format hot_seat" in told[1]] == [
        True,
        True,
    ]
    assert catalogue()["hot_seat"] == shipped()["hot_seat"]


def test_a_fallback_that_is_not_there_is_told_and_passed_over(tmp_path: Path) -> None:
    odd = 'minutes = { 1 = 30 }\nfallback = { 1 = "tea" }\nunready = "tea"'
    (tmp_path / "circle.toml").write_text(RIGHT.replace("minutes = { 1 = 30 }", odd))
    told = stock(str(tmp_path))
    assert told == ("The format circle names tea, which there is not; it is passed over.",)
    assert fitting("circle", 1)[0].id == "circle"


def test_a_directory_that_is_not_there_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="can't be read because of this: no such file"):
        stock(str(tmp_path / "nowhere"))
