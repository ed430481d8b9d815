"""Played members for the demo: they read the same state as people see, and type the same lines."""

from collections.abc import Iterator
from random import Random  # noqa: TID251 - seeded: the same seed plays the same meeting
from typing import TypeVar

from adapters.local.stories import COMMON, STORIES, Story
from bot import labels
from bot.events import Actor
from bot.feedback.asking import step_form
from bot.feedback.writing import settled
from bot.formats.format import Step
from bot.formats.keeps import EYES, shows
from bot.forms import Field
from bot.group import Group
from bot.live import Meeting
from bot.meetings.floor import holder_of, speaker_of, step_of, taking_part

T = TypeVar("T")
AGREED = ("consent", "renewal", "how")  # played members are content, and build on each other
NAMES = ("ann", "ben", "cat", "dee", "eli", "fay", "gus", "hal", "ivy", "jon", "kim", "lea")


class Players:
    """A cast of played members. Each call of `lines` is what they type next."""

    def __init__(self, count: int, seed: int) -> None:
        self._dice = Random(seed)
        self.names = NAMES[:count]
        shuffled = self._dice.sample(STORIES, len(STORIES))
        self._stories = {name: shuffled[n % len(shuffled)] for n, name in enumerate(self.names)}
        self._told: dict[str, int] = {}

    def lines(self, group: Group) -> Iterator[str]:
        """What the members type in the step that runs now, and how long it takes them."""
        meeting = group.meeting
        assert meeting is not None
        step = step_of(meeting)
        people = taking_part(group, meeting, meeting.at.step)
        if step.turn == "serial":
            yield from self._speaks(group, meeting, step, speaker_of(meeting))
            return
        if shows(step.keep) and step.end == "timer":  # quiet work: the clock ends it
            yield f"... {meeting.at.spans[meeting.at.step]}s"
            return
        for who in self._dice.sample(people, len(people)):
            yield f"... {self._dice.randint(4, 20)}s"
            yield from self._writes(group, meeting, step, who)
        if step.end != "all_done" and not meeting.at.box:
            yield f"{meeting.facilitator or people[0]}> [Next]"

    def _speaks(self, group: Group, meeting: Meeting, step: Step, who: str) -> Iterator[str]:
        yield f"... {self._dice.randint(20, 70)}s"
        said = "" if "items" in step.keep else self._values(group, meeting, step, who)
        if said:
            yield f"{who}> [{self._form_title(group, who)}] {said}"
        else:
            yield f"{who}> {self._talk(meeting, step, who)}"
        now = group.meeting
        if now and step.keep and not (said and settled(step)):
            yield f"... {self._dice.randint(10, 40)}s"
            yield f"{who}> [{labels.BUTTON_DONE_TURN}]"

    def _writes(self, group: Group, meeting: Meeting, step: Step, who: str) -> Iterator[str]:
        if step.who == "peers" and self._dice.random() < 0.12:
            yield f"{who}> [Pass]"
            return
        if values := self._values(group, meeting, step, who):
            yield f"{who}> [{self._form_title(group, who)}] {values}"
        if "questions" in step.keep and holder_of(meeting, step) not in ("", who):
            holder, story = holder_of(meeting, step), self._story(meeting, step, who)
            yield f"... {self._dice.randint(5, 20)}s"
            yield f"{holder}> {self._next('answers' + holder, story.answers)}"
        if not (values and settled(step)):
            yield f"{who}> [{labels.BUTTON_ENOUGH if meeting.at.box else labels.BUTTON_DONE}]"

    def _form_title(self, group: Group, who: str) -> str:
        form = step_form(group, Actor(who))
        return form.title if form else ""

    def _values(self, group: Group, meeting: Meeting, step: Step, who: str) -> str:
        form = step_form(group, Actor(who))
        if form is None:
            return ""
        story = self._story(meeting, step, who)
        pairs = ((field, self._fill(field, story)) for field in form.fields)
        return " ".join(f"{field.name}={value}" for field, value in pairs if value)

    def _fill(self, field: Field, story: Story) -> str:
        if field.name == "text":
            self._kind, text = self._next("items" + story.question, story.items)
            return text
        if field.name == "kind":
            return self._kind
        if field.name == "picks":
            chosen = self._dice.sample(field.choices, min(2, len(field.choices)))
            return ",".join(sorted((value for value, _ in chosen), key=int))
        if field.name == "votes":
            return ",".join(value for value, _ in self._dice.sample(field.choices, 1))
        if field.name == EYES.name:
            return ""
        if field.name in AGREED:
            return field.choices[0][0]
        if field.kind == "choice" and field.name != "help":
            return self._dice.choice(field.choices)[0] if field.choices else ""
        if lines := story.fields.get(field.name, ()):
            return self._next(field.name + story.question, lines)
        return self._next(field.name, COMMON[field.name]) if field.name in COMMON else ""

    def _story(self, meeting: Meeting, step: Step, who: str) -> Story:
        """The seat-holder's in a seat's step; one's own elsewhere."""
        return self._stories.get(holder_of(meeting, step) or who, STORIES[0])

    def _talk(self, meeting: Meeting, step: Step, who: str) -> str:
        story = self._story(meeting, step, who)
        return self._next("talk" + story.question, story.talk)

    def _next(self, key: str, lines: tuple[T, ...]) -> T:
        """One line after the other, so that nobody repeats another."""
        number = self._told.get(key, -1) + 1
        self._told[key] = number
        return lines[number % len(lines)]
