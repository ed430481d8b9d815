"""Who can read a channel: everybody of the guild, or only those who were let in.

Without an intent that Discord has to approve nobody can list who was let in, so a private channel
counts as the group's own.
"""

from collections.abc import Callable

from adapters.chat.walls import Readers
from adapters.discord.parse import From

Look = Callable[[str, str], bool | None]


class Walls:
    """Tells groups who can read their room. `look` says of a guild and a channel whether everybody
    of the guild can read it (None = not known)."""

    def __init__(self, readers: Readers, look: Look) -> None:
        self._readers, self._look = readers, look

    async def look(self, at: From) -> None:
        """Somebody is about to meet there, or the channel was changed."""
        strangers = self._look(at.guild, at.room)
        if strangers is not None:
            await self._readers.tell(at.id, at.group, strangers=strangers)
