"""What the part of a chat platform needs of the house."""

from dataclasses import dataclass

from adapters.chat.links import Link
from bot.engine import Engine
from bot.ports import Clock


@dataclass(frozen=True, slots=True)
class Home:
    """`link` makes the address of a calendar."""

    engine: Engine
    clock: Clock
    link: Link
