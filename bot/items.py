"""Items: what members write in a step, each of one kind."""

from bot import labels, words
from bot.effects import Refused
from bot.keeps import item_kinds
from bot.live import Item, Meeting
from bot.text import written
from bot.values import replace

FEW = 3  # items of feedback by one member in one step
MANY = 12  # other lines by one member in one step


def added(meeting: Meeting, index: int, by: str, values: dict[str, str], late: bool) -> Meeting:
    """The meeting with what a member wrote in a step, each as an item of its kind."""
    step, items = meeting.agenda[index], list(meeting.items)
    most = FEW if "items" in step.keep and step.turn == "blind" else MANY
    for name, kind in item_kinds(step.keep).items():
        if not (line := written(values.get(name, ""), 2000)):
            continue
        if len([i for i in items if i.step == index and i.by == by]) >= most:
            raise Refused(words.ENOUGH_ITEMS.format(most=most))
        tag = (kind, line) if name != "text" else _kind(values.get("kind", ""), line)
        items.append(Item(len(items) + 1, index, by, *tag, late, step.show))
    return replace(meeting, items=tuple(items))


def _kind(kind: str, line: str) -> tuple[str, str]:
    """The kind of an item: chosen, or written before a colon ("risk: ..."); an idea otherwise."""
    known = {value for value, _ in labels.ITEM_KINDS}
    head, colon, rest = line.partition(":")
    if not kind and colon and head.strip().lower() in known and rest.strip():
        return head.strip().lower(), rest.strip()
    if kind and kind not in known:
        raise Refused(words.NO_SUCH_KIND.format(known=", ".join(sorted(known))))
    return kind or "idea", line
