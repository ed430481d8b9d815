"""Cards as messages: a heading, texts and rows of buttons in one frame, within what a message
takes.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from adapters.chat.links import Link, nowhere
from adapters.discord import limits
from adapters.discord.escape import short
from adapters.discord.markdown import Leaf, Pen, Row, Spell, parted, rows
from bot.cards import Button, Card
from bot.events import Press
from bot.seal import Seal
from bot.words import PLAIN

Json = dict[str, Any]
MAIN, SIDE = 1, 2  # the styles of buttons
HEADING = "## "
ROOM = 3800  # characters of one message; the rest is for what stands around its lines
TWIN = "."  # begins the id of a button that does the same as another one of its card
NOTHING = Leaf("–")  # the text of a card without any


def messages(
    card: Card, seal: Seal, scope: str, spell: Spell, link: Link = nowhere
) -> tuple[Json, ...]:
    """A card as messages in the order to be read; nearly always one.

    Where it takes several, the first has the title and the buttons: it is the one that is edited
    later, and a button on another one would stay there after its time. `scope` is that of the
    seals, as "discord:G1"; `spell` writes commands as they are typed in this room; `link` makes the
    address of a calendar.
    """
    pen = Pen(spell, link)
    lines = [*_titled(card, pen), *rows(card.blocks, pen)]
    made = buttons(card.buttons, seal, scope)
    whole = message(lines, made)
    if _fits(whole):
        return (whole,)
    return tuple(pages(lines, made))


def pages(lines: Sequence[Row], made: Sequence[Json] = ()) -> list[Json]:
    """Lines as messages, however many they take; the buttons are on the first."""
    return [*_split([piece for row in lines for piece in parted(row, ROOM)], made)]


def plain(card: Card, spell: Spell) -> Json:
    """A card that Discord refused, in its plainest form: one text; of one too long, only the
    title."""
    pen = Pen(spell, nowhere)
    lines = [*_titled(card, pen), *rows(card.blocks, pen)]
    told = [Row((Leaf("\n".join("".join(leaf.text for leaf in row.leaves) for row in lines)),))]
    whole = message(told, ())
    return whole if _fits(whole) else message([*_titled(card, pen)[:1], Row((Leaf(PLAIN),))], ())


def message(lines: Sequence[Row], made: Sequence[Json]) -> Json:
    """Lines and rows of buttons as a message, which calls whom it mentions and nobody else."""
    frame = {"type": limits.CONTAINER, "components": [*_displays(lines), *made]}
    return {"flags": limits.V2, "components": [frame], "allowed_mentions": calls(lines)}


def _displays(lines: Sequence[Row]) -> Iterator[Json]:
    """Blocks as texts; a gap stands around a list with what leads to it."""
    listed: bool | None = None  # nothing stands before the first, and the title leads to it
    for number, found in groupby(lines or [Row((NOTHING,))], key=lambda row: row.block):
        block, before = [*found], listed
        listed = any(row.kind == "item" for row in block)
        if before is not None and (before or listed):
            yield {"type": limits.SEPARATOR, "divider": False, "spacing": 1}
        yield {"type": limits.DISPLAY, "content": "\n".join(row.markdown for row in block)}
        listed = None if number < 0 else listed


def calls(lines: Sequence[Row]) -> Json:
    """Whom lines call: only who is mentioned by a mark of ours."""
    marks = (leaf.text for row in lines for leaf in row.leaves if leaf.style == "mark")
    called = dict.fromkeys(mark[2:-1] for mark in marks if mark.startswith("<@"))
    return {"parse": [], "users": list(called)[: limits.USERS]}


def buttons(made: Sequence[Button], seal: Seal, scope: str) -> list[Json]:
    """Buttons as rows."""
    drawn: list[Json] = []
    for one in made:
        press = Press(one.verb, one.args, one.rev, one.form, one.group)
        id, known = seal.close(press, scope), [each["custom_id"] for each in drawn]
        while id in known:
            id = TWIN + id
        drawn.append(button(one.label, id, main=one.main))
    return [
        {"type": limits.ROW, "components": drawn[at : at + limits.BUTTONS]}
        for at in range(0, len(drawn), limits.BUTTONS)
    ]


def opened(custom_id: str, seal: Seal, scope: str) -> Press | None:
    """What a button says that was drawn for this scope; None for any other text."""
    return seal.open(custom_id.lstrip(TWIN), scope)


def button(label: str, custom_id: str, *, main: bool = False) -> Json:
    """One button; a label that is too long ends with an ellipsis."""
    return {
        "type": limits.BUTTON,
        "style": MAIN if main else SIDE,
        "label": short(label, limits.CAPTION),
        "custom_id": custom_id,
    }


def _titled(card: Card, pen: Pen) -> list[Row]:
    """The title as a heading, a long one in bold."""
    title = pen.spell(card.title).strip()
    if not title:
        return []
    if "\n" in title or len(title) > limits.OPTION:
        return [Row((Leaf(title, "bold"),), block=-1)]
    return [Row((Leaf(title),), lead=HEADING, block=-1)]


def _split(lines: Sequence[Row], made: Sequence[Json]) -> Iterator[Json]:
    held, on = list[Row](), made
    for row in lines:
        if held and not _fits(message([*held, row], on)):
            yield message(held, on)
            held, on = [], ()
        held.append(row)
    yield message(held, on)


def _fits(whole: Json) -> bool:
    found = list(limits.components(whole))
    texts = (limits.length(one["content"]) for one in found if "content" in one)
    return len(found) <= limits.COMPONENTS and sum(texts) <= limits.TEXT
