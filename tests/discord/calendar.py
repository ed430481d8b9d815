"""The events of a guild by Discord's rules: nothing begins in the past, and no step is taken
back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from adapters.clock import SystemClock

Json = dict[str, Any]
CLOCK = SystemClock()
STEPS = {(1, 2), (2, 3), (1, 4)}  # what may follow what
NEEDED = ("name", "privacy_level", "entity_type", "scheduled_start_time", "scheduled_end_time")
KNOWN = {*NEEDED, "description", "entity_metadata", "status"}


@dataclass(slots=True)
class Calendar:
    """All events, by id; `creator` made them."""

    creator: str
    events: dict[str, Json] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1_500_000_000_000_000_000))

    def asked(self, method: str, path: str, body: Json) -> tuple[int, Any]:
        """The status and the answer of one call."""
        id = path.partition("/scheduled-events/")[2]
        if id and id not in self.events:
            return 404, {"code": 10070, "message": "Unknown Guild Scheduled Event"}
        if method == "GET":
            open = [e for e in self.events.values() if e["status"] < 3]
            return 200, self.events[id] if id else open
        if wrong := [*self._wrong(self.events.get(id), body)]:
            code = 180000 if wrong == ["over"] else 50035
            return 400, {"code": code, "message": str(wrong)}
        known = self.events.get(id) or self._new()
        known |= body
        return 200, known

    def _new(self) -> Json:
        id = str(next(self.numbers))
        self.events[id] = {"id": id, "creator_id": self.creator, "status": 1}
        return self.events[id]

    def _wrong(self, known: Json | None, body: Json) -> Iterator[str]:
        if known and known["status"] > 2:
            yield "over"
            return
        yield from (f"no {name}" for name in NEEDED if not known and not body.get(name))
        yield from (f"what is {name}?" for name in body if name not in KNOWN)
        whole = {**(known or {}), **body}
        start = body.get("scheduled_start_time")
        if start and _at(start) < CLOCK.now():
            yield "in the past"
        if _at(whole["scheduled_end_time"]) <= _at(whole["scheduled_start_time"]):
            yield "it ends before it begins"
        if len(whole["name"]) > 100 or len(whole["entity_metadata"]["location"]) > 100:
            yield "too long"
        if known and "status" in body and (known["status"], body["status"]) not in STEPS:
            yield "no such step"


def _at(said: str) -> datetime:
    return datetime.fromisoformat(said)
