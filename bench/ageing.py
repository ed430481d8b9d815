"""What a group's age costs: two years of weekly meetings, beside a group that has met once."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Self

from adapters.clock import HandClock
from adapters.local.room import LocalRoom
from adapters.store import open_store
from adapters.store.codec import encode
from bench.asking import Sizes
from bench.keeping import VAR
from bench.measurement import Measurement, Row, at_most
from bench.meetings import START, Play
from bot.engine import Engine
from bot.events import Command, Event
from bot.group import Group
from scheduler.hand import NoJobs, step
from scheduler.pump import Pump

AIM = 2.0  # the old group's processor time as a multiple of the new one's, at the most
PLAN = "yes every monday 17:00 UTC"
TYPED = (
    *("agenda", "queue", "mine", "recap", "recap 1", "schedule", "attendance", "charter"),
    *("parking", "me", "menu", "help", "rsvp", "rsvp late", "brief How do I price it?"),
    "commit call ten of them by friday",
)  # between two meetings


class Lived(Play):
    """A group that lives on a real database, from alarm to alarm, and is carried to its room."""

    def __init__(self, url: str) -> None:
        with ExitStack() as opened:
            self._runner = opened.enter_context(asyncio.Runner())
            store = opened.enter_context(open_store(url))
            self._clock = HandClock(START)
            self._engine = Engine(store, self._clock, NoJobs())
            self._engine.start()
            opened.callback(self._engine.stop)
            room = LocalRoom(self._engine, self._clock)
            self._pump = Pump(self._engine, room, self._clock, "bench")
            self._opened = opened.pop_all()
        super().__init__("local:main:den")
        self._type(self.group.ids[0], "schedule", PLAN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def types(self, line: str) -> float:
        """Somebody types a command, and what it comes to is carried: seconds of the processor."""
        verb, _, args = line.partition(" ")
        event = Command(self._id(), self.group.id, self._by(self.group.ids[1]), verb, args)
        begun = process_time()
        self._act(event)
        self._runner.run(self._pump.settle())
        return process_time() - begun

    def _begin(self) -> None:
        """It begins by itself, after all that comes before it."""
        far = self._clock.now().replace(year=2100)
        while self.group.meeting is None:
            self._runner.run(step(self._engine, self._pump, self._clock, far))
            found = self._engine.reader.state(self.group.id)
            assert isinstance(found, Group)
            self.group = found
        self._now = self._clock.now()

    def _rest(self) -> None:
        self._runner.run(self._pump.settle())

    def _act(self, event: Event) -> None:
        self._now += self._pause
        self._clock.set(self._now)
        self.past.append((event, self._now))
        outcome = self._engine.submit(event).result()
        if outcome and isinstance(outcome.state, Group):  # what is of a person is theirs
            self.group = outcome.state


@dataclass(frozen=True, slots=True)
class Age:
    """Of a group: the bytes of its document, the seconds of processor of each command, and those
    of an event of a whole meeting; each in its best round, which neighbours held up least."""

    bytes: int
    typed: Sequence[float]
    meeting: float


def ages(weeks: int, rounds: int) -> tuple[Age, Age]:
    """A group that has met once, and one that has met so many weeks, by turns."""
    VAR.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="age", dir=VAR) as folder,
        Lived(f"sqlite:///{Path(folder)}/new.db") as new,
        Lived(f"sqlite:///{Path(folder)}/old.db") as old,
    ):
        new.meet()
        for _ in range(weeks):
            old.meet()
        sizes = [len(encode(one.group)) for one in (new, old)]
        typed = [[[one.types(line) for line in TYPED] for one in (new, old)] for _ in range(rounds)]
        met = [[_met(one) for one in (new, old)] for _ in range(rounds)]
        first, second = (
            Age(
                sizes[n],
                [min(each) for each in zip(*(one[n] for one in typed), strict=True)],
                min(one[n] for one in met),
            )
            for n in (0, 1)
        )
        return first, second


def _met(one: Lived) -> float:
    known, begun = len(one.past), process_time()
    one.meet()
    return (process_time() - begun) / (len(one.past) - known)


def _measured(sizes: Sizes) -> Iterator[Row]:
    new, old = ages(**sizes)
    for name, age in (("the new group", new), ("the old group", old)):
        yield Row(f"{name}: its document", age.bytes / 1024, "KiB")
        yield Row(f"{name}: a command, the mean of {len(TYPED)}", _mean(age), "CPU ms")
        yield Row(f"{name}: an event of a meeting", age.meeting * 1000, "CPU ms")
    yield at_most("old to new: all the commands", _mean(old) / _mean(new), AIM)
    shares = [(b / a, line) for a, b, line in zip(new.typed, old.typed, TYPED, strict=True)]
    worst, line = max(shares)
    yield at_most(f"old to new: the worst of them, /{line.partition(' ')[0]}", worst, AIM)
    yield at_most("old to new: a meeting", old.meeting / new.meeting, AIM)


def _mean(age: Age) -> float:
    return sum(age.typed) / len(age.typed) * 1000


AGE = Measurement(
    "age",
    "the same commands and meetings in a group of eight that has met once, and in one that has met "
    "every week for two years, on SQLite, with all that was archived",
    {"weeks": 104, "rounds": 15},
    {"weeks": 2, "rounds": 1},
    _measured,
)
