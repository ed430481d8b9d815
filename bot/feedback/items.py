"""Items: what members write in a step, each of one kind, and what builds on them."""

from collections import Counter
from collections.abc import Iterator

from bot import labels, words
from bot.effects import Refused
from bot.feedback.packs import Pack, Part, pack_of
from bot.formats.format import Show, Step
from bot.formats.keeps import item_kinds
from bot.levels import may_read, stricter
from bot.live import Item, Meeting, Seat
from bot.meetings.floor import seat_of
from bot.text import whole, written
from bot.values import dataclass, replace
from bot.words import brief as asking
from bot.words import items as said

FEW = 3  # items of feedback by one member in one step
MANY = 12  # lines of any kind by one member in one step
LONGEST = 2000  # characters of one
GIVEN = tuple(kind for kind, _ in labels.ITEM_KINDS)
FEEDBACK = (*GIVEN, "contrast")
VIEWS = ("experience", "idea", "risk")  # that another one can be held against
BUILDS = {"add": "addition", "ask": "question", "back": "backing", "against": "contrast"}
CHOICES: dict[str, Show] = {"group": "group", "seat_only": "seat_only"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote, before it is an item; `level` and `on` as an item has them."""

    kind: str
    text: str
    level: Show = "group"
    on: int = 0


def added(meeting: Meeting, index: int, by: str, values: dict[str, str], late: bool) -> Meeting:
    """The meeting with what a member wrote in a step, each as an item of its kind."""
    step, box = meeting.agenda[index], meeting.at.box
    topic = box.item if box and index == meeting.at.step else 0
    for draft in _drafts(meeting, step, by, values):
        _check(meeting, index, by, draft)
        id, level = len(meeting.items) + 1, stricter(step.show, draft.level)
        item = Item(id, index, by, draft.kind, draft.text, late, level, draft.on, topic=topic)
        meeting = replace(meeting, items=(*meeting.items, item))
    return meeting


def given(meeting: Meeting, index: int, by: str) -> tuple[Item, ...]:
    """The feedback that a member gave in a step, but for what builds on other items."""
    return _given(_own(meeting, index, by))


def gives(step: Step) -> bool:
    """Whether a step is one in which feedback is given, or built on."""
    return "items" in step.keep or "builds" in step.keep


def unasked(step: Step, seat: Seat | None) -> bool:
    """Whether a step gives feedback to its seat, whose holder has not asked anything yet."""
    return seat is not None and not seat.question and gives(step)


def buildable(meeting: Meeting, step: Step, who: str) -> tuple[Item, ...]:
    """What a member may build on in a step: the feedback of its seat that they may read."""
    steps, kinds = meeting.agenda, (*GIVEN, "addition", "contrast")
    near = [i for i in meeting.items if steps[i.step].seat == step.seat and i.kind in kinds]
    kept = [i for i in near if gives(steps[i.step]) and not i.deleted]
    return tuple(i for i in kept if may_read(i, meeting, who))


def said_kind(item: Item) -> str:
    """What an item is, in a word or two."""
    if item.on:
        return said.BUILDS[item.kind].format(on=item.on)
    return labels.KINDS.get(item.kind, item.kind)


def opposed_pairs(
    items: tuple[Item, ...], picks: tuple[int, ...] = ()
) -> tuple[tuple[int, int], ...]:
    """The ids of items that see something differently: (what was said, what stands against it).

    What names no item stands against the view that most hold (0 = there is none); `picks` are the
    ids of what the seat-holder wants to try.
    """
    standing = [item for item in items if not item.deleted]
    if not (against := [i for i in standing if i.kind == "contrast"]):
        return ()
    known, common = {item.id for item in standing}, _common_view(standing, picks)
    return tuple((i.on or common, i.id) for i in against if not i.on or i.on in known)


def _common_view(items: list[Item], picks: tuple[int, ...]) -> int:
    """The id of what was picked, or else backed most, or else given first; 0 where nothing was."""
    backed = Counter(item.on for item in items if item.kind == "backing")
    given = [item for item in items if item.kind in VIEWS and not item.on]
    given.sort(key=lambda item: (item.id not in picks, -backed[item.id], item.id))
    return given[0].id if given else 0


def _own(meeting: Meeting, index: int, by: str) -> list[Item]:
    return [i for i in meeting.items if i.step == index and i.by == by]


def _given(own: list[Item]) -> tuple[Item, ...]:
    return tuple([i for i in own if i.kind in FEEDBACK and not i.on and not i.deleted])


def _drafts(meeting: Meeting, step: Step, by: str, values: dict[str, str]) -> Iterator[Draft]:
    if gives(step):
        yield from _feedback(meeting, step, by, values)
    for name, kind in item_kinds(step.keep).items():
        if name in values and name != "text" and (line := written(values[name], LONGEST)):
            yield Draft(kind, line)


def _feedback(meeting: Meeting, step: Step, by: str, values: dict[str, str]) -> Iterator[Draft]:
    level = CHOICES.get(values.get("level", ""), "group")
    if (on := values.get("on", "").strip()) or values.get("how"):
        yield _build(meeting, step, by, on, values, level)
        return
    pack = pack_of(meeting, step)
    if pack:
        yield from _parts(pack, values, level)
    if "items" in step.keep and (line := written(values.get("text", ""), LONGEST)):
        default = pack.kind if pack else "idea"
        yield Draft(*_kind(values.get("kind", ""), line, default), level)


def _parts(pack: Pack, values: dict[str, str], level: Show) -> Iterator[Draft]:
    """The boxes of a pack that were filled in: items of their own, or one together."""
    filled = [(p, text) for p in pack.parts if (text := written(values.get(p.name, ""), LONGEST))]
    own = [(part, text) for part, text in filled if part.kind]
    alike = len({part.kind for part in pack.parts}) == 1  # then the box's name says no more
    for part, text in own:
        line = text if alike else _boxed(part, text)
        yield Draft(part.kind, line, stricter(level, part.level))
    if rest := [_boxed(part, text) for part, text in filled if not part.kind]:
        yield Draft(pack.kind, written("\n".join(rest), LONGEST), level)


def _boxed(part: Part, text: str) -> str:
    return said.BOXED.format(label=part.label, text=text)


def _build(
    meeting: Meeting, step: Step, by: str, on: str, values: dict[str, str], level: Show
) -> Draft:
    """What builds on an item: it is read by no more people than that one."""
    if "builds" not in step.keep and ("items" not in step.keep or step.turn == "blind"):
        raise Refused(said.NO_BUILDS)
    known = {item.id: item for item in buildable(meeting, step, by)}
    item = known.get(whole(on.lstrip("#")) or 0)
    if item is None:
        raise Refused(said.NOTHING_TO_BUILD_ON.format(id=on.lstrip("#")[:9] or "…"))
    text = written(values.get("text", ""), LONGEST)
    kind = BUILDS.get(values.get("how", "") or _way(text))
    if kind is None or (kind != "backing" and not text):
        raise Refused(said.HOW_TO_BUILD.format(id=item.id))
    if kind == "backing" and _backed(meeting, item, by):
        raise Refused(said.BACKED_ALREADY.format(id=item.id))
    return Draft(kind, text, stricter(level, item.level), item.id)


def _way(text: str) -> str:
    """How a text builds, where its writer did not say."""
    return ("ask" if "?" in text else "add") if text else "back"


def _backed(meeting: Meeting, item: Item, by: str) -> bool:
    backings = (i for i in meeting.items if i.kind == "backing" and i.on == item.id)
    return item.by == by or any(i.by == by and not i.deleted for i in backings)


def _check(meeting: Meeting, index: int, by: str, draft: Draft) -> None:
    """Refused where the question is still missing, or somebody has written enough."""
    step, own = meeting.agenda[index], _own(meeting, index, by)
    feedback = gives(step) and draft.kind in FEEDBACK
    if feedback and unasked(step, seat_of(meeting, step)):
        raise Refused(asking.QUESTION_FIRST)
    if feedback and not draft.on and len(own) >= FEW and len(_given(own)) >= FEW:
        raise Refused(words.ENOUGH_ITEMS.format(most=FEW))
    if len(own) >= MANY:
        raise Refused(words.ENOUGH_ITEMS.format(most=MANY))


def _kind(kind: str, line: str, default: str) -> tuple[str, str]:
    """The kind of an item: chosen, or written before a colon ("risk: ...")."""
    head, colon, rest = line.partition(":")
    if not kind and colon and head.strip().lower() in GIVEN and rest.strip():
        return head.strip().lower(), rest.strip()
    if kind and kind not in (*GIVEN, default):
        raise Refused(words.NO_SUCH_KIND.format(known=", ".join(sorted(GIVEN))))
    return kind or default, line
