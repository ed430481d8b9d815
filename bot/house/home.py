"""What the part of a chat platform needs of the house."""

from dataclasses import dataclass

from adapters.chat.links import Link
from bot.engine import Engine
from bot.ports import Clock
from scheduler.presence import Presence


@dataclass(frozen=True, slots=True)
class Home:
    """`link` makes the address of a calendar; `presence` is that of one process among many."""

    engine: Engine
    clock: Clock
    link: Link
    presence: Presence | None = None
