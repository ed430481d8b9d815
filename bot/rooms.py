"""The rooms of all platforms as one: each parcel goes to the room that its lane names."""

from collections.abc import Mapping

from bot.parcels import Answer, Lost, Parcel
from bot.ports import Room

# A platform that was switched off: its groups wait until somebody writes in them again.
NOWHERE = Lost("platform-off")


class Rooms:
    """A `Room` that is many; `rooms` are by platform, as the first part of an id says it."""

    def __init__(self, rooms: Mapping[str, Room]) -> None:
        self._rooms = rooms

    async def post(self, parcel: Parcel) -> Answer:
        """Post in the room of the parcel's platform."""
        room = self._of(parcel)
        return await room.post(parcel) if room else NOWHERE

    async def edit(self, parcel: Parcel) -> Answer:
        """Edit in the room of the parcel's platform."""
        room = self._of(parcel)
        return await room.edit(parcel) if room else NOWHERE

    async def whisper(self, parcel: Parcel) -> Answer:
        """Whisper in the room of the parcel's platform."""
        room = self._of(parcel)
        return await room.whisper(parcel) if room else NOWHERE

    async def book(self, parcel: Parcel) -> Answer:
        """Enter a meeting into the calendar of the parcel's platform."""
        room = self._of(parcel)
        return await room.book(parcel) if room else NOWHERE

    def _of(self, parcel: Parcel) -> Room | None:
        return self._rooms.get(_platform(parcel))


def _platform(parcel: Parcel) -> str:
    return parcel.lane.partition(":")[0]
