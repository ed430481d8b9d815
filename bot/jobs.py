"""Who rings and who carries, as the shell needs it."""

from datetime import datetime
from typing import Protocol

from bot.ports import Tx


class Jobs(Protocol):
    """Who rings and who carries; both calls are made inside the event's own transaction.

    `beat` is when it last looked for what was lost, None before it has begun.
    """

    beat: datetime | None

    def wake(self, tx: Tx, state: str, at: datetime) -> None:
        """Ring for this state at this instant."""
        ...

    def carry(self, tx: Tx, lane: str) -> None:
        """There are parcels to carry in this lane."""
        ...
