"""The topics of the parking lot: which there are, who may read them when, and how they rank."""

from bot.cards import note
from bot.effects import Effect, Refused, Show
from bot.group import Group, Topic
from bot.levels import for_group, level_of, revealed
from bot.live import Item
from bot.text import short, whole, written
from bot.values import replace
from bot.words import topics as said

MOST = 30  # topics that a parking lot holds
LIMIT = 300  # characters of a topic
TOLD = 5  # topics that a recap names


def score(topic: Topic) -> int:
    """How pressing a topic is: how much it matters times how soon it bites, 0 to 25."""
    return topic.matter * topic.soon


def visible(group: Group) -> tuple[Topic, ...]:
    """The topics that everybody may read, the most pressing first, then in the order of parking."""
    found = (topic for topic in group.parking if not _hidden(group, topic))
    return tuple(sorted(found, key=lambda topic: (-score(topic), topic.id)))


def named(group: Group) -> tuple[str, ...]:
    """The most pressing topics with their scores, for a recap."""
    return tuple(told(topic) for topic in visible(group)[:TOLD])


def told(topic: Topic) -> str:
    """A topic with its scores, as one line."""
    found = []
    found += [said.MATTERS.format(matter=topic.matter)] if topic.matter else []
    found += [said.BITES.format(soon=topic.soon)] if topic.soon else []
    marks = said.SCORES.format(scores=said.LISTED.join(found)) if found else ""
    return f"{short(topic.text, LIMIT)}{marks}"


def parked(group: Group, topic: Topic) -> Group:
    """The group with one more topic; refused where the lot is full."""
    if len(group.parking) >= MOST:
        raise Refused(said.LOT_FULL.format(most=MOST))
    id = max((known.id for known in group.parking), default=0) + 1
    return replace(group, parking=(*group.parking, replace(topic, id=id)))


def scores(values: dict[str, str]) -> tuple[int, int]:
    """How much it matters and how soon it bites; 0 where that was left open."""
    found = [whole(values.get(name, "") or "0") for name in ("matter", "soon")]
    if any(number is None or number > 5 for number in found):
        raise Refused(said.HOW_TO_SCORE)
    return found[0] or 0, found[1] or 0


def written_down(group: Group, items: tuple[Item, ...], values: dict[str, str]) -> Group:
    """The group with the topics among new items parked, with the scores that stand beside them."""
    for item in items:
        if item.kind == "topic" and item.level == "group":
            topic = Topic(0, item.by, written(item.text, LIMIT), *scores(values), item=item.id)
            group = parked(group, topic)
    return group


def left_over(group: Group, items: tuple[Item, ...]) -> tuple[Group, tuple[Effect, ...]]:
    """The group with topics parked that a step had no time for, as far as there is room."""
    known = [topic.item for topic in group.parking]
    rest = [i for i in items if i.id not in known][: MOST - len(group.parking)]
    if not rest:
        return group, ()
    for item in rest:
        group = parked(group, Topic(0, item.by, short(item.text, LIMIT), item=item.id))
    names = said.LISTED.join(short(item.text, 80) for item in rest)
    number = group.meeting.number if group.meeting else 0
    return group, (Show(f"left:{number}:{rest[0].step}", note("", said.LEFT_OVER, names, ".")),)


def closed(group: Group) -> Group:
    """The group after its meeting: topics that were written in it stand by themselves now."""
    meeting = group.meeting
    if meeting is None or not any(topic.item for topic in group.parking):
        return group
    items = {item.id: item for item in for_group(meeting.items, meeting.agenda)}
    kept = (topic for topic in group.parking if not topic.item or topic.item in items)
    alone = (
        replace(t, text=short(items[t.item].text, LIMIT), item=0) if t.item else t for t in kept
    )
    return replace(group, parking=tuple(alone))


def _hidden(group: Group, topic: Topic) -> bool:
    """Whether a topic was written into a blind step whose reveal is still to come, or deleted."""
    meeting = group.meeting
    item = next((i for i in meeting.items if i.id == topic.item), None) if meeting else None
    if meeting is None or item is None:
        return False
    open_to_all = level_of(item, meeting.agenda) == "group" and not item.deleted
    return not (open_to_all and revealed(item, meeting))
