"""How fast is sent: so many seconds between two turns of one lane."""

import asyncio

MANY = 1000  # lanes in memory before those that have rested are forgotten


class Pace:
    """`gap` is how many seconds lie between two turns of a lane."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._next: dict[str, float] = {}

    async def turn(self, lane: str = "") -> None:
        """Wait until it is this one's turn in its lane."""
        now = asyncio.get_running_loop().time()
        at = max(self._next.get(lane, now), now)
        self._next[lane] = at + self._gap
        if len(self._next) > MANY:
            self._next = {name: when for name, when in self._next.items() if when > now}
        await asyncio.sleep(at - now)
