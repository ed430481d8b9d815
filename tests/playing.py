"""People on a chat platform who do what a transcript says; and one contract for all platforms: the
conversation is the one that the transcript has.
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from adapters.local.notation import (
    Comment,
    How,
    Jump,
    Push,
    Restart,
    Turned,
    Typed,
    Unknown,
    Wait,
    read,
)
from bot import words
from bot.commands import COMMANDS
from bot.house.shelf import stock
from tests.shown import OWN
from tests.transcripts import FEW, turns, whole

NAMING = ("/guest", "/swap")  # verbs behind which a transcript has names without an @
ANSWERS = ("yes", "no", "off")  # words behind them that are no names
Look = Callable[[], Awaitable[None]]


class NotHere(Exception):
    """What a transcript says can't be done on this platform."""


class Over(Exception):
    """The channel is gone, and nobody can write in it again."""


class Playable(Protocol):
    """A bot on a platform, whose time is turned."""

    async def settle(self) -> None: ...

    async def turn(self, span: timedelta, seen: Look) -> object: ...

    async def jump(self, span: timedelta, seen: Look) -> object: ...


@dataclass(slots=True)
class Playing(ABC):
    """Everybody in one channel. `wrote` is what was written down since the last line, as the local
    room writes it."""

    house: Playable
    wrote: list[str] = field(default_factory=list, kw_only=True)

    async def feed(self, line: str) -> list[str]:
        """One line in; what people see then."""
        said = await self._act(line)
        await self.house.settle()
        await self.look()
        wrote, self.wrote = self.wrote, []
        return [*wrote, *said]

    async def _act(self, line: str) -> list[str]:
        if self.is_over():
            raise Over
        match read(line):
            case Wait(span):
                await self.house.turn(span, self.look)
            case Jump(span):
                await self.house.jump(span, self.look)
            case Typed(who, said):
                return await self.types(who, said)
            case Push(who, label, rest):
                return await self.pushes(who, label, rest)
            case Turned(how):
                await self.turned(how)
            case Restart():
                await self.restarts()
            case Unknown():
                raise NotHere("notation of the terminal")
            case Comment():
                pass
        return []

    def is_over(self) -> bool:
        """Whether nobody can write in the channel any more."""
        return False

    async def restarts(self) -> None:
        """The bot dies, and another one takes over; where it has no memory, none can tell."""
        await self.house.settle()

    @abstractmethod
    async def look(self) -> None:
        """Write down what has been posted or edited since the last look."""

    @abstractmethod
    async def types(self, who: str, said: str) -> list[str]:
        """Somebody types a line; what is answered at once."""

    @abstractmethod
    async def pushes(self, who: str, label: str, rest: str) -> list[str]:
        """Somebody presses a button, and fills in what it asks; what is answered at once."""

    @abstractmethod
    async def turned(self, how: How) -> None:
        """Others can read the channel now, or it is shut."""


def named(said: str) -> str:
    """Whom a line names at its end without an @; "" where it names nobody so."""
    name = said.rsplit(" ", maxsplit=1)[-1]
    names = said.split(" ", 1)[0] in NAMING and name.isalpha() and name not in ANSWERS
    return name if names else ""


def talk(said: str) -> str:
    """Talk to the bot; where it begins as a command would, one that looks the same and is none."""
    return "\u200b" * (said.split(" ", 1)[0].lower() in COMMANDS) + said


def sees(who: str, label: str, shown: Sequence[str]) -> str:
    """That somebody sees no such button, only these, as the local room says it."""
    sentence = words.SEES_BUTTONS if shown else words.NO_SUCH_BUTTON
    listed = " ".join(f"[{each}]" for each in shown)
    return f"bot>{who}> {sentence.format(who=who, label=label, known=listed)}"


def written(said: str, names: Mapping[str, str], to: str, *, edited: bool) -> str:
    """A message to somebody (`to` "" = to all) as a line of a transcript; `names` are those of
    people by their ids."""
    for id, name in names.items():
        said = said.replace(f"@{id}", f"@{name}").replace(id, name)
    return f"bot>{names[to]}> {said}" if to else f"bot{'*' if edited else '>'} {said}"


@contextmanager
def shelf(file: Path) -> Iterator[None]:
    """The directory of own formats, for the conversation that has some."""
    stock(str(OWN) if file.stem == "own_format" else "")
    try:
        yield
    finally:
        stock("")


async def held(
    file: Path,
    feed: Callable[[str], Awaitable[list[str]]],
    spell: Callable[[str], str],
    beside: Sequence[str] = (),
) -> tuple[list[str], list[str]]:
    """What was said when a transcript was played on a platform, and what it should have been.

    `feed` gives a line to it and says what people see then; `spell` writes commands as they are
    typed there; what is `beside` may be said in addition.
    """
    said, played, missed = list[str](), list[str](), 0
    with shelf(file):
        for line, answers in turns(file):
            try:
                heard = await feed(line)
            except NotHere:
                missed += 1
                continue
            except Over:
                break
            heard = [each for each in heard if each in answers or each not in beside]
            wanted = [spell(answer) for answer in answers]
            said += [line, *wanted]
            played += [line, *(wanted if whole(heard) in wanted else heard)]
    assert missed <= FEW
    return played, said
