"""Plays arbitrary histories: what members, strangers, rooms and clocks do, event by event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from typing import Any

from hypothesis import note

from adapters.clock import HandClock
from bot.cards import Button
from bot.decide import form, target, wake_at
from bot.effects import Count, Nudge, Outcome, Show, Whisper
from bot.events import (
    Actor,
    Command,
    Counted,
    Event,
    Exposed,
    Gone,
    Nudged,
    Press,
    Pressed,
    Said,
    Submitted,
    Tick,
    is_person,
    person_id,
)
from bot.formats.format import Step
from bot.forms import Field, Form
from bot.group import Group
from bot.live import Meeting
from bot.meetings.floor import taking_part
from bot.person import Person
from bot.ports import State
from bot.text import short
from tests.moves import LATE, SPANS, ZONES, Dice, History, Move, Twist
from tests.phrases import DAYS, FILLED, FORMS, PHRASES, REVS, lines
from tests.world import GROUP, World

BEGAN = datetime(2026, 3, 27, 17, tzinfo=UTC)  # a Friday; the clocks of Europe change on Sunday
RINGS = 60  # alarms that ring in one stretch of time; the others ring late, in the next one
SEEN = 40  # buttons that people still have before their eyes
TYPED = lines()
WORD = r"w\d+w"  # what a text is known again by
ANYWAY = Button("Join", "join")


@dataclass(frozen=True, slots=True)
class Turn:
    """One event: the state before it, the instant, and what came of it."""

    was: State
    event: Event
    now: datetime
    outcome: Outcome[Any]


def played(history: History) -> list[Turn]:
    """Every turn of a history, from the first who joins on."""
    play = Play(history)
    for who in range(history.members):
        play.type(who, "join", "")
    play.type(0, "schedule", history.plan)
    play.agree()
    play.type(0, "start", history.start)
    for n in range(history.behind):
        play.make(Move("work", n))
    for move in history.moves:
        play.make(move)
    return play.turns


def meetings(turns: Sequence[Turn]) -> list[tuple[Turn, Group, Meeting]]:
    """The turns after which a meeting is running."""
    states = ((turn, turn.outcome.state) for turn in turns)
    return [(t, s, s.meeting) for t, s in states if isinstance(s, Group) and s.meeting]


@dataclass(slots=True)
class Play:
    """A world in which a history happens. Every text that is written has a word of its own."""

    history: History
    world: World = field(default_factory=lambda: World(HandClock(BEGAN)))
    place: str = GROUP
    turns: list[Turn] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    numbers: Any = field(default_factory=count)
    done: list[Event] = field(default_factory=list)

    @property
    def group(self) -> Group:
        """The group as it is now."""
        return self.world._of(self.place)

    def make(self, move: Move) -> None:
        """One move."""
        dice = Dice(move.seed)
        who = dice.roll(self.history.members + 2)
        match move.what:
            case "type":
                verb, args = dice.pick(TYPED)
                self.type(who, verb, args if dice.roll(6) else self.text(dice))
            case "press":
                seen = self.buttons[-dice.pick((1, 7, 7, 14, SEEN)) :] or [ANYWAY]
                self.press(who, dice.pick(seen), dice)
            case "fill":
                self.fill(who, dice.pick(FORMS), dice)
            case "say":
                self.do(Said(self.id(), self.place, self.actor(who), self.text(dice)))
            case "wait":
                self.wait(dice.pick(SPANS), dice.pick(LATE))
            case "work":
                self.work(dice)
            case "again":
                self.do(self.anew(dice.pick(self.done[-9:])))
            case _:
                self.stir(dice)

    def agree(self) -> None:
        """The group has a charter from before, so that what rests on one can begin."""
        self.world.states[self.place] = replace(self.group, charter=1, articles=("Be kind.",))

    def stir(self, dice: Dice) -> None:
        """Something that nobody did: all alarms ring at once, or the room changes."""
        if not dice.roll(3):
            self.do(Exposed(self.id(), self.place, bool(dice.roll(2))))
        elif dice.roll(3):
            for id in tuple(self.world.states):
                self.do(Tick(self.id(), id))
        else:
            self.do(Gone(self.id(), self.place, self.text(dice)))

    def do(self, event: Event) -> None:
        """An event happens, and what it tells people happens to them."""
        id, now, event = target(event), self.world.clock.now(), self.world._informed(event)
        note(short(f"{now:%a %d %H:%M:%S} {event}", 240))
        was = self.world.states.get(id) or (Person(id) if is_person(id) else Group(id))
        outcome = self.world.act(event)
        assert outcome is not None
        self.turns.append(Turn(was, event, now, outcome))
        self.done += [] if isinstance(event, Tick | Nudged | Counted) else [event]
        self._twist(was)
        told, self.world.waiting = self.world.waiting, []
        for _, _, effect in told:
            if isinstance(effect, Show | Whisper):
                self.buttons = [*self.buttons, *effect.card.buttons][-SEEN:]
            if isinstance(effect, Count):
                self.do(Counted(self.id(), effect.group, effect))
            if isinstance(effect, Nudge):
                self.do(Nudged(self.id(), self.place, person_id(self.place, effect.to), effect))

    def type(self, who: int, verb: str, args: str) -> None:
        """Somebody types a command."""
        self.do(Command(self.id(), self.place, self.actor(who), verb, self.marked(args)))

    def press(self, who: int, button: Button, dice: Dice) -> None:
        """Somebody presses a button; the room opens its form first, where there is one."""
        if button.form and self.fill(who, button.form, dice, button.rev):
            return
        press = Press(button.verb, button.args, button.rev, group=button.group)
        place, direct = button.group or self.place, button.group != ""
        self.do(Pressed(self.id(), place, self.actor(who), press, direct))

    def fill(self, who: int, name: str, dice: Dice, rev: str = "") -> bool:
        """Somebody fills in a form, mostly with sense; False where there is none for them."""
        by = self.actor(who)
        if (asked := self.form(name, by)) is None and dice.roll(6):
            return False
        fields, own = (asked.fields, asked.rev) if asked else ((), "")
        values = {field.name: self.value(field, dice) for field in fields}
        if not dice.roll(8):
            values[dice.pick(FILLED)] = self.text(dice)
        rev = (rev or own) if dice.roll(8) else dice.pick(REVS)
        self.do(Submitted(self.id(), self.place, by, name, values, rev))
        return True

    def form(self, name: str, by: Actor) -> Form | None:
        """The form of this name that the room would open."""
        state = self.world.states.get(person_id(self.place, by.id) if name == "me" else self.place)
        return form(state, name, by) if state else None

    def wait(self, span: timedelta, late: timedelta) -> None:
        """Time passes; alarms ring on the way, as late as said."""
        clock, until = self.world.clock, self.world.clock.now() + span
        for _ in range(RINGS):
            states = self.world.states.items()
            due = min(((at, id) for id, s in states if (at := wake_at(s))), default=None)
            if due is None or due[0] + late > until:
                break
            clock.set(due[0] + late)
            self.do(Tick(self.id(), due[1]))
        clock.set(until)

    def work(self, dice: Dice) -> None:
        """A step as it goes: those whose part it is do it, then somebody presses Next."""
        group, someone = self.group, dice.roll(self.history.members)
        if (meeting := group.meeting) is None:
            self.type(someone, "start", "")
            return
        for id in taking_part(group, meeting, meeting.at.step)[:6]:
            who = int(id[1:])
            if dice.roll(6) and self._stands(meeting) and not self.fill(who, "write", dice):
                self.type(who, "done", "")
        if self._stands(meeting):
            self.type(someone, "next", "")

    def value(self, asked: Field, dice: Dice) -> str:
        """A plausible answer to one question of a form; now and then none."""
        if not asked.required and not dice.roll(4):
            return asked.value
        if asked.choices:
            several = range(1 + 2 * (asked.kind == "choices"))
            return ",".join(dice.pick(asked.choices)[0] for _ in several)
        plain = {
            "by": DAYS,
            "sure": ("8", "3/10", "12", "²"),
            "witness": ("u1", "@u0", "nobody", ""),
            "zone": ZONES,
            "hours": ("9-17", ""),
        }
        return dice.pick(plain[asked.name]) if asked.name in plain else self.text(dice)

    def text(self, dice: Dice) -> str:
        """What somebody writes."""
        odd = dice.pick((*PHRASES, self.history.text))
        return self.marked("..." if dice.roll(3) else odd)

    def marked(self, text: str) -> str:
        """The text, with a word that nobody wrote before for each "..."."""
        return text.replace("...", f"w{next(self.numbers)}w")

    def anew(self, event: Event) -> Event:
        """The same event once more: another delivery, and in words of its own."""
        match event:
            case Command(args=said):
                event = replace(event, args=self._reworded(said))
            case Said(text=said):
                event = replace(event, text=self._reworded(said))
            case Submitted(values=values):
                said_anew = {name: self._reworded(said) for name, said in values.items()}
                event = replace(event, values=said_anew)
        return replace(event, id=self.id())

    def id(self) -> str:
        """An id for the next event."""
        return f"event:{next(self.numbers)}"

    def actor(self, who: int) -> Actor:
        """One of the people of this world, wherever they live; the first stranger is an admin."""
        return Actor(f"u{who}", ZONES[who % len(ZONES)], admin=who == self.history.members)

    def _reworded(self, text: str) -> str:
        return self.marked(re.sub(WORD, "...", text))

    def _stands(self, was: Meeting) -> bool:
        now = self.group.meeting
        return now is not None and (now.number, now.at.step) == (was.number, was.at.step)

    def _twist(self, was: State) -> None:
        """A meeting that has just opened gets the odd steps of this history; those that are open
        together stay alike.
        """
        group, twists = self.group, self.history.twists
        if isinstance(was, Group) and group.meeting and not was.meeting and twists:
            first, *rest = group.meeting.agenda
            places = accumulate(not step.beside for step in rest)
            odd = (_twisted(s, twists[n % len(twists)]) for n, s in zip(places, rest, strict=True))
            meeting = replace(group.meeting, agenda=(first, *odd))
            self.world.states[self.place] = replace(group, meeting=meeting)


def _twisted(step: Step, twist: Twist) -> Step:
    return replace(
        step,
        turn=twist.turn or step.turn,
        show=twist.show or step.show,
        end=twist.end or step.end,
        keep=step.keep if twist.keep is None else twist.keep,
        who=twist.who or step.who,
    )
