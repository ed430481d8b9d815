"""Meetings as events of a guild, which Discord shows to everybody in it: one for each date.

Discord begins and ends such an event by the clock, and takes no step of it back: what is planned
may begin or be cancelled, and what has begun may end. So each change looks first how it stands.
Source: https://docs.discord.com/developers/resources/guild-scheduled-event.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from adapters.chat.body import Body as Event
from adapters.chat.body import mapping, part_of, text_of
from adapters.chat.places import channel_of, tenant_of
from adapters.discord import limits
from adapters.discord.api import Api, Bad
from adapters.discord.escape import escape, short
from bot.effects import Book
from bot.parcels import Answer, Parcel, Rebuild, Retry, Sent
from bot.ports import Clock
from bot.values import replace

log = logging.getLogger(__name__)
PLANNED, ACTIVE, COMPLETED, CANCELLED = 1, 2, 3, 4
EXTERNAL, MEMBERS = 3, 2  # neither on a stage nor in a voice channel; for the guild's members
TRIES, LONGEST = 3, 20.0  # tries, and seconds until another, for which a meeting is held up
EVENTS = "/guilds/{guild_id}/scheduled-events"
EVENT = EVENTS + "/{event_id}"


class Events:
    """Enters meetings, as `bot.ports.Room.book` says it; `me` is the bot's id. The receipt of an
    entry is the id of its event."""

    def __init__(self, api: Api, clock: Clock, me: Callable[[], str]) -> None:
        self._api, self._clock, self._me = api, clock, me

    async def book(self, parcel: Parcel) -> Answer:
        """Have the event stand as the meeting does; where that can't be, there is just none."""
        meeting = parcel.effect
        assert isinstance(meeting, Book)
        found = await self._found(parcel, meeting)
        if isinstance(found, Bad):
            return _refused(parcel, found)
        if found is None:
            return await self._made(parcel, meeting)
        parcel = replace(parcel, receipt=text_of(found, "id"))
        return await self._changed(parcel, meeting, found)

    async def _found(self, parcel: Parcel, meeting: Book) -> Event | Bad | None:
        """The event that there is: by its receipt, or one whose receipt was lost in a crash."""
        guild = tenant_of(parcel.lane)
        if parcel.receipt:
            told = await self._api.call("GET", EVENT, guild_id=guild, event_id=parcel.receipt)
        elif self._comes(meeting):
            told = await self._api.call("GET", EVENTS, guild_id=guild)
        else:
            return None
        if isinstance(told, Bad):
            return None if told.kind == "over" else told
        listed = told.data if isinstance(told.data, list) else [told.data]
        ours = (one for one in map(mapping, listed) if self._is_ours(parcel, meeting, one))
        return next(ours, None)

    def _is_ours(self, parcel: Parcel, meeting: Book, event: Event) -> bool:
        if parcel.receipt:
            return text_of(event, "id") == parcel.receipt
        place = text_of(part_of(event, "entity_metadata"), "location")
        known = (text_of(event, "creator_id"), place) == (self._me(), _place(parcel))
        return known and _begins(event) == meeting.at and event.get("status") in (PLANNED, ACTIVE)

    async def _made(self, parcel: Parcel, meeting: Book) -> Answer:
        if not self._comes(meeting):
            return Sent(parcel.receipt)
        if parcel.receipt:
            return Rebuild()
        body = _body(parcel, meeting) | {"entity_type": EXTERNAL, "privacy_level": MEMBERS}
        guild = tenant_of(parcel.lane)
        told = await self._api.call("POST", EVENTS, body, once=True, guild_id=guild)
        if isinstance(told, Bad):
            return _refused(parcel, told)
        return Sent(text_of(told.data, "id"))

    async def _changed(self, parcel: Parcel, meeting: Book, event: Event) -> Answer:
        match meeting.stands, event.get("status"):
            case "planned", 1:
                return await self._patch(parcel, _body(parcel, meeting))
            case "planned", 2 if _begins(event) == meeting.at:
                return Sent(parcel.receipt)  # it begins just now
            case "planned", 2:  # it was put off as it began
                ended = await self._patch(parcel, {"status": COMPLETED})
                return await self._made(parcel, meeting) if isinstance(ended, Sent) else ended
            case "planned", _:
                return await self._made(parcel, meeting)
            case "running", 1:
                return await self._patch(parcel, {"status": ACTIVE, **_ends(meeting, event)})
            case "running", 2:
                return await self._patch(parcel, _ends(meeting, event))
            case "over", 1:
                return await self._patch(parcel, {"status": CANCELLED})
            case "over", 2:
                return await self._patch(parcel, {"status": COMPLETED})
        return Sent(parcel.receipt)

    async def _patch(self, parcel: Parcel, body: dict[str, Any]) -> Answer:
        if not body:
            return Sent(parcel.receipt)
        guild = tenant_of(parcel.lane)
        told = await self._api.call("PATCH", EVENT, body, guild_id=guild, event_id=parcel.receipt)
        return _refused(parcel, told) if isinstance(told, Bad) else Sent(parcel.receipt)

    def _comes(self, meeting: Book) -> bool:
        """Whether an event can be made for it: Discord takes none that begins in the past."""
        return meeting.stands == "planned" and meeting.at > self._clock.now()


def _body(parcel: Parcel, meeting: Book) -> dict[str, Any]:
    return {
        "name": short(meeting.title, limits.EVENT),
        "description": short(escape(meeting.about), limits.ABOUT),
        "entity_metadata": {"location": _place(parcel)},
        "scheduled_start_time": meeting.at.isoformat(),
        "scheduled_end_time": meeting.until.isoformat(),
    }


def _ends(meeting: Book, event: Event) -> dict[str, str]:
    """When it ends, where Discord takes that: of one that was begun early it may be too soon."""
    begins = _begins(event)
    later = begins is None or meeting.until > begins
    return {"scheduled_end_time": meeting.until.isoformat()} if later else {}


def _place(parcel: Parcel) -> str:
    """The channel's address, which leads there whoever may read it."""
    guild, channel = tenant_of(parcel.lane), channel_of(parcel.lane)
    return f"https://discord.com/channels/{guild}/{channel}"


def _begins(event: Event) -> datetime | None:
    try:
        return datetime.fromisoformat(text_of(event, "scheduled_start_time"))
    except ValueError:
        return None


def _refused(parcel: Parcel, bad: Bad) -> Answer:
    """Again soon, or never: a meeting does not wait for its entry."""
    soon = bad.kind in ("retry", "unsure") and bad.after <= LONGEST
    if soon and parcel.tries < TRIES:
        return Retry(bad.after)
    log.warning(
        "%s goes without its event, or with one that is not right: %s", parcel.lane, bad.kind
    )
    return Sent(parcel.receipt)
