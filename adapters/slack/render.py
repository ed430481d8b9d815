"""Cards as messages: a header, rich text and a row of buttons, within what one message takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.chat.links import Link, nowhere
from adapters.slack import limits
from adapters.slack.cut import parted
from adapters.slack.escape import escape, plain_text
from adapters.slack.rich import Json, Pen, Row, drawn, rows, said, text
from bot.cards import Button, Card
from bot.events import Press
from bot.seal import Seal
from bot.words import PLAIN

ACTION = "press"  # begins the action_id of every button of a card
TOGETHER = 10  # buttons in one block, so that one block always fits a message
NOTHING = "–"  # the text of a card without any
SORRY = text(PLAIN)


@dataclass(frozen=True, slots=True)
class Message:
    """The `text` and the `blocks` of one message, as chat.postMessage takes them."""

    text: str
    blocks: list[Json] = field(default_factory=list)


def messages(
    card: Card, seal: Seal, scope: str, command: str, link: Link = nowhere
) -> tuple[Message, ...]:
    """A card as messages in the order to be read; nearly always one.

    Where it takes several, the first has the title and the buttons: it is the one that is edited
    later, and a button on another one would stay there after its time. `scope` is that of the
    seals, as "slack:T1"; `command` is what the slash command is called; `link` makes the address of
    a calendar.
    """
    title, lines = _titled(card, Pen(command, link))
    actions = buttons(card.buttons, seal, scope)
    whole = _message(title, lines, actions)
    if _fits(whole):
        return (whole,)
    return tuple(_split(title, [piece for row in lines for piece in parted(row)], actions))


def plain(card: Card, command: str = "mastermind") -> Message:
    """A card that Slack refused as blocks, as text alone; of one too long, only the title."""
    title, lines = _titled(card, Pen(command, nowhere))
    told = _text(title, lines)
    return Message(told if len(told) <= limits.TEXT else _text(title, [Row("section", (SORRY,))]))


def blocks(card: Card, pen: Pen, actions: Sequence[Json]) -> list[Json]:
    """A card as the blocks of a page, which has room for all of it."""
    return _blocks(*_titled(card, pen), actions)


def buttons(made: Sequence[Button], seal: Seal, scope: str, first: int = 0) -> list[Json]:
    """Buttons as blocks; their action_ids count from `first`."""
    elements = [_button(b, seal, scope, number) for number, b in enumerate(made, first)]
    return [
        {"type": "actions", "elements": elements[at : at + TOGETHER]}
        for at in range(0, len(elements), TOGETHER)
    ]


def _button(made: Button, seal: Seal, scope: str, number: int) -> Json:
    press = Press(made.verb, made.args, made.rev, made.form, made.group)
    button = {
        "type": "button",
        "action_id": f"{ACTION}.{number}",
        "text": plain_text(made.label, limits.BUTTON),
        "value": seal.close(press, scope),
    }
    return {**button, "style": "primary"} if made.main else button


def _titled(card: Card, pen: Pen) -> tuple[str, list[Row]]:
    """The title that stands in a header, and all lines below it; a title that is too long for one
    is the first of them."""
    title, lines = pen.ours(card.title), rows(card.blocks, pen)
    if len(title) <= limits.HEADER and "\n" not in title:
        return title, lines
    return "", [Row("section", (text(title, "bold"),), block=-1), *lines]


def _split(title: str, lines: Sequence[Row], actions: Sequence[Json]) -> Iterator[Message]:
    counts = range(len(actions) + 1)
    most = max(n for n in counts if limits.size(actions[:n]) <= limits.MESSAGE_BYTES // 2)
    head, held, on = title, list[Row](), actions[:most]
    for row in lines:
        if (head or held or on) and not _fits(_message(head, [*held, row], on)):
            yield _message(head, held, on)
            head, held, on = "", [], []
        held.append(row)
    yield _message(head, held, on)
    yield from (_message("", [], [row]) for row in actions[most:])


def _fits(message: Message) -> bool:
    few = len(message.blocks) <= limits.MESSAGE_BLOCKS
    small = limits.size(message.blocks) <= limits.MESSAGE_BYTES
    return few and small and len(message.text) <= limits.TEXT


def _message(title: str, lines: Sequence[Row], actions: Sequence[Json]) -> Message:
    labels = (button["text"]["text"] for row in actions for button in row["elements"])
    told = _text(title, lines) or escape(" ".join(f"[{label}]" for label in labels))
    return Message(told or NOTHING, _blocks(title, lines, actions))


def _text(title: str, lines: Sequence[Row]) -> str:
    """What notifications show and screen readers read."""
    return "\n".join(line for line in (escape(title), *map(said, lines)) if line)


def _blocks(title: str, lines: Sequence[Row], actions: Sequence[Json]) -> list[Json]:
    header = [{"type": "header", "text": plain_text(title, limits.HEADER)}] if title else []
    return [*header, *drawn(lines), *actions]
