"""A room with one group, in which a test does one thing after the other and looks at each."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.decide import decide, form
from bot.effects import Outcome, Record, Whisper
from bot.events import Actor, Command, Event, Said, Submitted, Tick
from bot.formats.format import Step
from bot.forms import Form
from bot.group import Group
from bot.live import Meeting
from bot.lookup import informed, of_form
from bot.meetings.floor import running, step_of
from bot.meetings.meeting import enter
from tests.seen import words
from tests.world import GROUP

START = datetime(2026, 3, 2, 17, tzinfo=UTC)


@dataclass(slots=True)
class Room:
    """A room with a group, in which events are decided one by one."""

    group: Group = field(default_factory=lambda: Group(GROUP))
    now: datetime = START
    ids: Any = field(default_factory=count)
    records: dict[tuple[str, str], object] = field(default_factory=dict)

    def read(self, kind: str, key: str) -> object | None:
        """A record of the archive."""
        return self.records.get((kind, key))

    def form(self, who: str, name: str, admin: bool = False) -> Form | None:
        """A form as somebody is asked it."""
        by = Actor(who, admin=admin)
        return form(self.group, name, by, of_form(self.group, name, self.read))

    def act(self, event: Event) -> Outcome[Group]:
        outcome = decide(self.group, informed(self.group, event, self.read), self.now)
        self.group = outcome.state
        self.records |= {(e.kind, e.key): e.value for e in outcome.effects if isinstance(e, Record)}
        return outcome

    def does(self, who: str, verb: str, args: str = "") -> Outcome[Group]:
        return self.act(Command(f"e{next(self.ids)}", GROUP, Actor(who), verb, args))

    def says(self, who: str, text: str) -> Outcome[Group]:
        return self.act(Said(f"e{next(self.ids)}", GROUP, Actor(who), text))

    def fills(self, who: str, name: str, rev: str = "", **values: str) -> Outcome[Group]:
        return self.act(Submitted(f"e{next(self.ids)}", GROUP, Actor(who), name, values, rev))

    def ticks(self, after: timedelta) -> Outcome[Group]:
        self.now += after
        return self.act(Tick(f"e{next(self.ids)}", GROUP))

    @property
    def meeting(self) -> Meeting:
        return running(self.group)


def room(*names: str, start: str = "", step: str = "arrive", **odd: Any) -> Room:
    """A room with these members, in a meeting if one is to start, at a step with odd rules."""
    made = Room()
    for name in names:
        made.does(name, "join")
    if start:
        made.does(names[0], "start", start)
        while step_of(made.meeting).id != step:
            made.does(names[0], "next")
        for name in names:
            made.does(name, "mine")
        at = made.meeting.at.step
        agenda = list(made.meeting.agenda)
        agenda[at] = replace(agenda[at], **odd)
        made.group = replace(made.group, meeting=replace(made.meeting, agenda=tuple(agenda)))
    return made


def told(outcome: Outcome[Any], who: str) -> str:
    """What somebody is told privately."""
    whispers = (e for e in outcome.effects if isinstance(e, Whisper) and e.to == who)
    return " ".join(words(whisper.card) for whisper in whispers)


def staged(*names: str, steps: tuple[Step, ...]) -> Room:
    """A room in which these members have a meeting of these steps, and are all there."""
    made = room(*names, start="round_robin")
    spans = tuple(step.seconds for step in steps)
    at = replace(made.meeting.at, spans=spans)
    meeting = replace(made.meeting, format="staged", agenda=steps, at=at, seats=())
    made.group = enter(replace(made.group, meeting=meeting), 0, made.now).state
    for name in names:
        made.does(name, "mine")
    return made


def plain(id: str, *keep: str, **odd: Any) -> Step:
    """A step of ten minutes for everybody that keeps this."""
    step = Step(id, id.capitalize(), f"What about {id}?", 600, 600, keep=keep)
    return replace(step, **odd)
