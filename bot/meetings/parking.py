"""What members do with the parking lot: park a topic, list what waits, take one away."""

from datetime import datetime

from bot import labels
from bot.cards import Card, Lines, Mention, Spans, note, text
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Actor, Command, Submitted
from bot.formats.keeps import KEEPS
from bot.forms import Form
from bot.group import Group, Topic
from bot.meetings.topics import LIMIT, parked, scores, told, visible
from bot.members.members import is_organiser
from bot.text import required, short, whole
from bot.values import replace
from bot.words import topics as said


def park(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/park TEXT`: a topic for later."""
    text = required(event.args, LIMIT, said.HOW_TO_PARK)
    return _parked(group, event.id, Topic(0, event.by.id, text))


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form of `/park`: a topic, how much it matters and how soon it bites."""
    text = required(event.values.get("topic", ""), LIMIT, said.HOW_TO_PARK)
    return _parked(group, event.id, Topic(0, event.by.id, text, *scores(event.values)))


def form(group: Group, by: Actor) -> Form | None:
    """The form of `/park`; None for a stranger."""
    if group.member(by.id) is None:
        return None
    topic, taps = KEEPS["topics"].fields[0], KEEPS["scores"].fields
    return Form("park", labels.BUTTON_PARK, (replace(topic, required=True), *taps))


def parking(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/parking`: the list; `/parking drop 3` by its writer or an organiser."""
    verb, _, rest = event.args.strip().partition(" ")
    if verb.lower() == "drop":
        return _drop(group, event, rest)
    if verb:
        raise Refused(said.HOW_TO_DROP)
    found = visible(group)
    if not found:
        return Outcome(group, (Whisper(event.by.id, note(said.PARKING, said.NOTHING_PARKED)),))
    lines = Lines(tuple(_line(topic) for topic in found))
    card = Card(said.PARKING, (lines, text(said.HOW_TO_DROP)))
    return Outcome(group, (Whisper(event.by.id, card),))


def _parked(group: Group, id: str, topic: Topic) -> Outcome[Group]:
    group = parked(group, topic)
    spans = (Mention(topic.by), said.PARKED, told(group.parking[-1]), ".")
    return Outcome(group, (Show(f"parked:{id}", note("", *spans)),))


def _drop(group: Group, event: Command, rest: str) -> Outcome[Group]:
    id = whole(rest.strip().lstrip("#"))
    topic = next((topic for topic in visible(group) if topic.id == id), None)
    if topic is None:
        raise Refused(said.NO_SUCH_TOPIC)
    if topic.by != event.by.id and not is_organiser(group, event.by):
        raise Refused(said.NOT_YOUR_TOPIC)
    left = tuple(known for known in group.parking if known.id != id)
    spans = (Mention(event.by.id), said.DROPPED, short(topic.text, LIMIT), ".")
    shown = Show(f"dropped:{event.id}", note("", *spans))
    return Outcome(replace(group, parking=left), (shown,))


def _line(topic: Topic) -> Spans:
    return (f"#{topic.id} {told(topic)}", said.TOPIC_BY, Mention(topic.by))
