"""A seat-holder of whom there is no sign in their own step."""

from datetime import datetime

from bot.effects import Outcome
from bot.group import Group


def looked_for(group: Group, now: datetime) -> Outcome[Group]:
    """At two thirds of a seat-holder's own step."""
    return Outcome(group)
