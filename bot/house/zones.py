"""The rules of time zones are those that we ship; where they are newer, groups look again."""

import asyncio
import logging
from datetime import UTC, datetime
from zoneinfo import reset_tzpath

from tzdata import IANA_VERSION

from bot.engine import Engine
from bot.events import Rezoned, is_person

log = logging.getLogger(__name__)
EVER = datetime(9999, 1, 1, tzinfo=UTC)
ALL = 10**9


def ship() -> None:
    """Use the rules of the package that is installed with the bot, not the computer's own."""
    reset_tzpath(to=())


async def look_again(engine: Engine, version: str = IANA_VERSION) -> str:
    """Have every planned meeting worked out anew, if other rules stood when the bot ran last.

    Says what came of it, "" where the rules are the same. Each group is asked once
    for each version, whatever happens on the way.
    """
    was = await engine.call(lambda tx: tx.key("tzdata", version))
    if was == version:
        return ""
    planned = await asyncio.to_thread(engine.reader.due, EVER, ALL)
    groups = [id for id, _ in planned if not is_person(id)]
    moved = 0
    for id in groups:
        outcome = await engine.handle(Rezoned(f"zones:{version}:{id}", id))
        moved += bool(outcome and outcome.effects)
    await engine.call(lambda tx: tx.key("tzdata", version, anew=True))
    log.warning(
        "time zone rules %s are %s now: %s plans looked at, %s moved",
        was,
        version,
        len(groups),
        moved,
    )
    return f"{len(groups)} plans looked at, {moved} moved"
