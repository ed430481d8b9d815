"""Tells groups who can read their room; how that is found out is the platform's own."""

from itertools import count

from adapters.chat.meant import group_of
from bot.engine import Engine
from bot.events import Exposed


class Readers:
    """What groups are told of whoever can read along, which is only what they do not know yet."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._count = count()  # one delivery can tell of several turns

    async def tell(self, event: str, group: str, *, strangers: bool) -> None:
        """Tell a group, because of an event of this id, whether strangers read along."""
        if strangers != await self.open(group):
            event = f"{event}:walls:{next(self._count)}"
            await self._engine.handle(Exposed(event, group, strangers))

    async def open(self, group: str) -> bool:
        """Whether a group was told so last."""
        known = await group_of(self._engine.reader, group)
        return known is not None and known.exposed
