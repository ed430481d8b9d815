"""Looks at everything that a history shows to anybody."""

from collections.abc import Callable, Sequence

from bot.cards import Card
from bot.commands import FORMS
from bot.decide import form
from bot.events import Actor
from bot.forms import Form
from bot.group import Group
from tests.histories import played
from tests.moves import History
from tests.seen import cards


def look(
    history: History,
    at_card: Callable[[Card], None],
    at_form: Callable[[Form], None],
    at_page: Callable[[str, Sequence[Group]], None],
) -> None:
    """Have all cards looked at, and the forms and pages of some people in the last groups."""
    turns = played(history)
    for card in {card for turn in turns for card in cards(turn.outcome.effects)}:
        at_card(card)
    groups = [turn.outcome.state for turn in turns if isinstance(turn.outcome.state, Group)]
    for group in groups[-3:]:
        for who in ("u0", "u1"):
            at_page(who, [group])
            for name in FORMS:
                if asked := form(group, name, Actor(who)):
                    at_form(asked)
