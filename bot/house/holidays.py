"""`mastermind holidays FILE`: the days of an .ics file become days without meetings."""

import asyncio
from datetime import date
from pathlib import Path

from adapters.clock import SystemClock
from adapters.web.holidays import BadCalendar, Holiday, read
from bot.cards import Text
from bot.effects import Whisper
from bot.events import Actor, Command
from bot.group import Group
from bot.house.wiring import house
from bot.trouble import Trouble
from scheduler.hand import NoJobs


def read_file(file: Path, today: date) -> tuple[Holiday, ...]:
    """The holidays of a file, from a day on. Raises Trouble with a sentence on what is wrong."""
    try:
        found = read(file.read_bytes(), today)
    except OSError as error:
        raise Trouble(f"{file} can't be read: {(error.strerror or 'no file').lower()}.") from None
    except BadCalendar as bad:
        raise Trouble(f"{file} {bad}") from None
    if not found:
        raise Trouble(f"{file} names no day from today on; choose a newer calendar.")
    return found


async def keep(url: str, id: str, found: tuple[Holiday, ...]) -> None:
    """Tell a group of its holidays, in the name of its organiser, whether the bot runs or not: it
    says so in the room, within half a minute or when it starts. Raises Trouble.
    """
    clock = SystemClock()
    async with house(url, clock, NoJobs(), beside=True) as home:
        group = await asyncio.to_thread(home.engine.reader.state, id)
        if not isinstance(group, Group) or not group.members:
            raise Trouble(f"There is no group {id} in this database.")
        if group.meeting:
            raise Trouble("A meeting of that group is running; try again when it is over.")
        lines = "\n".join(f"{h.first} to {h.last} {h.name}" for h in found)
        by = next(m.id for m in group.members if m.role == "organiser")
        event = f"holidays:{clock.now().isoformat()}"
        command = Command(event, id, Actor(by), "schedule", f"holiday {lines}")
        outcome = await home.engine.handle(command)
        for effect in outcome.effects if outcome else ():
            if isinstance(effect, Whisper):
                raise Trouble(_words(effect))


def _words(whisper: Whisper) -> str:
    spans = (s for block in whisper.card.blocks if isinstance(block, Text) for s in block.spans)
    return " ".join(span for span in spans if isinstance(span, str))
