"""Ends the process at points of a conversation, and compares what is left with what was to be."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random  # noqa: TID251 - seeded: the same crashes each time

from adapters.clock import HandClock
from adapters.local.notation import Wait, read
from bot.group import Group
from gates.crash.base import Base, Rows
from gates.crash.looks import Left, kept
from gates.crash.worlds import Body, Platform
from scheduler.hand import NoJobs, step
from scheduler.pump import Pump
from tests.crashes import Crash, Fate, Numbered, swept
from tests.shell import AT, Inline

TALK = """\
ann> /join
ben> /join
cat> /join
ann> /me zone Europe/London
ann> /schedule yes tuesday 18:00 Europe/London
ann> /commit call three customers by friday
... 1d
... 1h
ann> [Write] mood=fresh
... 2m
ann> /next
ben> We sold the first one
cat> /park who writes the invoice
ann> /end now
ann> /mine
... 2d
""".splitlines()
# How long the machine is down after a crash in a meeting, or while time passes: even three times in
# a row never so long that something else has to happen, as half a minute after the end of a step.
SHORTLY = tuple(timedelta(seconds=seconds) for seconds in (0, 0, 8))
ROUNDS = 200  # steps of the clock, and tries to deliver an event
YEAR = timedelta(days=365)
ANOTHER = 0.3  # the share of lives in which something old is delivered once more


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that happens: what was before it, and what is to be after it. `old` is what was
    done earlier, `points` is how many there are in it."""

    name: str
    rows: Rows
    platform: bytes
    at: datetime
    until: datetime
    bodies: tuple[Body, ...]
    old: tuple[Body, ...]
    points: int
    end: Left
    steady: bool


@dataclass(slots=True)
class World:
    """A platform and a database. `making` makes a platform in which nothing happened yet."""

    base: Base
    making: Callable[[], Platform]
    platform: Platform = field(init=False)
    clock: HandClock = field(init=False)

    def __post_init__(self) -> None:
        self.platform, self.clock = self.making(), HandClock(AT)

    async def scenes(self, talk: Sequence[str] = TALK) -> list[Scene]:
        """The conversation as it goes without a crash."""
        found, old = list[Scene](), list[Body]()
        for line in talk:
            for make, span in self._steps(line):
                bodies = (make(),) if make else ()
                rows, platform, at = self.base.rows(), pickle.dumps(self.platform), self.clock.now()
                meets = self._meets()
                fate = Fate()
                left = await self.lives(fate, bodies, at + span)
                assert not left.stuck, f"{line}: {left.stuck}"
                name, earlier = f"{len(found)}: {line}", tuple(old)
                scene = (name, rows, platform, at, at + span, bodies, earlier, fate.points, left)
                found.append(Scene(*scene, steady=not (span or meets or self._meets())))
                old += [body for body in bodies if not {"trigger_id", "token"} & {*body}]
        return found

    def _meets(self) -> bool:
        """Whether a meeting runs."""
        group = self.base.store().reader.state(self.platform.group)
        return isinstance(group, Group) and group.meeting is not None

    def _steps(self, line: str) -> Iterator[tuple[Callable[[], Body] | None, timedelta]]:
        if isinstance(waits := read(line), Wait):
            yield None, waits.span
        else:
            who, _, said = line.partition("> ")
            for make in self.platform.acts(who, said):
                yield make, timedelta()

    async def again(
        self,
        scene: Scene,
        fate: Fate,
        dice: Random | None = None,
        outages: Sequence[timedelta] = (),
    ) -> Left:
        """A scene once more, with crashes, after which the machine is down so long. With `dice` it
        is one of several spans, and what was done before may be delivered once more.
        """
        self.base.put(scene.rows)
        self.platform, self.clock = pickle.loads(scene.platform), HandClock(scene.at)
        if dice:
            outages = (*SHORTLY, *self.platform.outages * scene.steady)
        return await self.lives(fate, scene.bodies, scene.until, scene.old, dice, outages)

    async def lives(
        self,
        fate: Fate,
        bodies: Sequence[Body],
        until: datetime,
        old: Sequence[Body] = (),
        dice: Random | None = None,
        outages: Sequence[timedelta] = (),
    ) -> Left:
        """One scene, in as many lives as it takes."""
        pending = [*bodies]
        while True:
            fate.dead = False
            if dice and old and dice.random() < ANOTHER:
                pending.insert(dice.randrange(len(pending) + 1), dice.choice(old))
            try:
                stuck = await self._live(fate, pending, until)
                return Left(self.platform.seen(), kept(self.base.rows()), stuck)
            except Crash:
                await swept()
                self.base.close()
            if out := dice.choice(outages) if dice else sum(outages, timedelta()):
                fate.late = True
                self.clock.set(self.clock.now() + out)

    async def _live(self, fate: Fate, pending: list[Body], until: datetime) -> str:
        """One life; what is stuck at its end."""
        engine = Inline(Numbered(self.base.store(), fate), self.clock, NoJobs())
        ears = self.platform.bot(engine, self.clock, fate)
        pump = Pump(engine, ears.room, self.clock, "alone")
        await pump.resume()
        for _ in range(ROUNDS * bool(pending)):
            if await ears.deliver(pending[0]):
                fate("before the acknowledgement")
                del pending[0]
                if not pending:
                    break
        if pending:
            return "an event is not acknowledged"
        await pump.settle()
        for _ in range(ROUNDS):
            later, now = engine.reader.next_retry(self.clock.now()), self.clock.now()
            if await step(engine, pump, self.clock, max(min(later or until, until), now)):
                continue
            if self.clock.now() >= until and not engine.reader.lanes(self.clock.now() + YEAR):
                break
            until = max(until, later or until)
        else:
            return "a parcel is not delivered"
        due = engine.reader.soonest()
        return "an alarm rings for ever" if due and due <= self.clock.now() else ""
