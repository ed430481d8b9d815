"""Three workspaces that share the ids of everything, twelve people, one store: whatever happens in
one, every law holds, and nothing of it is seen in another.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from adapters.store import open_store
from bench.asking import Sizes
from bot.effects import Show, Whisper
from bot.events import Event, Press, Pressed
from bot.group import Group
from bot.meetings import board
from bot.ports import State
from gates import laws
from gates.gate import Findings, Gate
from gates.guard import memory
from gates.house import House
from tests.histories import BEGAN, SEEN, Play
from tests.moves import MOVES, Dice, History, Move
from tests.seen import marks, words

TENANTS = ("slack:T1", "slack:T2", "discord:T1")
ROOM = "C1"  # the same in each
PEOPLE = 12
FAR = 10**9  # between the numbers of one workspace's words and the next one's
PLANS = (
    "sunday 02:30 Europe/Berlin",
    "saturday 18:00 Europe/London",
    "every 2 days 9:00 Asia/Tokyo",
)
MEMORY = memory()
STEPS = 50  # of one run of the machine
PART = 2_500  # steps
WHATS = (*("move",) * 12, "again", "twice", "stale", "restart")


@dataclass(slots=True)
class States:
    """The states of one workspace, read as `Play` reads a world's."""

    house: House
    tenant: str

    def get(self, id: str, other: State | None = None) -> State | None:
        """The state of this id."""
        return self.house.store.reader.state(id) or other

    def __iter__(self) -> Iterator[str]:
        return iter(self.house.documents(self.tenant))


@dataclass(slots=True)
class Realm:
    """What `Play` needs of a world."""

    house: House
    states: States


