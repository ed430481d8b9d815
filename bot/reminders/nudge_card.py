"""Nudges as one message: what each says, how it is answered, put off or stopped."""

from collections.abc import Sequence

from bot.cards import Block, Bold, Button, Card, Text, text
from bot.person import Waiting
from bot.values import replace
from bot.words import people as words


def digest(told: Sequence[Waiting]) -> Card:
    """One card of all that is told now. Its buttons act in the groups that the nudges are from."""
    if len(told) == 1:
        return _single(told[0])
    blocks: list[Block] = []
    buttons: tuple[Button, ...] = ()
    each = _each_once(told)
    numbered = _ambiguous(each)
    title = told[0].nudge.card.title if len({one.group for one in told}) == 1 else ""
    for number, (one, own) in enumerate(zip(told, each, strict=True), 1):
        mark = words.NUMBERED.format(number=number) if numbered else ""
        blocks += _marked(one.nudge.card, mark) if title else _headed(one.nudge.card, mark)
        buttons += tuple(replace(b, label=f"{mark}{b.label}") for b in own)
    later = Button(words.BUTTON_LATER, "me", "later")
    stop = Button(words.BUTTON_STOP, "me", "stop")
    return Card(title or words.DIGEST, tuple(blocks), (*buttons, later, stop))


def _headed(card: Card, mark: str) -> tuple[Block, ...]:
    return (text(Bold(f"{mark}{card.title}")), *card.blocks)


def _marked(card: Card, mark: str) -> tuple[Block, ...]:
    """The blocks of a card whose title stands above all, the first with its mark."""
    match card.blocks:
        case (Text(spans), *rest) if mark:
            return (Text((mark, *spans)), *rest)
        case blocks:
            return blocks


def _single(one: Waiting) -> Card:
    name = one.nudge.key.partition(":")[0]
    later = Button(words.BUTTON_LATER, "me", f"later {name}", group=one.group)
    stop = Button(words.BUTTON_STOP, "me", f"stop {name}", group=one.group)
    return replace(one.nudge.card, buttons=(*_buttons(one), later, stop))


def _buttons(one: Waiting) -> tuple[Button, ...]:
    return tuple(replace(button, group=one.group) for button in one.nudge.card.buttons)


def _each_once(told: Sequence[Waiting]) -> list[tuple[Button, ...]]:
    """The buttons of each; none that does what one before it does."""
    seen: list[Button] = []
    each = []
    for one in told:
        each.append(tuple(button for button in _buttons(one) if button not in seen))
        seen += each[-1]
    return each


def _ambiguous(each: list[tuple[Button, ...]]) -> bool:
    labels = [button.label for buttons in each for button in buttons]
    return len(labels) != len(set(labels))
