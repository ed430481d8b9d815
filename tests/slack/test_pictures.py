"""The pictures of docs/slack.md are those that are taken, and all that they show can be drawn."""

import re

from tests.process import ROOT
from tests.slack.pictures import PICTURES, album


async def test_the_page_shows_the_pictures_that_are_taken() -> None:
    pages = await album()
    page = (ROOT / "docs" / "slack.md").read_text("utf-8")
    assert sorted(re.findall(r"\(images/(.+)\.png\)", page)) == sorted(pages)
    assert all((PICTURES / f"{name}.png").stat().st_size < 100_000 for name in pages)
    assert "listens" in pages["slack-board"]
    assert "First step" in pages["slack-recap"]
    assert "Your ask, as one question" in pages["slack-form"]
    assert "Pricing Circle" in pages["slack-home"]
