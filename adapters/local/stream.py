"""What one reader may see of a room, as a stream that goes on where it broke off."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

import anyio

from adapters.local.cardjson import Link, card_json, nowhere
from adapters.local.room import PAGE, LocalRoom
from bot.parcels import Posting
from bot.trouble import Trouble

log = logging.getLogger(__name__)
QUIET = 5.0  # seconds after which a look is taken unasked: another process may have posted
AGAIN = 1000  # milliseconds after which a browser tries again


async def look(room: LocalRoom, group: str, reader: str, after: int) -> dict[str, Any]:
    """What is new since `after`: {"last": number, "end": is that all, "postings": [...]}."""
    postings = await room.wall(group, reader, after)
    last = postings[-1].seq if postings else after
    return {"last": last, "end": len(postings) < PAGE, "postings": _told(postings, room.link)}


async def follow(
    room: LocalRoom, group: str, reader: str, after: int, over: anyio.Event
) -> AsyncIterator[dict[str, Any]]:
    """Server-sent events, each the data of one `look`; the first comes at once, even if empty.

    They end when the server is `over`, or can't read; a browser then comes back by itself.
    """
    asked, ending = True, asyncio.create_task(over.wait())
    try:
        while not over.is_set():
            # The bell is taken in hand before the look, so that nothing falls between the two.
            bell = asyncio.create_task(room.news(QUIET))
            found = await look(room, group, reader, after)
            if found["postings"] or asked:
                bell.cancel()
                asked, after = not found["end"], found["last"]
                yield {"id": str(after), "retry": AGAIN, "data": json.dumps(found)}
            else:
                await asyncio.wait({bell, ending}, return_when=asyncio.FIRST_COMPLETED)
                bell.cancel()
    except Trouble as trouble:
        log.warning("a stream ends, and its browser comes back: %s", trouble)
    finally:
        ending.cancel()


def _told(postings: Sequence[Posting], link: Link) -> list[dict[str, Any]]:
    return [posting_json(posting, link) for posting in postings]


def posting_json(posting: Posting, link: Link = nowhere) -> dict[str, Any]:
    """A posting as plain JSON values.

    `private` is true for what only this reader sees, `direct` for what belongs to no room.
    """
    return {
        "id": posting.id,
        "seq": posting.seq,
        "place": posting.place,
        "at": posting.at.isoformat(),
        "key": posting.key,
        "by": posting.by,
        "text": posting.text,
        "edited": posting.edited,
        "private": posting.to != "",
        "direct": posting.group == "",
        "card": card_json(posting.card, link) if posting.card else None,
    }
