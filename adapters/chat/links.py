"""The addresses that stand in cards, which only the house can make."""

from collections.abc import Callable

from bot.cards import Feed

Link = Callable[[Feed], str]


def nowhere(_: Feed) -> str:
    """The address of a calendar where none is served."""
    return ""
