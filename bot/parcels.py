"""What travels to a room, what the room answers, and what hangs on the local room's wall."""

from datetime import datetime

from bot.cards import Card
from bot.effects import Book, Count, Nudge, Show, Whisper
from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Parcel:
    """One effect on its way to a room.

    `id` is 0 until the store numbers it; parcels of one `lane` (the id of the state that sent them)
    travel in the order of their ids. `room` is the group in which to answer ("" = nowhere but a
    direct message), `event` the id of the event that caused it. `tries` counts the sendings begun,
    `plain` asks for the plainest form after a rejection. `receipt` is the room's id of the message
    that a card of this key made earlier, or ""; `under` that of the message whose thread it belongs
    in, or "".
    """

    lane: str
    effect: Show | Whisper | Nudge | Count | Book
    at: datetime
    room: str = ""
    event: str = ""
    id: int = 0
    tries: int = 0
    plain: bool = False
    receipt: str = ""
    under: str = ""

    @property
    def token(self) -> str:
        """The idempotency key: the same for every try at the same parcel."""
        return f"{self.lane}/{self.id}"


@dataclass(frozen=True, slots=True)
class Sent:
    """Delivered; `receipt` is the room's id of the message ("" where it has none)."""

    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """Not now; try again after so many seconds."""

    after: float


@dataclass(frozen=True, slots=True)
class Rebuild:
    """The message to edit is no more: post it afresh."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The room is no more, or shut us out."""

    why: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The room won't take it in this form."""

    why: str


Answer = Sent | Retry | Rebuild | Lost | Rejected


@dataclass(frozen=True, slots=True)
class Posting:
    """One message on the wall of the local room, which is its own platform.

    `id` is stable (a parcel's token, or the id of the event that said it). `seq` grows with every
    post and edit of the wall; the store sets it. `place` keeps the order of first posting.
    `to` is the only reader ("" = everyone in `group`); a posting with `group` "" is a direct
    message. `by` is the member who wrote `text`, or "" for the bot's `card`.
    """

    id: str
    tenant: str
    group: str
    at: datetime
    key: str = ""
    to: str = ""
    by: str = ""
    text: str = ""
    card: Card | None = None
    edited: bool = False
    seq: int = 0
    place: int = 0
