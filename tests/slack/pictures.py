"""`python -m tests.slack.pictures` takes the pictures of docs/slack.md: a week in a workspace."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import async_playwright

from adapters.store import open_store
from tests.browsers import FLAGS, NAMES
from tests.process import ROOT
from tests.slack import payloads
from tests.slack.drawing import Drawing
from tests.slack.face import CHANNEL, Face, user
from tests.slack.fake import Message, Slack
from tests.slack.houses import house
from tests.transcripts import FOLDER, turns

PICTURES = ROOT / "docs" / "images"
ANN = user("ann")
WIDTH = 640


@dataclass(slots=True)
class Album:
    """Pages by the name of their picture; each is drawn as soon as what it shows is there."""

    face: Face
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def drawing(self) -> Drawing:
        """A drawing of the people who are there by now."""
        return Drawing(self.face.names)

    def look(self) -> None:
        """Draw what has come since the last look."""
        self._message("slack-board", lambda m: m.channel == CHANNEL and "Discuss (7/" in m.text)
        self._message("slack-recap", lambda m: m.channel == CHANNEL and "Recap of" in m.text)
        for stack in self.face.house.slack.modals.values():
            if stack[-1]["title"]["text"] == "The brief":
                self.pages.setdefault(
                    "slack-form", self.drawing.page([self.drawing.modal(stack[-1])])
                )

    async def home(self) -> None:
        """Draw Ann's home tab."""
        house = self.face.house
        body = payloads.event("app_home_opened", user=ANN, tab="home")
        await house.send(body)
        page = self.drawing.home(house.slack.homes[ANN])
        self.pages["slack-home"] = self.drawing.page([page])

    def _message(self, name: str, wanted: Callable[[Message], bool]) -> None:
        for message in self.face.house.slack.messages:
            if name not in self.pages and wanted(message):
                drawn = self.drawing.message(message.blocks, "18:06")
                self.pages[name] = self.drawing.page([drawn])


async def album() -> dict[str, str]:
    """The pages, of the week that tests/transcripts/week.txt has."""
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/bot.db") as store:
        async with house(store, Slack()) as bot:
            made = Album(Face(bot))
            for line, _ in turns(FOLDER / "week.txt"):
                if line.startswith("ann> [Write the brief]"):  # opened, before it is filled in
                    await made.face.feed("ann> [Write the brief]")
                    made.look()
                await made.face.feed(line)
                made.look()
                if line.startswith("ben> [Commit]"):
                    await made.home()
            return made.pages


async def take(pages: dict[str, str], folder: Path) -> None:
    """Take the pictures."""
    chromium = next(filter(None, map(shutil.which, NAMES)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page(viewport={"width": WIDTH, "height": 100})
        for name, html in pages.items():
            await page.set_content(html)
            await page.screenshot(path=folder / f"{name}.png", full_page=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(take(asyncio.run(album()), PICTURES))
