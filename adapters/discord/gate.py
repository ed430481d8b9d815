"""What Discord has refused of late: after too much of that, and while a limit is on everything,
nothing is sent to it.

It is seen on the wire, so that what discord.py tries again by itself counts as well.
"""

import logging
from collections import deque
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import aiohttp

from bot.ports import Clock

log = logging.getLogger(__name__)
# Refusals in so many seconds after which we stop: at ten thousand Discord shuts out an address.
INVALID, WINDOW = 1000, timedelta(minutes=10)
CLOUD = 60.0  # seconds of rest after a refusal from before Discord that names none
SLEEP = 30.0  # seconds of a limit that discord.py may sleep; a longer one is the outbox's
LONGEST = 900.0  # seconds that we believe whoever names more


class Gate:
    """Open until there is reason to rest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._refused: deque[datetime] = deque()
        self._limited = self._banned = datetime.min.replace(tzinfo=UTC)
        self._told = False

    def trace(self) -> aiohttp.TraceConfig:
        """What lets a client be watched; each needs one of its own."""
        watch = aiohttp.TraceConfig()
        watch.on_request_end.append(self._seen)
        return watch

    def rest(self, *, answer: bool = False) -> float:
        """The seconds for which nothing is sent; 0 where all is well. No limit is on what is an
        `answer` to an interaction, but a closed gate is."""
        now = self._clock.now()
        while self._refused and self._refused[0] < now - WINDOW:
            self._refused.popleft()
        if len(self._refused) < INVALID:
            self._told = False
            until = self._banned if answer else max(self._banned, self._limited)
            return max((until - now).total_seconds(), 0.0)
        if not self._told:
            log.error("Discord has refused %s calls in ten minutes: nothing is sent now", INVALID)
        self._told = True
        return (self._refused[0] + WINDOW - now).total_seconds()

    async def _seen(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        seen: aiohttp.TraceRequestEndParams,
    ) -> None:
        status, said = seen.response.status, seen.response.headers
        now = self._clock.now()
        if status in (401, 403, 429) and said.get("X-RateLimit-Scope") != "shared":
            self._refused.append(now)
        after = _seconds(said.get("Retry-After", ""))
        if status == 429 and not said.get("Via"):
            self._banned = now + timedelta(seconds=after)
        elif status == 429 and said.get("X-RateLimit-Global") and after > SLEEP:
            self._limited = now + timedelta(seconds=after)


def _seconds(header: str) -> float:
    try:
        return min(max(float(header), 0.0), LONGEST)
    except ValueError:
        return CLOUD
