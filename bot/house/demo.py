"""The demo: one whole meeting with played members and a fast clock, through the real engine and
room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from adapters.local.players import NAMES, Players
from adapters.local.terminal import Terminal
from bot.effects import Refused
from bot.formats.catalogue import catalogue, find
from bot.group import Group
from bot.house.stage import HandStage
from bot.live import Meeting
from bot.recaps.recap_text import recap_markdown
from bot.trouble import Trouble

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
TURNS = 500  # turns of a played meeting; more would mean that it does not end


@dataclass(frozen=True, slots=True)
class Play:
    """What is played: the format, how many members and seats (0 = as the format says), and the
    seed.
    """

    format: str
    members: int
    seats: int
    seed: int


@dataclass(slots=True)
class Demo:
    """One meeting on a stage; `say` gets each line of the transcript as it happens."""

    stage: HandStage
    group: str
    terminal: Terminal
    players: Players
    say: Callable[[str], None]

    async def run(self, play: Play) -> None:
        """Found the group, plan, meet, and print the recap."""
        first = self.players.names[0]
        for name in self.players.names:
            await self._line(f"{name}> /join")
        await self._line(f"{first}> /schedule Monday 17:00 Europe/London")
        await self._line(f"{first}> [Confirm]")
        for format, seats in _meetings(play):
            await self._line(f"{first}> /start {format} {seats or ''}".rstrip())
            await self._meet()
        if (recap := self._state().last) and not self.terminal.as_json:
            self.say("")
            self.say(recap_markdown(recap))

    async def _meet(self) -> None:
        for _ in range(TURNS):
            if (meeting := self._state().meeting) is None:
                return
            await self._turn(meeting)

    async def _turn(self, meeting: Meeting) -> None:
        """The lines of one turn; they stop where the meeting has moved on meanwhile."""
        for line in self.players.lines(self._state()):
            await self._line(line)
            now = self._state().meeting
            if now is None or (now.at.step, now.at.turn) != (meeting.at.step, meeting.at.turn):
                return

    async def _line(self, line: str) -> None:
        if not self.terminal.as_json:
            self.say(line)
        for answer in await self.terminal.feed(line):
            self.say(answer)

    def _state(self) -> Group:
        state = self.stage.house.store.reader.state(self.group)
        return state if isinstance(state, Group) else Group(self.group)


def _meetings(play: Play) -> list[tuple[str, int]]:
    """The formats that are played: where one rests on a charter, first one that agrees on it."""
    agreeing = (f.id for f in catalogue().values() if any("consent" in p.keep for p in f.plans))
    before = [(next(agreeing, play.format), 0)] if find(play.format).charter else []
    return [*before, (play.format, play.seats)]


async def play_demo(url: str, play: Play, as_json: bool, say: Callable[[str], None]) -> None:
    """Play one meeting. Raises Trouble where it can't be played so."""
    _check(play)
    async with HandStage(url, START) as stage:
        tenant = _fresh(stage)
        group = f"local:{tenant}:circle"
        ids = (f"demo:{tenant}:{n}" for n in count())
        terminal = Terminal(stage, group, ids, as_json=as_json)
        await Demo(stage, group, terminal, Players(play.members, play.seed), say).run(play)


def _fresh(stage: HandStage) -> str:
    """A tenant of its own for each demo, so that the same seed meets the same empty room."""
    reader = stage.house.store.reader
    return next(t for n in count(1) if not reader.rooms("local", t := f"demo{n}"))


def _check(play: Play) -> None:
    try:
        format = find(play.format)
    except Refused as refusal:
        raise Trouble(str(refusal)) from refusal
    least, most = format.size[0], min(format.size[3], len(NAMES))
    if not least <= play.members <= most:
        raise Trouble(f"{format.title} is played by {least} to {most} members, not {play.members}.")
    if play.seats and not 1 <= play.seats <= format.seats[1]:
        raise Trouble(f"{format.title} has at most {format.seats[1]} seats, not {play.seats}.")
