"""The fields in which feedback is written: as an item, by a pack, or building on another item."""

from bot import labels, words
from bot.feedback.items import buildable
from bot.feedback.packs import Pack, pack_of
from bot.formats.format import Step
from bot.formats.keeps import KEEPS
from bot.forms import Field
from bot.live import Item, Meeting
from bot.text import short
from bot.values import replace

CHOICE = 80  # characters of an item among the choices
MOST = 4  # boxes of a form, beside the choice of who reads it
ELSE = Field("text", labels.ASK_ELSE, "text", limit=600, hint=labels.HINT_ELSE)
LEVEL = Field("level", labels.ASK_LEVEL, "choice", choices=labels.READERS, value="group")


def item_fields(meeting: Meeting, steps: tuple[Step, ...]) -> tuple[Field, ...]:
    """The fields of a step that takes items, or of several alike that are open together: by the
    pack of their seats, where all have the same.
    """
    step, packs = steps[0], {pack_of(meeting, step) for step in steps}
    level = (LEVEL,) if step.seat >= 0 and step.show == "group" else ()
    pack = packs.pop() if len(packs) == 1 else None
    if pack and pack.parts:
        parts = tuple(Field(p.name, p.label, "text", limit=600) for p in pack.parts)
        return (*parts, *((ELSE,) if len(parts) < MOST else ()), *level)
    text, kind = KEEPS["items"].fields
    if "builds" in step.keep:  # to back an item, no words are needed
        return (replace(text, required=False), kind, *level)
    return (text, _kinds(kind, pack), *level)


def build_fields(meeting: Meeting, steps: tuple[Step, ...], who: str) -> tuple[Field, ...]:
    """The fields that build on an item, where there is one to build on."""
    text, on, how = KEEPS["builds"].fields
    known = [item for step in steps for item in buildable(meeting, step, who)]
    if not known:
        return ()
    fields = (replace(on, choices=tuple((str(i.id), choice(i)) for i in known)), how)
    return fields if "items" in steps[0].keep else (text, *fields)


def choice(item: Item) -> str:
    """An item among choices."""
    return words.PICK.format(id=item.id, by=item.by, text=short(item.text, CHOICE))


def _kinds(kind: Field, pack: Pack | None) -> Field:
    """The choice of a kind; the one that a pack gives stands first."""
    if pack is None:
        return kind
    own = (pack.kind, labels.KINDS.get(pack.kind, pack.kind))
    return replace(kind, choices=(own, *(c for c in kind.choices if c != own)), value=pack.kind)
