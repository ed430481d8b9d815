"""The pictures of docs/discord.md are those that are taken, and small."""

import re

from tests.discord.pictures import FORM, MESSAGES, PICTURES
from tests.process import ROOT


def test_the_page_shows_the_pictures_that_are_taken() -> None:
    page = (ROOT / "docs" / "discord.md").read_text("utf-8")
    taken = sorted((FORM, *MESSAGES))
    assert sorted(re.findall(r"\(images/(.+)\.png\)", page)) == taken
    assert all(0 < (PICTURES / f"{name}.png").stat().st_size < 200_000 for name in taken)
