"""Who can read a channel: everybody of the guild, or only those who were let in.

Without an intent that Discord has to approve nobody can list who was let in, so a private channel
counts as the group's own.
"""

from collections.abc import Callable
from itertools import count

from adapters.discord.parse import From
from bot.engine import Engine
from bot.events import Exposed
from bot.group import Group

Look = Callable[[str, str], bool | None]


class Walls:
    """Tells groups who can read their room. `look` says of a guild and a channel whether everybody
    of the guild can read it (None = not known)."""

    def __init__(self, engine: Engine, look: Look) -> None:
        self._engine, self._look = engine, look
        self._told: dict[str, bool] = {}
        self._count = count()

    async def look(self, at: From) -> None:
        """Somebody is about to meet there, or the channel was changed."""
        strangers = self._look(at.guild, at.room)
        if strangers is None or self._told.get(at.group, False) == strangers:
            return
        outcome = await self._engine.handle(
            Exposed(f"{at.id}:walls:{next(self._count)}", at.group, strangers)
        )
        if outcome is not None and isinstance(outcome.state, Group) and outcome.state.members:
            self._told[at.group] = strangers
