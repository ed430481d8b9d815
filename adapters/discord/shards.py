"""Which of the connections to Discord a process owns: each carries the guilds of its share."""

import re
from dataclasses import dataclass

MOST = 16_384  # connections of one bot; forty million guilds
SHARDS = re.compile(r"(?P<ids>\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*)/(?P<count>\d{1,5})")


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards `ids` of `count`. Direct messages come to shard 0 alone."""

    ids: tuple[int, ...]
    count: int


def shards(said: str) -> Shards | None:
    """What is written as "0-3/16" or "0,5,7-8/16"; None for anything else, and for shards that
    there are none of."""
    found = SHARDS.fullmatch("".join(said.split()))
    if found is None or not 0 < int(found["count"]) <= MOST:
        return None
    ids = [id for part in found["ids"].split(",") for id in _range(part)]
    count = int(found["count"])
    return Shards(tuple(dict.fromkeys(ids)), count) if ids and max(ids) < count else None


def _range(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)