class Tenant(Play):
    """What is done in one workspace. Its events go to the house, one by one."""

    def __init__(self, house: House, tenant: str, number: int) -> None:
        history = History(PEOPLE // 2, PLANS[number], "", 0, (), "...", ())
        self.house, self.tenant = house, tenant
        world: Any = Realm(house, States(house, tenant))
        super().__init__(history, world, f"{tenant}:{ROOM}", numbers=count(number * FAR))

    @property
    def group(self) -> Group:
        """The group as it is kept."""
        found = self.house.store.reader.state(self.place)
        return found if isinstance(found, Group) else Group(self.place)

    def id(self) -> str:
        """As rooms make them: the workspace is in it."""
        return f"{self.tenant}:{super().id()}"

    def do(self, event: Event) -> None:
        """An event happens; its buttons are before people's eyes."""
        outcome = self.house.engine.submit(event).result()
        self.done.append(event)
        cards = (
            (e.card for e in outcome.effects if isinstance(e, Show | Whisper)) if outcome else ()
        )
        self.buttons = [*self.buttons, *(b for card in cards for b in card.buttons)][-SEEN:]

    def wait(self, span: timedelta, late: timedelta) -> None:
        """Time passes, for everybody."""
        self.house.wait(span, late)


class Machine(RuleBasedStateMachine):
    """One house and all that can happen to it."""

    template: Path  # a database with the tables and nothing in them
    found: Findings

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(dir=self.template.parent)
        path = f"{self._folder.name}/house.db"
        shutil.copy(self.template, path)
        self.house = House(path, BEGAN)
        self.found.count("runs")
        self.tenants = [Tenant(self.house, name, n) for n, name in enumerate(TENANTS)]
        for tenant in self.tenants:
            for who in range(tenant.history.members):
                tenant.type(who, "join", "")
            tenant.type(0, "schedule", f"yes {tenant.history.plan}")
        self.house.settle()

    @rule(which=st.integers(0, len(TENANTS) - 1), what=st.sampled_from(WHATS), move=MOVES)
    def happen(self, which: int, what: str, move: Move) -> None:
        """One step: somebody does something in one of the workspaces, or the world does."""
        self.found.count("steps")
        tenant, dice = self.tenants[which], Dice(move.seed)
        before = [self.house.documents(name) for name in TENANTS]
        match what:
            case "again":
                self.again(tenant, dice)
            case "twice":
                self.twice(tenant, dice)
            case "stale":
                self.stale(tenant, dice)
            case "restart":
                self.house.restart()
            case _:
                tenant.make(move)
        if what != "move" or move.what != "wait":  # nothing but time moves the others
            self.untouched(before, which)
        self.house.carry()
        self.heard()
        laws.hold(self.house, tenant.place)

    def again(self, tenant: Tenant, dice: Dice) -> None:
        """What was delivered is delivered once more, and nothing comes of it."""
        event = dice.pick(tenant.done)
        before = self.house.rows("states", "id", "doc"), len(self.house.rows("outbox", "id"))
        assert self.house.engine.submit(event).result() is None, f"{event} was heard twice"
        after = self.house.rows("states", "id", "doc"), len(self.house.rows("outbox", "id"))
        assert before == after, f"{event} was acted on twice"

    def twice(self, tenant: Tenant, dice: Dice) -> None:
        """Two press the same button at once: the meeting moves once."""
        meeting = tenant.group.meeting
        if meeting is None:
            return
        rev, whom = board.rev(meeting), [tenant.actor(dice.roll(PEOPLE // 2)) for _ in range(2)]
        button = Press("next", rev=rev)
        pressed = [Pressed(tenant.id(), tenant.place, by, button) for by in whom]
        self.house.engine.at_once(pressed)
        now = tenant.group.meeting
        if now is not None and now.number == meeting.number:
            alone = meeting.rev + 1
            assert now.rev <= alone, f"{pressed} moved it {now.rev - meeting.rev} times"

    def stale(self, tenant: Tenant, dice: Dice) -> None:
        """Somebody presses a button of a Board that is not the one that stands."""
        meeting = tenant.group.meeting
        old = [b for b in tenant.buttons if b.rev.count(".") == 3]
        if meeting is None or not old or (button := dice.pick(old)).rev == board.rev(meeting):
            return
        press = Press(button.verb, button.args, button.rev)
        was, by = tenant.group, tenant.actor(dice.roll(PEOPLE // 2))
        tenant.do(Pressed(tenant.id(), tenant.place, by, press))
        assert tenant.group == was, f"{press} of an older Board changed something"

    def untouched(self, before: Sequence[Mapping[str, str]], which: int) -> None:
        """What happens in one workspace changes nothing in another."""
        for number, name in enumerate(TENANTS):
            if number != which:
                assert self.house.documents(name) == before[number], f"{name} was changed"

    def heard(self) -> None:
        """No word of one workspace is read in another."""
        for lane, card in self.house.room.texts:
            for mark in marks(words(card)):
                home = TENANTS[int(mark[1:-1]) // FAR]
                assert lane.startswith(f"{home}:"), f"{mark} of {home} stands in {lane}"
        self.house.room.texts.clear()

    def teardown(self) -> None:
        """At rest, what stands in the room is what was decided, once."""
        with self._folder, closing(self.house):
            self.house.settle()
            laws.kept(self.house)
            for tenant in self.tenants:
                laws.hold(self.house, tenant.place)


def run(seed_: int, sizes: Sizes) -> Findings:
    """So many steps, part by part, on all processors. A part of so many steps has a seed of its
    own: `seed` and its number."""
    parts = range(0, sizes["steps"], PART)
    asked = [(seed_ * FAR + part, min(PART, sizes["steps"] - part)) for part in parts]
    if len(asked) == 1:
        return _part(*asked[0])
    found = Findings()
    with ProcessPoolExecutor(cpu_count(), get_context("spawn")) as pool:
        for one in pool.map(_part, *zip(*asked, strict=True)):
            found.add(one)
    return found


def _part(seed_: int, steps: int) -> Findings:
    found = Findings()
    with hushed("scheduler"), tempfile.TemporaryDirectory(dir=MEMORY) as place:
        template = Path(place) / "empty.db"
        open_store(f"sqlite:///{template}").close()
        machine = type("Machine", (Machine,), {"template": template, "found": found})
        try:
            run_state_machine_as_test(seed(seed_)(machine), settings=_so_many(steps))
        except (AssertionError, ExceptionGroup) as error:
            told = [str(error), f"(seed {seed_})", *getattr(error, "__notes__", ())]
            found.violations.append("\n".join(told))
    return found


@contextmanager
def hushed(name: str) -> Iterator[None]:
    """What a logger says meanwhile is not told: the room's moods are meant."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _so_many(steps: int) -> settings:
    return settings(
        max_examples=max(1, steps // STEPS),
        stateful_step_count=STEPS,
        deadline=None,
        report_multiple_bugs=False,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


GATE = Gate(
    "tenants",
    "three workspaces that share every id, twelve people: 100,000 steps, 0 violations",
    {"steps": 100_000},
    {"steps": 250},
    run,
)
