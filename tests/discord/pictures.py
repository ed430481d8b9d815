"""`python -m tests.discord.pictures` takes the pictures of docs/discord.md: a clinic in a guild.

simcord draws them, with what `pip install 'simcord[screenshot]'` brings, in the Chromium that is
installed.
"""

import asyncio
import shutil
from functools import partialmethod
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import BrowserType
from simcord.backend.models import Message
from simcord.results import InteractionResult, ResponseMessage

from adapters.store import open_store
from tests.browsers import FLAGS, NAMES
from tests.discord.face import Face
from tests.discord.houses import House, house
from tests.discord.reading import line as read
from tests.discord.seen import Seen, shape
from tests.process import ROOT
from tests.transcripts import FOLDER, turns

PICTURES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 700, 900
FORM = "discord-form"
# The beginning of the line after which each message is taken, and what stands on it.
MESSAGES = {
    "discord-board": ("cat> experience:", "Consult (4/"),
    "discord-recap": ("dee> [Commit]", "Recap of"),
}


async def play(folder: Path) -> None:
    """Play the meeting, and take each picture as soon as what it shows is there."""
    with TemporaryDirectory() as place, open_store(f"sqlite:///{place}/bot.db") as store:
        async with house(store) as bot:
            face = Face(bot, Seen(bot.env))
            bot.env.backend.bot_user.name = "Mastermind"
            for line, _ in turns(FOLDER / "clinic.txt"):
                await face.feed(line)
                if line.startswith("ann> /start"):
                    await _take(bot, folder / f"{FORM}.png", await _form(bot, face))
                for name, (after, words) in MESSAGES.items():
                    if line.startswith(after):
                        await _take(bot, folder / f"{name}.png", _message(bot, face, words))


async def _form(bot: House, face: Face) -> InteractionResult:
    """Ann opens the form of her brief."""
    ann, message = bot.person("ann"), _message(bot, face, "Set up (")
    shown = ResponseMessage(bot.env, message)
    return await ann.click(shown, label="Brief")


def _message(bot: House, face: Face, words: str) -> Message:
    """The message of the channel that has these words."""
    seen = face.seen.visible(str(bot.person("ann").id))
    ours = (message for message in seen if message.channel_id == bot.channel.id)
    return next(message for message in ours if words in read([shape(message)], {}))


async def _take(bot: House, path: Path, shown: Message | InteractionResult) -> None:
    viewers = [bot.person("ann")]
    async with bot.env.preview(bot.channel, viewers=viewers, width=WIDTH, height=HEIGHT) as view:
        target = shown if isinstance(shown, InteractionResult) else shown.id
        await view.screenshot(path, target=target, allow_incomplete=True)


if __name__ == "__main__":
    chromium = next(filter(None, map(shutil.which, NAMES)))
    installed = partialmethod(BrowserType.launch, executable_path=chromium, args=FLAGS)
    BrowserType.launch = installed  # type: ignore[method-assign, assignment]
    asyncio.run(play(PICTURES))
