"""Timeboxes: a step takes its topics one after the other, those with the most votes first, each for
some minutes, and longer where most of those present want more of it.
"""

from datetime import datetime, timedelta

from bot import labels
from bot.cards import Block, Button, Mention, Span, Spans, Text
from bot.formats.format import Step
from bot.live import Box, Item, Meeting, Position
from bot.meetings.votes import before, tallies
from bot.text import short
from bot.values import replace
from bot.words import topics as said

ASK = 30  # seconds in which all say whether they want more, as the time of a topic is over
TOPIC = 200  # characters of a topic that the Board shows
LEAST = 60  # seconds; with less that is left of the step, no further topic begins


def topics(meeting: Meeting, index: int) -> tuple[Item, ...]:
    """What a step talks about, by votes; without a vote, in the order of writing."""
    voted = [n for n in range(index) if "votes" in meeting.agenda[n].keep]
    if not voted:
        return before(meeting, index)
    items = {str(item.id): item for item in meeting.items}
    return tuple(items[tally.value] for tally in tallies(meeting, voted[-1]))


def opened(meeting: Meeting, at: Position) -> Position:
    """A position that has just been opened, at its first topic if its step takes topics."""
    step = meeting.agenda[at.step]
    if not (step.timebox and at.due and (found := topics(meeting, at.step))):
        return at
    length = min(step.timebox[0], at.spans[at.step])
    box = Box(found[0].id, rest=at.spans[at.step] - length)
    return replace(at, box=box, due=at.opened + timedelta(seconds=length))


def rung(meeting: Meeting, people: tuple[str, ...], now: datetime) -> Position | None:
    """Where a meeting stands when the time of a topic is over; None where the step is over too."""
    at, step = meeting.at, meeting.agenda[meeting.at.step]
    assert at.box
    if most(at.box.more, people) and extension(step, at.box):
        return _extended(step, at, at.box, now)
    if at.box.asked or most(at.box.enough, people) or not extension(step, at.box):
        return following(meeting, now)
    length = min(ASK, at.box.rest)
    box = replace(at.box, asked=True, rest=at.box.rest - length)
    return replace(at, box=box, due=now + timedelta(seconds=length))


def after(meeting: Meeting) -> Item | None:
    """The topic behind the open one."""
    return next(iter(untouched(meeting)), None)


def untouched(meeting: Meeting) -> tuple[Item, ...]:
    """The topics of a step that is over, for which there was no time."""
    at = meeting.at
    if at.box is None:
        return ()
    had = (*at.boxed, at.box.item)
    return tuple(item for item in topics(meeting, at.step) if item.id not in had)


def following(meeting: Meeting, now: datetime) -> Position | None:
    """The position at the next topic; None where there is none, or no time for it."""
    at, step = meeting.at, meeting.agenda[meeting.at.step]
    assert at.box
    had, item = (*at.boxed, at.box.item), after(meeting)
    rest = at.box.rest + saved(at, now)
    if item is None or rest < min(LEAST, step.timebox[0]):
        return None
    length = min(step.timebox[0], rest)
    box = Box(item.id, rest=rest - length)
    due = now + timedelta(seconds=length)
    return replace(at, box=box, boxed=had, due=due, left=None)


def tapped(at: Position, who: str, more: bool) -> Position:
    """The position with what somebody wants of the topic; who taps anew has thought anew."""
    assert at.box
    wants = tuple(id for id in at.box.more if id != who)
    enough = tuple(id for id in at.box.enough if id != who)
    if more:
        return replace(at, box=replace(at.box, more=(*wants, who), enough=enough))
    return replace(at, box=replace(at.box, more=wants, enough=(*enough, who)))


def settled(meeting: Meeting, people: tuple[str, ...]) -> bool:
    """Whether a tap ends the waiting: most have had enough, or all were asked and have said so."""
    box = meeting.at.box
    assert box
    said = {*box.more, *box.enough} >= set(people)
    return most(box.enough, people) or (box.asked and (said or most(box.more, people)))


def most(who: tuple[str, ...], people: tuple[str, ...]) -> bool:
    """Whether these are more than half of the people."""
    return 2 * len(set(who) & set(people)) > len(people)


def extension(step: Step, box: Box) -> int:
    """The seconds that a topic can be extended by; 0 where it can't any more."""
    lengths = step.timebox[box.extended + 1 : box.extended + 2]
    return min(lengths[0], box.rest) if lengths else 0


def saved(at: Position, now: datetime) -> int:
    """The seconds that were left of a topic's time."""
    if at.due is None:
        return at.left or 0
    return max(0, round((at.due - now).total_seconds()))


def _extended(step: Step, at: Position, box: Box, now: datetime) -> Position:
    rest = box.rest + saved(at, now)
    length = min(step.timebox[box.extended + 1], rest)
    new = Box(box.item, box.extended + 1, rest=rest - length)
    return replace(at, box=new, due=now + timedelta(seconds=length))


def lines(meeting: Meeting) -> tuple[Block, ...]:
    """The topic that a meeting is at, for its Board; as its time is over, that all are asked."""
    at, box = meeting.at, meeting.at.box
    assert box
    found = topics(meeting, at.step)
    item = next(item for item in meeting.items if item.id == box.item)
    number = len(at.boxed) + 1
    spans: list[Span] = [said.TOPIC.format(number=number, count=max(number, len(found)))]
    spans += [short(item.text, TOPIC), said.TOPIC_BY, Mention(item.by)]
    asked = (Text((said.ASKED,)),) if box.asked else ()
    return (Text((*spans, ".")), *asked)


def taps(box: Box, people: tuple[str, ...]) -> tuple[str, Spans]:
    """How many want more of the topic, and how many have had enough."""
    more, enough = len(set(box.more) & set(people)), len(set(box.enough) & set(people))
    return said.MORE_OR_ENOUGH, (said.TAPS.format(more=more, enough=enough, of=len(people)),)


def buttons(meeting: Meeting, shown: tuple[Button, ...], rev: str) -> tuple[Button, ...]:
    """The Board's buttons while a topic is open: more or enough in place of done and pass."""
    box, step = meeting.at.box, meeting.agenda[meeting.at.step]
    if box is None or meeting.at.left is not None:
        return shown
    more = Button(labels.BUTTON_MORE, "more", rev=rev, main=box.asked)
    enough = Button(labels.BUTTON_ENOUGH, "enough", rev=rev, main=box.asked)
    asked = (more, enough) if extension(step, box) else (enough,)
    rest = [button for button in shown if button.verb not in ("done", "pass")]
    if box.asked:
        return (*asked, *(replace(button, main=False) for button in rest))
    return (*rest[:1], *asked, *rest[1:])
