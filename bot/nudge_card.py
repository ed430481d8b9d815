"""Nudges as one message: what each says, how it is answered, put off or stopped."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Block, Bold, Button, Card, text
from bot.person import Waiting
from bot.words import people as words


def digest(told: Sequence[Waiting]) -> Card:
    """One card of all that is told now. Its buttons act in the groups that the nudges are from."""
    if len(told) == 1:
        return _single(told[0])
    blocks: list[Block] = []
    buttons: tuple[Button, ...] = ()
    numbered = _ambiguous(told)
    for number, one in enumerate(told, 1):
        mark = words.NUMBERED.format(number=number) if numbered else ""
        blocks += [text(Bold(f"{mark}{one.nudge.card.title}")), *one.nudge.card.blocks]
        buttons += tuple(replace(b, label=f"{mark}{b.label}") for b in _buttons(one))
    later = Button(words.BUTTON_LATER, "me", "later")
    stop = Button(words.BUTTON_STOP, "me", "stop")
    return Card(words.DIGEST, tuple(blocks), (*buttons, later, stop))


def _single(one: Waiting) -> Card:
    name = one.nudge.key.partition(":")[0]
    later = Button(words.BUTTON_LATER, "me", f"later {name}", group=one.group)
    stop = Button(words.BUTTON_STOP, "me", f"stop {name}", group=one.group)
    return replace(one.nudge.card, buttons=(*_buttons(one), later, stop))


def _buttons(one: Waiting) -> tuple[Button, ...]:
    return tuple(replace(button, group=one.group) for button in one.nudge.card.buttons)


def _ambiguous(told: Sequence[Waiting]) -> bool:
    labels = [button.label for one in told for button in one.nudge.card.buttons]
    return len(labels) != len(set(labels))
